"""Uploaded questions between the report and the confirmation: bound to the person who sent them."""

from dataclasses import dataclass

from lms.core import waiting
from lms.core.waiting import discard
from lms.people.models import User

__all__ = ["Waiting", "discard", "fetch", "keep"]


@dataclass(frozen=True)
class Waiting:
    """One file with what the person said about it (`answers` are those of ImportForm)."""

    content: bytes
    name: str
    answers: dict[str, str]


def keep(file: Waiting, *, by: User) -> str:
    return waiting.keep(file.content, owner=owner_of(by), notes={"name": file.name, "answers": file.answers})


def fetch(token: str, *, by: User) -> Waiting | None:
    """The file, if this person put it aside."""
    found = waiting.fetch(token, owner=owner_of(by))
    return Waiting(found[0], **found[1]) if found else None


def owner_of(by: User) -> dict[str, int]:
    return {"person": by.pk, "bank": True}
