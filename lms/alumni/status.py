"""What an answer says about a person's post."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.alumni.models import Campaign, Case

Status, Definition = Case.Status, Campaign.Definition


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


def does_the_work(
    has_formal_duty: bool | None, worked_on_it_lately: bool | None, definition: str = Definition.EITHER
) -> bool | None:
    """Formal duty or work in the last six months (or both, by the definition); None where it cannot be told."""
    answers = (has_formal_duty, worked_on_it_lately)
    decisive = definition == Definition.EITHER  # one such answer decides
    if decisive in answers:
        return decisive
    return None if None in answers else not decisive


def status_of(
    place: Place,
    *,
    has_formal_duty: bool | None,
    worked_on_it_lately: bool | None,
    definition: str = Definition.EITHER,
) -> Status:
    """The status code of one answer. The same post counts as held unless the questions about the work say no."""
    if place in WHATEVER_THE_WORK:
        return WHATEVER_THE_WORK[place]
    in_work, in_other_work = BY_WORK[place]
    does = does_the_work(has_formal_duty, worked_on_it_lately, definition)
    if does is None:
        return Status.SAME if place == Place.SAME_POST else Status.UNKNOWN
    return in_work if does else in_other_work


@dataclass(frozen=True)
class Answers:
    """The answers; None where the person preferred not to say. `changed_on` is the first of the month said.

    `is_cut_short`: the person stopped before the last question.
    """

    place: Place
    has_formal_duty: bool | None = None
    worked_on_it_lately: bool | None = None
    changed_on: date | None = None
    may_ask_again: bool | None = None
    may_ask_colleague: bool | None = None
    may_look_up: bool | None = None
    is_cut_short: bool = False

    @property
    def status(self) -> Status:
        return self.status_by(Definition.EITHER)

    def status_by(self, definition: str) -> Status:
        return status_of(
            self.place,
            has_formal_duty=self.has_formal_duty,
            worked_on_it_lately=self.worked_on_it_lately,
            definition=definition,
        )

    @property
    def disposition(self) -> Case.Disposition:
        """In part: the person stopped after the status was told. Without a status it is a refusal (AAPOR)."""
        if self.status == Status.UNKNOWN:
            return Case.Disposition.REFUSED
        return Case.Disposition.PARTIAL if self.is_cut_short else Case.Disposition.COMPLETE
