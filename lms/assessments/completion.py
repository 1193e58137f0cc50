"""Who of a cohort has taken which test, as it stands now: states only, never an answer or a point."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from lms.assessments import clock, entry
from lms.assessments.models import Answer, Attempt, FormQuestion, PaperSheet
from lms.assessments.responses import WITHDRAWN
from lms.cohorts.models import Cohort, Enrolment

PRE, POST, DELAYED = Attempt.Phase.PRE, Attempt.Phase.POST, Attempt.Phase.DELAYED
TITLES = {
    PRE: _("Test before the course"),
    POST: _("Test after the course"),
    DELAYED: _("Test some months later"),
}


class Where(StrEnum):
    """Where one person stands with one test."""

    NOT_STARTED = "not_started"
    SITTING = "sitting"
    WAITS = "waits"
    HANDED_IN = "handed_in"


@dataclass(frozen=True)
class Sheet:
    """One person's newest sitting of one test; `answered` of `total` and `time_left` only while it is open.

    `is_paper`: typed from paper, or printed and not typed yet.
    """

    phase: str
    where: Where = Where.NOT_STARTED
    is_paper: bool = False
    number: int = 0
    answered: int = 0
    total: int = 0
    time_left: str = ""

    @property
    def title(self) -> str:
        return TITLES[self.phase]


@dataclass(frozen=True)
class Row:
    """One person with a sheet for each test of the page, in its order."""

    enrolment: Enrolment
    sheets: list[Sheet]


@dataclass(frozen=True)
class Tally:
    """One test in numbers of people; the four states add up to everybody enrolled, `paper` is part of them."""

    phase: str
    not_started: int
    sitting: int
    waits: int
    handed_in: int
    paper: int

    @property
    def title(self) -> str:
        return TITLES[self.phase]


@dataclass(frozen=True)
class Completion:
    """The whole page: one tally per test, one row per person by name."""

    tallies: list[Tally]
    rows: list[Row]

    def tally(self, phase: str) -> Tally | None:
        return next((row for row in self.tallies if row.phase == phase), None)

    @property
    def sitting(self) -> int:
        return sum(row.sitting for row in self.tallies)


def completion_of(cohort: Cohort, now: datetime) -> Completion:
    """In five queries, however many people there are."""
    enrolments = Enrolment.objects.active().filter(cohort=cohort).select_related("person")
    people = list(enrolments.order_by("person__full_name", "pk"))
    sheets = sheets_of(cohort, now)
    taken = {phase for _enrolment_id, phase in sheets}
    phases = [PRE, POST, *([DELAYED] if DELAYED in taken or is_delayed_open(cohort, now) else [])]
    rows = [Row(each, [sheets.get((each.pk, phase)) or Sheet(phase) for phase in phases]) for each in people]
    return Completion([tally_of(phase, rows) for phase in phases], rows)


def is_delayed_open(cohort: Cohort, now: datetime) -> bool:
    """From the day on which it opens: afterwards the page still says who took it."""
    course = entry.Course(cohort.programme, cohort.country, cohort.ends_on)
    return entry.day_of(now, course) >= entry.delayed_window(course).opens_on


def tally_of(phase: str, rows: Iterable[Row]) -> Tally:
    sheets = [sheet for row in rows for sheet in row.sheets if sheet.phase == phase]
    counts = {where.value: sum(sheet.where == where for sheet in sheets) for where in Where}
    return Tally(phase=phase, paper=sum(sheet.is_paper for sheet in sheets), **counts)


def sheets_of(cohort: Cohort, now: datetime) -> dict[tuple[int, str], Sheet]:
    """`{(enrolment id, phase): Sheet}`: the newest sitting, else the printed sheet that waits to be typed."""
    printed = PaperSheet.objects.filter(enrolment__cohort=cohort, attempt=None)
    places = printed.values_list("enrolment_id", "phase")
    sheets = {(enrolment_id, phase): Sheet(phase, is_paper=True) for enrolment_id, phase in places}
    attempts = list(Attempt.objects.of_cohort(cohort).order_by("number"))
    answered, totals = answered_in(attempts), totals_of(attempts)
    for attempt in attempts:
        total = totals.get(attempt.form_id, 0)
        sheets[attempt.enrolment_id, attempt.phase] = sheet_of(attempt, answered.get(attempt.pk, 0), total, now)
    return sheets


def sheet_of(attempt: Attempt, answered: int, total: int, now: datetime) -> Sheet:
    is_paper = attempt.source == Attempt.Source.PAPER
    if attempt.state == Attempt.State.OPEN:
        time_left = clock.words_left(attempt.deadline_at, now)
        return Sheet(attempt.phase, Where.SITTING, is_paper, attempt.number, answered, total, time_left)
    where = Where.WAITS if attempt.max_points is None else Where.HANDED_IN
    return Sheet(attempt.phase, where, is_paper, attempt.number)


def answered_in(attempts: Iterable[Attempt]) -> dict:
    """`{attempt id: how many questions are answered}` of the open ones."""
    still_open = [attempt.pk for attempt in attempts if attempt.state == Attempt.State.OPEN]
    answers = Answer.objects.filter(attempt__in=still_open).exclude(response=WITHDRAWN)
    return dict(answers.order_by().values_list("attempt").annotate(Count("pk")))


def totals_of(attempts: Iterable[Attempt]) -> dict[int, int]:
    """`{form id: how many questions}` of the open ones."""
    forms = {attempt.form_id for attempt in attempts if attempt.state == Attempt.State.OPEN}
    return dict(FormQuestion.objects.filter(form__in=forms).order_by().values_list("form").annotate(Count("pk")))
