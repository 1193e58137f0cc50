"""Who may sit which test when: the rule, from the earlier sittings and the programme alone."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lms.assessments import errors
from lms.core.languages import zone_of
from lms.core.programmes import Programme

PRE, POST, DELAYED, OPEN = "pre", "post", "delayed", "open"


@dataclass(frozen=True)
class Sitting:
    """What the rule needs to know of one earlier attempt; attempts come in the order of their start.

    `is_passed` is None for other tests than the one after the course, and until a trainer has marked everything.
    """

    phase: str
    letter: str
    state: str
    is_passed: bool | None
    submitted_at: datetime | None


@dataclass(frozen=True)
class Course:
    """What the rule needs to know of the enrolment: its programme, its place, and tries given after a talk."""

    programme: Programme
    country: str
    ends_on: date
    granted_tries: int = 0

    @property
    def tries_allowed(self) -> int:
        return self.programme.attempts_allowed + self.granted_tries


def next_number(phase: str, earlier: Sequence[Sitting], course: Course, now: datetime) -> int:
    """The number of the sitting of `phase` that may start now; raises the refusal that says why none may."""
    CHECKS[phase](earlier, course, now)
    check_cohort(course, now)
    if any(sitting.state == OPEN for sitting in earlier):
        raise errors.FinishFirst
    return len(of_phase(earlier, phase)) + 1


def of_phase(sittings: Sequence[Sitting], phase: str) -> list[Sitting]:
    return [sitting for sitting in sittings if sitting.phase == phase]


def check_pre(earlier: Sequence[Sitting], course: Course, now: datetime) -> None:
    if earlier:
        raise errors.AlreadyTaken


def check_post(earlier: Sequence[Sitting], course: Course, now: datetime) -> None:
    if not any(sitting.state != OPEN for sitting in of_phase(earlier, PRE)):
        raise errors.TooEarly
    tries = of_phase(earlier, POST)
    if any(sitting.is_passed for sitting in tries):
        raise errors.AlreadyPassed
    if any(sitting.is_passed is None and sitting.state != OPEN for sitting in tries):
        raise errors.AwaitsMarks
    if len(tries) >= course.tries_allowed:
        raise errors.TriesUsedUp(course.tries_allowed)
    possible_at = retake_at(tries, course.programme)
    if possible_at and now < possible_at:
        raise errors.WaitFirst(possible_at, course.country)


def retake_at(tries: Sequence[Sitting], programme: Programme) -> datetime | None:
    """When the next try opens: the last one's end plus its waiting time.

    None before the first try, and for a try that was given after a talk: the talk was the wait.
    """
    ended = [sitting.submitted_at for sitting in tries if sitting.submitted_at]
    waits = programme.retake_wait_hours
    if not ended or not waits or len(tries) >= programme.attempts_allowed:
        return None
    return max(ended) + timedelta(hours=waits[min(len(ended), len(waits)) - 1])


def check_delayed(earlier: Sequence[Sitting], course: Course, now: datetime) -> None:
    if of_phase(earlier, DELAYED):
        raise errors.DelayedTaken
    if not any(sitting.state != OPEN for sitting in of_phase(earlier, POST)):
        raise errors.NoTestAfterCourse
    opens_on = delayed_window(course).opens_on
    if day_of(now, course) < opens_on:
        raise errors.DelayedLater(opens_on)


def check_cohort(course: Course, now: datetime) -> None:
    """A cohort is closed, for tests on screen as for those on paper, once the last of its tests is over."""
    closes_on = delayed_window(course).closes_on
    if day_of(now, course) > closes_on:
        raise errors.CohortClosed(closes_on)


def day_of(now: datetime, course: Course) -> date:
    """Today where the person is."""
    return now.astimezone(zone_of(course.country)).date()


@dataclass(frozen=True)
class Window:
    """Both days belong to it."""

    opens_on: date
    closes_on: date


def delayed_window(course: Course) -> Window:
    """When the test some months after the course can be taken."""
    opens, closes = course.programme.delayed_test_months
    return Window(months_after(course.ends_on, opens), months_after(course.ends_on, closes))


def is_delayed_open(course: Course, now: datetime) -> bool:
    window = delayed_window(course)
    return window.opens_on <= day_of(now, course) <= window.closes_on


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


CHECKS = {PRE: check_pre, POST: check_post, DELAYED: check_delayed}
