"""The observer's rubric: ten criteria, their level texts per language, and when an observed lesson is passed."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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
PASS_MEAN = 3.0
CRITICAL_LEVEL = 3


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


def is_passed(scores: dict[str, int]) -> bool:
    """The rule for an observed practicum (curriculum A4): mean, critical criteria, and none at level 1."""
    return (
        is_complete(scores)
        and mean(scores) >= PASS_MEAN
        and all(scores[key] >= CRITICAL_LEVEL for key in CRITICAL)
        and min(scores.values()) > 1
    )
