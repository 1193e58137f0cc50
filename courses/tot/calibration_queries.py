"""Reads over calibration: one observer's tries, and where all observers stand."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from courses.tot import calibration, rubric
from courses.tot.models import CalibrationTry
from lms.core import languages
from lms.people.models import Role, User


@dataclass(frozen=True)
class Standing:
    """Where one observer stands: the newest try, and until when the newest one that was met counts."""

    person: User
    latest: CalibrationTry | None
    valid_until: date | None
    is_current: bool


@dataclass(frozen=True)
class Line:
    """One criterion of one try: the own level, the agreed one, why, and how many levels lie between."""

    criterion: rubric.Criterion
    own: int
    agreed: int
    apart: int
    reason: str


def tries_of(person: User) -> list[CalibrationTry]:
    """Newest first."""
    return list(CalibrationTry.objects.filter(observer=person))


def last_met(person: User) -> date | None:
    """The day of the newest calibration that was met, whether or not it still counts."""
    return calibration.last_met(CalibrationTry.objects.filter(observer=person, is_met=True)[:1])


def standing_of(person: User, tries: list[CalibrationTry]) -> Standing:
    met_on = calibration.last_met(tries)
    return Standing(
        person=person,
        latest=tries[0] if tries else None,
        valid_until=calibration.valid_until(met_on) if met_on else None,
        is_current=calibration.is_current(tries, timezone.localdate()),
    )


def observers() -> dict[str, list[Standing]]:
    """`{country: its observers by name}`, a person once in each country of the role; in two queries."""
    roles = list(
        Role.objects.filter(kind=Role.Kind.OBSERVER, ended_at=None, person__is_active=True)
        .select_related("person")
        .order_by("country", "person__full_name", "person_id")
    )
    tries = defaultdict(list)
    for row in CalibrationTry.objects.filter(observer__in={role.person_id for role in roles}):
        tries[row.observer_id].append(row)
    found = defaultdict(list)
    for role in roles:
        found[role.country].append(standing_of(role.person, tries[role.person_id]))
    return dict(found)


def lines_of(row: CalibrationTry, lesson: calibration.Lesson) -> list[Line]:
    """In the rubric's order and the reader's language, against the marks that were agreed at the time."""
    apart = calibration.distance(row.scores, row.agreed).apart
    return [
        Line(each, row.scores[each.key], row.agreed[each.key], apart[each.key], lesson.reasons[each.key])
        for each in rubric.criteria(languages.current())
    ]
