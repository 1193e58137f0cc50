"""A draft written by the form itself, change by change, from a phone whose network comes and goes."""

from typing import Any

from courses.tot.errors import AlreadySigned, NewerDraft
from courses.tot.models import Observation
from lms.people.models import User


def save(pk: int, content: dict[str, Any], *, sequence: int, known: int, by: User) -> None:
    """Store an own draft in one statement; sending the same again changes nothing.

    `sequence` says how late the change was, `known` on which one it builds: a draft that has another basis is
    refused as one that is older. Raises Observation.DoesNotExist, AlreadySigned, NewerDraft. It leaves no audit
    line: only its writer sees a draft, and signing leaves one.
    """
    fresh = Observation.objects.filter(pk=pk, observer=by, signed_at=None, sequence__lte=min(known, sequence - 1))
    if fresh.update(sequence=sequence, **content):
        return
    row = draft_of(pk, by)
    if row.sequence != sequence or any(getattr(row, name) != value for name, value in content.items()):
        raise NewerDraft(row)


def draft_of(pk: int, by: User) -> Observation:
    """The own draft. Raises Observation.DoesNotExist, AlreadySigned."""
    row = Observation.objects.get(pk=pk, observer=by)
    if row.signed_at:
        raise AlreadySigned
    return row
