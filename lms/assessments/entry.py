"""Who may sit which test when: the rule, from the earlier sittings alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lms.assessments import counterbalance, errors
from lms.core.programmes import Programme

PRE, POST, OPEN = "pre", "post", "open"


@dataclass(frozen=True)
class Sitting:
    """What the rule needs to know of one earlier attempt; attempts come in the order of their start."""

    phase: str
    letter: str
    state: str
    is_passed: bool | None
    submitted_at: datetime | None


@dataclass(frozen=True)
class Place:
    """The sitting that may start now."""

    phase: str
    number: int
    letter: str


def next_place(
    phase: str, earlier: list[Sitting], *, rank: int, programme: Programme, now: datetime, country: str
) -> Place:
    """The sitting of `phase` that may start now; raises the refusal that says why none may."""
    if phase == PRE:
        check_pre(earlier)
    else:
        check_post(earlier, programme, now, country)
    number = sum(sitting.phase == phase for sitting in earlier) + 1
    return Place(phase, number, counterbalance.next_letter(rank, [sitting.letter for sitting in earlier]))


def check_pre(earlier: list[Sitting]) -> None:
    if earlier:
        raise errors.AlreadyTaken


def check_post(earlier: list[Sitting], programme: Programme, now: datetime, country: str) -> None:
    if not any(sitting.phase == PRE and sitting.state != OPEN for sitting in earlier):
        raise errors.TooEarly
    tries = [sitting for sitting in earlier if sitting.phase == POST]
    if any(sitting.is_passed for sitting in tries):
        raise errors.AlreadyPassed
    if len(tries) >= programme.attempts_allowed:
        raise errors.TriesUsedUp(programme.attempts_allowed)
    possible_at = retake_at(tries, programme.retake_wait_hours)
    if possible_at and now < possible_at:
        raise errors.WaitFirst(possible_at, country)


def retake_at(tries: list[Sitting], wait_hours: tuple[int, ...]) -> datetime | None:
    """When the next try opens: the last one's end plus its waiting time; None before the first try."""
    ended = [sitting.submitted_at for sitting in tries if sitting.submitted_at]
    if not ended or not wait_hours:
        return None
    return max(ended) + timedelta(hours=wait_hours[min(len(ended), len(wait_hours)) - 1])
