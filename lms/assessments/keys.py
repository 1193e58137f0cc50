"""The key of a question, from the marks of its options, in the shape of an answer (see marking.py)."""

from collections.abc import Callable
from dataclasses import dataclass

from lms.assessments import marking
from lms.assessments.marking import Key


@dataclass(frozen=True)
class Marked:
    """One option with whatever carries the key for its question's kind."""

    letter: str
    is_key: bool = False
    points: int | None = None
    rank: int | None = None
    pair: str = ""


def key_of(kind: str, options: list[Marked]) -> Key:
    """The key of a question; options come in the order of their letters."""
    right = RIGHT.get(kind, only_key)(options)
    worth = {row.letter: row.points or 0 for row in options} if kind == marking.SITUATIONAL else {}
    return Key(kind, right, worth)


def only_key(options: list[Marked]) -> str:
    return "".join(row.letter for row in options if row.is_key)


def worth_a_point(options: list[Marked]) -> str:
    return "".join(row.letter for row in options if row.points)


def in_rank(options: list[Marked]) -> str:
    return "".join(row.letter for row in sorted(options, key=lambda row: row.rank or 0))


def with_targets(options: list[Marked]) -> str:
    return " ".join(f"{row.letter}{row.pair}" for row in options if row.pair)


def best_worth(options: list[Marked]) -> str:
    best = max((row.points or 0 for row in options), default=0)
    return next((row.letter for row in options if best and row.points == best), "")


RIGHT: dict[str, Callable[[list[Marked]], str]] = {
    marking.MULTIPLE: worth_a_point,
    marking.ORDERING: in_rank,
    marking.MATCHING: with_targets,
    marking.SITUATIONAL: best_worth,
}
