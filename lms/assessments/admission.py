"""What one enrolment may sit now, and on which form: the rules of `entry` and `counterbalance` over its own rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, F, FilteredRelation, Q
from django.db.models.functions import Coalesce

from lms.assessments import counterbalance, entry, errors
from lms.assessments.counterbalance import FrozenForm, Seat
from lms.assessments.entry import Course, Sitting
from lms.assessments.models import Attempt, Form, GrantedTry, PaperSheet
from lms.cohorts.models import Enrolment
from lms.core.errors import Refused
from lms.questionnaires.models import Question

PRE, POST = Attempt.Phase.PRE, Attempt.Phase.POST


@dataclass(frozen=True)
class Place:
    """The sitting that may start now."""

    phase: str
    number: int
    form: Form


def place_for(enrolment: Enrolment, phase: str, attempts: list[Attempt], *, now: datetime) -> Place:
    """The sitting of `phase` that may start now, after these; raises the refusal that says why none may."""
    number = entry.next_number(phase, sittings(attempts), course_for(enrolment, phase), now)
    form = form_after(enrolment, phase, attempts)
    if form is None:
        raise errors.NoForm
    return Place(phase, number, form)


def check(enrolment: Enrolment, phase: str, *, now: datetime) -> None:
    """Raise the refusal that says why no sitting of `phase` may start now."""
    entry.next_number(phase, sittings(attempts_of(enrolment)), course_for(enrolment, phase), now)


def delayed_until(enrolment: Enrolment, *, now: datetime) -> date | None:
    """The last day of the test some months later, where this person can start it now; no query outside its months."""
    course = course_for(enrolment, Attempt.Phase.DELAYED)
    if not entry.is_delayed_open(course, now):
        return None
    try:
        entry.next_number(Attempt.Phase.DELAYED, sittings(attempts_of(enrolment)), course, now)
    except Refused:
        return None
    return entry.delayed_window(course).closes_on


def form_for(enrolment: Enrolment, phase: str) -> Form | None:
    """The form that this person sits, or gets on paper, next in this phase; None where none is ready."""
    return form_after(enrolment, phase, attempts_of(enrolment))


def attempts_of(enrolment: Enrolment) -> list[Attempt]:
    return list(enrolment.attempts.select_related("form").order_by("started_at", "number"))


def sittings(attempts: list[Attempt]) -> list[Sitting]:
    return [Sitting(row.phase, row.form.letter, row.state, row.is_passed, row.submitted_at) for row in attempts]


def course_of(enrolment: Enrolment) -> Course:
    return courses_of([enrolment])[enrolment.pk]


def course_for(enrolment: Enrolment, phase: str) -> Course:
    """Without a query but for the test after the course: for no other are tries given after a talk."""
    if phase == POST:
        return course_of(enrolment)
    return Course(enrolment.programme, enrolment.country, enrolment.cohort.ends_on)


def courses_of(enrolments: Iterable[Enrolment]) -> dict[int, Course]:
    """`{enrolment id: Course}` in one query; each comes with its cohort and person."""
    rows = list(enrolments)
    granted = GrantedTry.objects.filter(enrolment__in=[row.pk for row in rows]).order_by().values_list("enrolment")
    counts = dict(granted.annotate(Count("pk")))
    return {row.pk: Course(row.programme, row.country, row.cohort.ends_on, counts.get(row.pk, 0)) for row in rows}


def form_after(enrolment: Enrolment, phase: str, attempts: list[Attempt]) -> Form | None:
    """A printed sheet that waits decides; else the turns before the course, and the other letter after it."""
    sheets = {sheet.phase: sheet.form for sheet in waiting_sheets(enrolment, attempts)}
    if phase in sheets:
        return sheets[phase]
    if phase == PRE:
        return first_form(enrolment, sheets.get(POST))
    return later_form(enrolment, phase, attempts, sheets)


def waiting_sheets(enrolment: Enrolment, attempts: list[Attempt]) -> list[PaperSheet]:
    """One that was printed before a later sitting of its phase on screen waits no more."""
    sheets = PaperSheet.objects.filter(enrolment=enrolment, attempt=None).select_related("form")
    started = {attempt.phase: attempt.started_at for attempt in attempts}
    return [sheet for sheet in sheets if sheet.phase not in started or started[sheet.phase] < sheet.printed_at]


def first_form(enrolment: Enrolment, printed_for_after: Form | None) -> Form | None:
    """By the cohort's turns; apart from a form that was printed already for the test after the course."""
    if printed_for_after:
        forms = frozen_forms(enrolment.cohort.programme_code)
        apart = [form for form in forms if form.pk == printed_for_after.pk]
        return in_full(counterbalance.next_form(forms, [], apart_from=apart))
    letter = counterbalance.first_letters(seats_of(enrolment.cohort_id)).get(enrolment.pk, counterbalance.LETTERS[0])
    forms = Form.objects.filter(programme_code=enrolment.cohort.programme_code, letter=letter)
    return forms.order_by("-version").first()


def later_form(enrolment: Enrolment, phase: str, attempts: list[Attempt], sheets: dict[str, Form]) -> Form | None:
    """No letter and no scored question of the test before the course comes again in the one after it."""
    by_pk = {form.pk: form for form in frozen_forms(enrolment.cohort.programme_code)}
    met = [by_pk[attempt.form_id] for attempt in attempts]
    before = [by_pk[attempt.form_id] for attempt in attempts if attempt.phase == PRE]
    if not before:  # a sheet for later is printed before anything was taken: after the form that will be
        planned = sheets.get(PRE) or first_form(enrolment, None)
        before = [by_pk[planned.pk]] if planned else []
        met = before + met
    return in_full(counterbalance.next_form(by_pk.values(), met, apart_from=before if phase == POST else ()))


def in_full(form: FrozenForm | None) -> Form | None:
    return form and Form.objects.get(pk=form.pk)


def frozen_forms(programme_code: str) -> list[FrozenForm]:
    """Every version of every letter with its scored questions, in one query."""
    rows = Form.objects.filter(programme_code=programme_code).exclude(places__question__kind=None).order_by("pk")
    columns = ("pk", "letter", "version", "places__question__code", "places__question__kind")
    return [
        FrozenForm(*head, frozenset(code for *_head, code, kind in places if kind != Question.Kind.ATTITUDE))
        for head, places in groupby(rows.values_list(*columns), itemgetter(0, 1, 2))
    ]


def seats_of(cohort_id: int) -> list[Seat]:
    """The cohort's list in one query; a letter is fixed by the test before the course, or by its printed sheet."""
    rows = (
        Enrolment.objects.active()
        .filter(cohort=cohort_id)
        .annotate(
            taken=FilteredRelation("attempts", condition=Q(attempts__phase=PRE)),
            printed=FilteredRelation(
                "paper_sheets", condition=Q(paper_sheets__phase=PRE, paper_sheets__attempt__isnull=True)
            ),
        )
        .annotate(fixed=Coalesce(F("taken__form__letter"), F("printed__form__letter")))
        .values_list("pk", "person__country", "cohort__country", "post_at_start__organisation__sector", "fixed")
    )
    return [Seat(pk, own or cohorts, sector or "", fixed or "") for pk, own, cohorts, sector, fixed in rows]
