"""The rule of independence: nobody decides on those whom they trained, observed or recommended, nor on themselves."""

from enum import StrEnum


class Tie(StrEnum):
    """What binds a Task Force member to a candidate."""

    NONE = ""
    SELF = "self"
    RECOMMENDED = "recommended"
    INVOLVED = "involved"
    APPROVED = "approved"


def tie_between(
    *,
    member_id: int,
    candidate_id: int,
    recommended_by_id: int,
    involved_ids: set[int],
    approved_by_id: int | None = None,
) -> Tie:
    """The closest tie first.

    `involved_ids` are those who trained or observed the candidate; `approved_by_id` is the first of two members.
    """
    ties = [
        (Tie.SELF, member_id == candidate_id),
        (Tie.RECOMMENDED, member_id == recommended_by_id),
        (Tie.INVOLVED, member_id in involved_ids),
        (Tie.APPROVED, member_id == approved_by_id),
    ]
    return next((tie for tie, binds in ties if binds), Tie.NONE)
