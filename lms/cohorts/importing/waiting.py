"""Uploaded lists between the report and the confirmation: bound to one person and one cohort."""

from lms.cohorts.models import Cohort
from lms.core import waiting
from lms.core.waiting import discard
from lms.people.models import User

__all__ = ["discard", "fetch", "keep"]


def keep(content: bytes, *, cohort: Cohort, by: User) -> str:
    return waiting.keep(content, owner=owner_of(cohort, by))


def fetch(token: str, *, cohort: Cohort, by: User) -> bytes | None:
    """The list, if this person put it aside for this cohort."""
    found = waiting.fetch(token, owner=owner_of(cohort, by))
    return found[0] if found else None


def owner_of(cohort: Cohort, by: User) -> dict[str, int]:
    return {"person": by.pk, "cohort": cohort.pk}
