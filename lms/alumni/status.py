"""What an answer says about a person's post: the status, and the days between which an earlier post ended."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lms.alumni.models import Case

Status = Case.Status


class Place(StrEnum):
    """Where a person says they work now, compared with the time of the training."""

    SAME_POST = "same_post"
    SAME_MINISTRY = "same_ministry"
    OTHER_MINISTRY = "other_ministry"
    NGO_IO = "ngo_io"
    OUTSIDE = "outside"
    ON_LEAVE = "on_leave"
    RETIRED = "retired"
    UNSAID = "unsaid"


# place: (status in anti-trafficking work, status in other work)
BY_WORK = {
    Place.SAME_POST: (Status.SAME, Status.SAME_MIN_NOT_AT),
    Place.SAME_MINISTRY: (Status.OTHER_AT_SAME, Status.SAME_MIN_NOT_AT),
    Place.OTHER_MINISTRY: (Status.OTHER_AT_OTHER, Status.OTHER_GOVT),
    Place.NGO_IO: (Status.AT_NGO_IO, Status.LEFT_GOVT),
}
WHATEVER_THE_WORK = {
    Place.OUTSIDE: Status.LEFT_GOVT,
    Place.ON_LEAVE: Status.LEAVE,
    Place.RETIRED: Status.RETIRED,
    Place.UNSAID: Status.UNKNOWN,
}
STAYED = (Place.SAME_POST, Place.ON_LEAVE, Place.UNSAID)
NEW_POST = (Place.SAME_MINISTRY, Place.OTHER_MINISTRY, Place.NGO_IO)


def does_the_work(has_formal_duty: bool | None, worked_on_it_lately: bool | None) -> bool | None:
    """Formal duty or work in the last six months; None where that cannot be told from what was said."""
    answers = (has_formal_duty, worked_on_it_lately)
    if True in answers:
        return True
    return None if None in answers else False


def status_of(place: Place, *, has_formal_duty: bool | None, worked_on_it_lately: bool | None) -> Status:
    """The status code of one answer. The same post counts as held unless both questions about the work say no."""
    if place in WHATEVER_THE_WORK:
        return WHATEVER_THE_WORK[place]
    in_work, in_other_work = BY_WORK[place]
    does = does_the_work(has_formal_duty, worked_on_it_lately)
    if does is None:
        return Status.SAME if place == Place.SAME_POST else Status.UNKNOWN
    return in_work if does else in_other_work


def is_refusal(place: Place, *, has_formal_duty: bool | None, worked_on_it_lately: bool | None) -> bool:
    """Nothing was said about place or work."""
    return place == Place.UNSAID and has_formal_duty is None and worked_on_it_lately is None


def left_between(changed_on: date | None, *, known_in: date | None, today: date) -> tuple[date | None, date]:
    """`(last day known in, first day known out]` of a post that was left: the month said, or else since `known_in`.

    The survey's day is never the day of the change, only its upper limit. None: no day is known on which
    the person still held the post.
    """
    if changed_on is None:
        return (min(known_in, today - timedelta(days=1)) if known_in else None), today
    first = changed_on.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    by = min(last, today)
    return min(first, by - timedelta(days=1)), by


@dataclass(frozen=True)
class Answers:
    """The five answers; None where the person preferred not to say. `changed_on` is the first of the month said."""

    place: Place
    has_formal_duty: bool | None = None
    worked_on_it_lately: bool | None = None
    changed_on: date | None = None
    may_ask_again: bool | None = None

    @property
    def status(self) -> Status:
        return status_of(self.place, has_formal_duty=self.has_formal_duty, worked_on_it_lately=self.worked_on_it_lately)

    @property
    def disposition(self) -> Case.Disposition:
        said_nothing = is_refusal(
            self.place, has_formal_duty=self.has_formal_duty, worked_on_it_lately=self.worked_on_it_lately
        )
        return Case.Disposition.REFUSED if said_nothing else Case.Disposition.ANSWERED
