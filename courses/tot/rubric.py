"""The observer's rubric: ten criteria, level texts per language, when a lesson is passed, when observers differ."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

CONTENT = Path(__file__).parent / "content"
KEYS = (
    "objectives",
    "accuracy",
    "do_no_harm",
    "cycle",
    "questions",
    "inclusion",
    "time_and_group",
    "materials",
    "checking",
    "reflection",
)
CRITICAL = frozenset({"accuracy", "do_no_harm", "inclusion"})
LEVELS = (1, 2, 3, 4)
CRITERIA_APART = 2  # on more criteria than these, more than one level apart: a third observer decides


@dataclass(frozen=True)
class Rule:
    """When one kind of practice lesson is passed, and how many observers must have scored it (curriculum A4)."""

    mean: float
    critical: int  # every critical criterion at this level or above
    lowest: int  # every criterion at this level or above
    observers: int


MICRO = Rule(mean=2.5, critical=2, lowest=1, observers=1)
PRACTICUM = Rule(mean=3.0, critical=3, lowest=2, observers=2)
RULES = {"micro_1": MICRO, "micro_2": MICRO, "delivered": PRACTICUM}  # by the kind of practice session


@dataclass(frozen=True)
class Criterion:
    """One line of the rubric in one language; `levels` are the texts of levels 1-4."""

    key: str
    title: str
    levels: tuple[str, ...]
    language: str

    @property
    def is_critical(self) -> bool:
        return self.key in CRITICAL

    def level_text(self, level: int) -> str:
        return self.levels[level - 1]


@cache
def criteria(language: str) -> tuple[Criterion, ...]:
    """The ten criteria in `language`; one that is not written there stands in English."""
    english, own = texts("en"), texts(language)
    return tuple(
        Criterion(key, own[key]["title"], tuple(own[key]["levels"]), language)
        if key in own
        else Criterion(key, english[key]["title"], tuple(english[key]["levels"]), "en")
        for key in KEYS
    )


def texts(language: str) -> dict[str, dict]:
    """`{criterion: {title, levels}}` as the file has it; empty where no file is written."""
    path = CONTENT / language / "rubric.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def is_complete(scores: dict[str, int]) -> bool:
    return set(scores) == set(KEYS) and all(level in LEVELS for level in scores.values())


def mean(scores: dict[str, int]) -> float:
    return sum(scores.values()) / len(scores)


def is_passed(scores: dict[str, int], rule: Rule = PRACTICUM) -> bool:
    return (
        is_complete(scores)
        and mean(scores) >= rule.mean
        and all(scores[key] >= rule.critical for key in CRITICAL)
        and min(scores.values()) >= rule.lowest
    )


def differ(one: dict[str, int], other: dict[str, int], rule: Rule = PRACTICUM) -> bool:
    """Whether two observers of one lesson are so far apart that a third must score it."""
    apart = sum(abs(one[key] - other[key]) > 1 for key in KEYS)
    return apart > CRITERIA_APART or is_passed(one, rule) != is_passed(other, rule)


def why_not_signed(scores: dict[str, int], *, is_passed: bool, notes: str, is_independent: bool) -> str:
    """What an observer still has to do before signing, in words, or nothing."""
    if not is_complete(scores):
        return _("Choose one level for each of the ten criteria before you sign.")
    if not is_passed and not notes.strip():
        return _("This lesson is not passed. Write in the notes what the person should change.")
    if not is_independent:
        return _("Confirm that you neither train nor manage this person before you sign.")
    return ""
