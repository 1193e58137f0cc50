"""What a programme declares about itself, and how the platform finds the declared programmes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class State(StrEnum):
    """Where a requirement stands."""

    MET = "met"
    NOT_YET = "not_yet"
    REPEAT = "repeat"
    FAILED = "failed"


STATE_LABELS = {
    State.MET: _("met"),
    State.NOT_YET: _("not yet"),
    State.REPEAT: _("asked to repeat"),
    State.FAILED: _("failed"),
}


@dataclass(frozen=True)
class Requirement:
    """One thing that a programme demands of one enrolment, with what speaks for it.

    `evidence` is one plain, translated sentence; `action` says what to do next where it is not met.
    """

    code: str
    title: str
    state: State
    evidence: str = ""
    action: str = ""
    is_waiting: bool = False  # the person has done the own part; somebody else comes next
    words: str = ""  # a button's, for where the person does it
    address: str = ""

    @property
    def is_met(self) -> bool:
        return self.state == State.MET

    @property
    def state_label(self) -> str:
        return STATE_LABELS[self.state]


@dataclass(frozen=True)
class Observed:
    """What one observer signed about one practice lesson; `scores` is `[(criterion, level 1-4, its text)]`."""

    observer: str
    lesson_title: str
    taught_on: date
    is_passed: bool
    notes: str
    scores: list[tuple[str, int, str]]
    kind: str = ""  # of the lesson, in words
    minutes: int | None = None
    participants: int | None = None
    seen: str = ""  # how, in words
    is_read: bool = False  # the candidate has countersigned
    reply: str = ""  # what the candidate answered
    address: str = ""  # of the page about this lesson


def no_observations(enrolment: Any) -> list[Observed]:
    return []


def no_background(enrolment: Any) -> list[tuple[str, str]]:
    return []


@dataclass(frozen=True)
class GroupRule:
    """A minimum share (0-1) of the points on the questions of some competencies, taken together."""

    competencies: tuple[str, ...]
    share: float


@dataclass(frozen=True)
class PassRule:
    """When a test is passed: a share (0-1) of all points, of groups, and how many serious-harm options at most."""

    share: float
    groups: tuple[GroupRule, ...] = ()
    serious_harm_at_most: int | None = None


@dataclass(frozen=True)
class Blueprint:
    """How many questions one form takes from each cell: `{competency: {level: count}}`."""

    cells: dict[str, dict[str, int]]

    @property
    def size(self) -> int:
        return sum(sum(levels.values()) for levels in self.cells.values())


@dataclass(frozen=True)
class Level:
    """One step of a trainer's certificate and what it demands beyond the steps below it."""

    code: str
    title: str
    checks: tuple[Callable[[Any], Requirement], ...] = ()


def itself(enrolment: Any) -> Any:
    return enrolment


def no_renewal(person: Any, since: date) -> list[Requirement]:
    return []


def no_first_lessons(enrolment_ids: Any) -> dict[int, datetime]:
    return {}


def no_teaching_languages(enrolment_ids: Any) -> dict[int, str]:
    return {}


@dataclass(frozen=True)
class Programme:
    """One programme: `courses/<code>/programme.py` makes one, settings.PROGRAMMES names it."""

    code: str
    title: str
    short_title: str
    certificate_kind: str  # "completion" or "trainer"
    certificate_years: int | None  # None: valid without limit
    pass_rule: PassRule
    attempts_allowed: int
    test_minutes: int
    blueprint: Blueprint
    attendance_share: float  # of the cohort's sessions, 0-1
    competencies: dict[str, str]
    checks: tuple[Callable[[Any], Requirement], ...]  # each: (enrolment) -> one demand and where it stands
    involved: Callable[[Any], set[int]]  # (enrolment) -> ids of those who taught or observed the person
    gather: Callable[[Any], Any] = itself  # (enrolment) -> the same, with what several checks read fetched at once
    involved_in: Callable[[Any], dict[int, set[int]]] | None = None  # (enrolments) -> {id: the same}, for many at once
    observations: Callable[[Any], list[Observed]] = no_observations  # (enrolment) -> what observers signed
    background: Callable[[Any], list[tuple[str, str]]] = no_background  # (enrolment) -> [(label, the person's words)]
    curriculum_version: str = "2026.1"
    prerequisites: tuple[str, ...] = ()
    retake_wait_hours: tuple[int, ...] = (24,)  # after the first, second ... try; the last counts for all later ones
    delayed_test_months: tuple[int, int] = (3, 6)  # after the course's end: when the delayed test opens and closes
    post_window_days: int = 3  # after the course's end: a later test after the course stays out of the gain
    first_lessons: Callable[[Any], dict[int, datetime]] = no_first_lessons  # (enrolment ids) -> {id: first opened}
    teaching_languages: Callable[[Any], dict[int, str]] = no_teaching_languages  # (enrolment ids) -> {id: code}
    follow_up_months: tuple[int, ...] = (6, 12, 24)
    levels: tuple[Level, ...] = ()  # from the lowest to the highest; none: one kind of certificate
    usual_level: str = ""  # the one that a candidate works for
    own_page: str = ""  # the name of the candidate's own address, which takes the enrolment's id
    renewal: Callable[[Any, date], list[Requirement]] = no_renewal  # (person, since) -> what keeps a certificate alive

    def requirements(self, enrolment: Any, level: str = "") -> list[Requirement]:
        """What one enrolment must show for `level` (the usual one where none is named), in the programme's order."""
        gathered = self.gather(enrolment)
        return [check(gathered) for check in (*self.checks, *self.checks_up_to(level or self.usual_level))]

    def all_involved(self, enrolments: Any) -> dict[int, set[int]]:
        """`{enrolment id: ids of those who taught or observed the person}`, in few queries where the programme can."""
        if self.involved_in:
            return self.involved_in(enrolments)
        return {enrolment.pk: self.involved(enrolment) for enrolment in enrolments}

    def checks_up_to(self, level: str) -> list[Callable[[Any], Requirement]]:
        if not level:
            return []
        codes = [each.code for each in self.levels]
        return [check for each in self.levels[: codes.index(level) + 1] for check in each.checks]

    def level(self, code: str) -> Level:
        return next(each for each in self.levels if each.code == code)


@cache
def get(code: str) -> Programme:
    return import_string(settings.PROGRAMMES[code])


def all_programmes() -> list[Programme]:
    return [get(code) for code in settings.PROGRAMMES]


def choices() -> list[tuple[str, str]]:
    return [(programme.code, programme.title) for programme in all_programmes()]
