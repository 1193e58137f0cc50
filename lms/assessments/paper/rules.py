"""When a sheet from paper may be typed: from the earlier sittings, the programme and the day. No database here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lms.assessments import entry
from lms.assessments.entry import DELAYED, OPEN, POST, PRE, Course, Sitting
from lms.assessments.paper import errors
from lms.core.languages import zone_of

# Paper tells the day, not the hour: the hours keep the tests of one day in their order.
BEGINS_AT = {PRE: time(8), POST: time(15), DELAYED: time(9)}


@dataclass(frozen=True)
class Earlier:
    """One earlier attempt of the person: the rule's view of it, where it came from and when it began."""

    sitting: Sitting
    is_on_screen: bool
    started_at: datetime


def sitting_times(phase: str, taken_on: date, course: Course, now: datetime) -> tuple[datetime, datetime]:
    """Begin and end of a sitting of which only the day is known; never in the future."""
    zone = zone_of(course.country)
    length = timedelta(minutes=course.programme.test_minutes)
    ended_at = min(datetime.combine(taken_on, BEGINS_AT[phase], zone) + length, now)
    return max(ended_at - length, datetime.combine(taken_on, time.min, zone)), ended_at


def check_day(phase: str, taken_on: date, course: Course, starts_on: date, now: datetime) -> None:
    """Raises WrongDate or CohortClosed."""
    today = now.astimezone(zone_of(course.country)).date()
    window = entry.delayed_window(course)
    if today > window.closes_on:
        raise errors.CohortClosed(window.closes_on)
    if taken_on > today:
        raise errors.InFuture
    if taken_on < starts_on:
        raise errors.BeforeCohort(starts_on)
    if phase == PRE and taken_on > course.ends_on:
        raise errors.AfterCourse(course.ends_on)
    if phase == DELAYED and not window.opens_on <= taken_on <= window.closes_on:
        raise errors.OutsideWindow(window.opens_on, window.closes_on)


def check_earlier(phase: str, earlier: Sequence[Earlier], course: Course, *, printed_at: datetime) -> None:
    """Raise the refusal that says why this person's sheet is not taken."""
    if any(row.sitting.state == OPEN for row in earlier):
        raise errors.OpenOnScreen
    same = [row for row in earlier if row.sitting.phase == phase]
    if any(row.is_on_screen and (phase != POST or row.started_at >= printed_at) for row in same):
        raise errors.TakenOnScreen
    if same and not needs_another(phase, [row.sitting for row in same], course):
        raise errors.TakenAlready if phase != POST or is_done(same) else errors.NoTryLeft


def is_done(same: Sequence[Earlier]) -> bool:
    return any(row.sitting.is_passed is not False for row in same)


def needs_another(phase: str, tries: Sequence[Sitting], course: Course) -> bool:
    """Whether a further sheet is due: the test after the course may be tried again until it is passed."""
    if not tries:
        return True
    is_open_to_try = phase == POST and all(row.is_passed is False for row in tries)
    return is_open_to_try and len(tries) < course.tries_allowed


def check_order(phase: str, earlier: Sequence[Earlier], course: Course, started_at: datetime) -> None:
    """The waiting time after the last try; and no test after the course on a day before the one before it."""
    tries = [row.sitting for row in earlier if row.sitting.phase == phase]
    possible_at = entry.retake_at(tries, course.programme) if phase == POST else None
    zone = zone_of(course.country)
    if possible_at and started_at.astimezone(zone).date() < possible_at.astimezone(zone).date():
        raise errors.WaitingTime
    firsts = [row.started_at for row in earlier if row.sitting.phase == PRE]
    if phase != PRE and firsts and started_at.astimezone(zone).date() < min(firsts).astimezone(zone).date():
        raise errors.BeforeFirstTest
