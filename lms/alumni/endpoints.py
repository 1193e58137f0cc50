"""What counts as having left: four endpoints over the same status codes."""

from lms.alumni.models import Campaign, Case

Endpoint, Status = Campaign.Endpoint, Case.Status

IN_ANTI_TRAFFICKING = frozenset({Status.SAME, Status.OTHER_AT_SAME, Status.OTHER_AT_OTHER, Status.LEAVE})
STILL_THERE = {
    Endpoint.POST: frozenset({Status.SAME, Status.LEAVE}),
    Endpoint.WORK: IN_ANTI_TRAFFICKING | {Status.AT_NGO_IO},
    Endpoint.MINISTRY: frozenset({Status.SAME, Status.OTHER_AT_SAME, Status.SAME_MIN_NOT_AT, Status.LEAVE}),
    Endpoint.GOVERNMENT: IN_ANTI_TRAFFICKING | {Status.SAME_MIN_NOT_AT, Status.OTHER_GOVT},
}
COMPETING = frozenset({Status.RETIRED, Status.DECEASED})  # lost capacity, but nobody's decision to leave


def is_in(status: str, endpoint: str) -> bool | None:
    """Whether a status counts as still there; None where it is not known. Retired and deceased people are not."""
    if status == Status.UNKNOWN:
        return None
    return status in STILL_THERE[Endpoint(endpoint)]


def statuses_in(endpoint: str) -> list[str]:
    return sorted(STILL_THERE[Endpoint(endpoint)])


def table() -> list[tuple[Status, list[tuple[Endpoint, bool | None]]]]:
    """`[(status, [(endpoint, still there?)])]`, None where it is not known."""
    return [(status, [(endpoint, is_in(status, endpoint)) for endpoint in Endpoint]) for status in Status]
