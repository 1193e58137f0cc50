"""What a programme declares about itself, and how the platform finds the declared programmes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
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


def no_observations(enrolment: Any) -> list[Observed]:
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
    attendance_share: float  # of the cohort's sessions, 0-1
    competencies: dict[str, str]
    requirements: Callable[[Any], list[Requirement]]  # (enrolment) -> what is met and what is not
    involved: Callable[[Any], set[int]]  # (enrolment) -> ids of those who taught or observed the person
    observations: Callable[[Any], list[Observed]] = no_observations  # (enrolment) -> what observers signed
    curriculum_version: str = "2026.1"
    prerequisites: tuple[str, ...] = ()
    retake_wait_hours: tuple[int, ...] = (24,)  # after the first, second ... try; the last counts for all later ones
    follow_up_months: tuple[int, ...] = (6, 12, 24)


@cache
def get(code: str) -> Programme:
    return import_string(settings.PROGRAMMES[code])


def all_programmes() -> list[Programme]:
    return [get(code) for code in settings.PROGRAMMES]


def choices() -> list[tuple[str, str]]:
    return [(programme.code, programme.title) for programme in all_programmes()]
