"""Described lessons that observers score to stay in step: their words, the agreed marks, and the rules. Pure."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Protocol

from django.utils.timezone import localdate

from courses.tot.rubric import CONTENT, KEYS
from lms.assessments.entry import months_after

NEAR = 1  # levels
NEAR_ENOUGH = 8  # criteria of ten
VALID_MONTHS = 12
WAIT = timedelta(days=30)  # before the same lesson again: until then the agreed marks are in mind


class Try(Protocol):
    """One scoring of one described lesson."""

    lesson_code: str
    is_met: bool
    made_at: datetime


@dataclass(frozen=True)
class Lesson:
    """One described lesson in one language; `reasons` says why each agreed mark is what it is."""

    code: str
    title: str
    paragraphs: tuple[str, ...]
    reasons: dict[str, str]
    agreed: dict[str, int]
    language: str


@dataclass(frozen=True)
class Distance:
    """How far one observer is from the agreed marks; `apart` is in levels, per criterion."""

    apart: dict[str, int]

    @property
    def within_one(self) -> int:
        return sum(levels <= NEAR for levels in self.apart.values())

    @property
    def is_met(self) -> bool:
        return self.within_one >= NEAR_ENOUGH


def distance(scores: dict[str, int], agreed: dict[str, int]) -> Distance:
    return Distance({key: abs(scores[key] - agreed[key]) for key in KEYS})


def last_met(tries: Iterable[Try]) -> date | None:
    return max((localdate(row.made_at) for row in tries if row.is_met), default=None)


def valid_until(met_on: date) -> date:
    """The last day on which that result counts."""
    return months_after(met_on, VALID_MONTHS)


def is_current(tries: Iterable[Try], today: date) -> bool:
    met_on = last_met(tries)
    return met_on is not None and today <= valid_until(met_on)


def again_on(tries: Iterable[Try], code: str) -> date | None:
    """The first day on which the lesson may be scored again; None where it never was."""
    days = [localdate(row.made_at) for row in tries if row.lesson_code == code]
    return max(days) + WAIT if days else None


def may_score(tries: Iterable[Try], code: str, today: date) -> bool:
    first = again_on(tries, code)
    return first is None or today >= first


def next_code(tries: list[Try], today: date) -> str:
    """The lesson to score next: one never scored, or else the one scored longest ago; empty while all must wait."""
    open_codes = [code for code in agreed_marks() if may_score(tries, code, today)]
    return min(open_codes, key=lambda code: again_on(tries, code) or date.min, default="")


@cache
def agreed_marks() -> dict[str, dict[str, int]]:
    """`{lesson code: {criterion: level}}`, the same in every language."""
    return tomllib.loads((CONTENT / "calibration.toml").read_text(encoding="utf-8"))


@cache
def lessons(language: str) -> dict[str, Lesson]:
    """`{code: Lesson}` in `language`; one that is not written there stands in English."""
    english, own = texts("en"), texts(language)
    return {
        code: lesson_of(code, own[code], language) if code in own else lesson_of(code, english[code], "en")
        for code in agreed_marks()
    }


def lesson_of(code: str, content: dict, language: str) -> Lesson:
    paragraphs = tuple(content["text"].strip().split("\n\n"))
    return Lesson(code, content["title"], paragraphs, content["reasons"], agreed_marks()[code], language)


def texts(language: str) -> dict[str, dict]:
    """`{code: {title, text, reasons}}` as the file has it; empty where no file is written."""
    path = CONTENT / language / "calibration.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
