"""The rule of independence: nobody decides on those whom they trained, observed or recommended, nor on themselves."""

from enum import StrEnum


class Tie(StrEnum):
    """What binds a Task Force member to a candidate."""

    NONE = ""
    SELF = "self"
    RECOMMENDED = "recommended"
    INVOLVED = "involved"


def tie_between(*, member_id: int, candidate_id: int, recommended_by_id: int, involved_ids: set[int]) -> Tie:
    """The closest tie first; `involved_ids` are those who trained or observed the candidate."""
    if member_id == candidate_id:
        return Tie.SELF
    if member_id == recommended_by_id:
        return Tie.RECOMMENDED
    if member_id in involved_ids:
        return Tie.INVOLVED
    return Tie.NONE
