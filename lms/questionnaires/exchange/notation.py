"""A key in one cell: `b`, `a, c`, `c a b d` (an order), `1b 2a` (pairs), `a2 b0 c1` (points). Pure."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from lms.questionnaires import drafts
from lms.questionnaires.drafts import LETTERS, PROMPTS, Facts, Mark

ONE_KEY = (drafts.SINGLE_BEST, drafts.TRUE_FALSE)
KEYLESS = (drafts.ATTITUDE, drafts.OPEN)
BETWEEN = re.compile(r"[\s,;>]+")
PAIR = re.compile(f"([{PROMPTS}])[-=:]?([{LETTERS}])")
POINTS = re.compile(f"([{LETTERS}])[-=:]?([0-9])")


class Unclear(ValueError):
    """A cell that cannot be understood; the message is translated."""


def key_text(facts: Facts) -> str:
    """The key as a person would type it."""
    marks = facts.marks
    if facts.kind in ONE_KEY:
        return " ".join(mark.letter for mark in marks if mark.is_key)
    if facts.kind == drafts.MULTIPLE:
        return " ".join(mark.letter for mark in marks if mark.points)
    if facts.kind == drafts.SITUATIONAL:
        return " ".join(f"{mark.letter}{mark.points}" for mark in marks if mark.points is not None)
    if facts.kind == drafts.ORDERING:
        return " ".join(mark.letter for mark in sorted(marks, key=lambda mark: mark.rank or 0))
    return " ".join(f"{mark.letter}{mark.pair}" for mark in marks if mark.pair)


def harm_text(facts: Facts) -> str:
    return " ".join(mark.letter for mark in facts.marks if mark.is_serious_harm)


def marks_of(kind: str, letters: Iterable[str], key: str, harm: str) -> tuple[Mark, ...]:
    """The options with their marks. `letters` are those that have a text. Raises Unclear."""
    harmful = letters_in(harm)
    columns = key_columns(kind, key.lower())
    named = {*letters, *columns, *harmful}
    order = [letter for letter in PROMPTS + LETTERS if letter in named]
    empty = {"points": 0} if kind == drafts.MULTIPLE else {}
    return tuple(
        Mark(letter, is_serious_harm=letter in harmful, **{**empty, **columns.get(letter, {})}) for letter in order
    )


def key_columns(kind: str, key: str) -> dict[str, dict]:
    """`{letter: the columns that the key fills}`"""
    if kind in KEYLESS:
        if key.strip():
            raise Unclear(_("This kind of question has no key: leave it empty."))
        return {}
    if kind == drafts.MATCHING:
        return {prompt: {"pair": target} for prompt, target in parts_of(key, PAIR, _("Write pairs such as 1b 2a."))}
    if kind == drafts.SITUATIONAL:
        found = parts_of(key, POINTS, _("Write points such as a2 b0 c1."))
        return {letter: {"points": int(points)} for letter, points in found}
    if kind == drafts.ORDERING:
        return {letter: {"rank": rank} for rank, letter in enumerate(letters_in(key), start=1)}
    column = {"points": 1} if kind == drafts.MULTIPLE else {"is_key": True}
    return dict.fromkeys(letters_in(key), column)


def letters_in(text: str) -> list[str]:
    letters = list(BETWEEN.sub("", text.lower()))
    if not set(letters) <= set(LETTERS):
        raise Unclear(_("Write letters of options, such as b or a, c."))
    if len(set(letters)) != len(letters):
        raise Unclear(_("A letter comes twice."))
    return letters


def parts_of(key: str, pattern: re.Pattern, advice: str) -> list[tuple[str, str]]:
    matches = [pattern.fullmatch(part) for part in BETWEEN.split(key.strip()) if part]
    if not all(matches):
        raise Unclear(advice)
    found = [(match[1], match[2]) for match in matches]
    if len({first for first, _second in found}) != len(found):
        raise Unclear(_("A letter comes twice."))
    return found
