"""From answers to points, by competency, and whether the test is passed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lms.core.programmes import GroupRule, PassRule

ROUNDING = 1e-9  # 0.75 x 40 is 30, whatever the floating point says


@dataclass(frozen=True)
class Item:
    """One question as it is scored: one point for the key, none for anything else."""

    code: str
    competency: str
    key: str
    serious_harm: frozenset[str] = frozenset()
    key_version: int = 1


@dataclass(frozen=True)
class Mark:
    """One question of one attempt; `letter` is empty where nothing was answered, which counts as wrong."""

    letter: str
    points: int
    key_version: int


@dataclass(frozen=True)
class Score:
    """`competencies` is `{competency: (points, most possible)}`."""

    points: int
    max_points: int
    competencies: dict[str, tuple[int, int]]
    serious_harm_count: int
    is_passed: bool
    marks: dict[str, Mark]


class Band(StrEnum):
    """How well a competency was known, where points would tell too much."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


def score(items: Sequence[Item], letters: Mapping[str, str], rule: PassRule) -> Score:
    """Score one attempt; `letters` is `{question code: letter chosen}`, a missing one counts as wrong."""
    marks = {item.code: mark(item, letters.get(item.code, "")) for item in items}
    competencies = points_by_competency(items, marks)
    points = sum(row.points for row in marks.values())
    harm = sum(marks[item.code].letter in item.serious_harm for item in items)
    return Score(
        points=points,
        max_points=len(items),
        competencies=competencies,
        serious_harm_count=harm,
        is_passed=is_passed(points, len(items), competencies, harm, rule),
        marks=marks,
    )


def mark(item: Item, letter: str) -> Mark:
    return Mark(letter, int(letter == item.key), item.key_version)


def points_by_competency(items: Sequence[Item], marks: Mapping[str, Mark]) -> dict[str, tuple[int, int]]:
    table: dict[str, tuple[int, int]] = {}
    for item in items:
        points, most = table.get(item.competency, (0, 0))
        table[item.competency] = (points + marks[item.code].points, most + 1)
    return table


def is_passed(
    points: int, max_points: int, competencies: Mapping[str, tuple[int, int]], harm: int, rule: PassRule
) -> bool:
    return (
        max_points > 0
        and reaches(points, max_points, rule.share)
        and all(meets_group(competencies, group) for group in rule.groups)
        and (rule.serious_harm_at_most is None or harm <= rule.serious_harm_at_most)
    )


def meets_group(competencies: Mapping[str, tuple[int, int]], group: GroupRule) -> bool:
    """Over the group's competencies that the form asks about; a group that it does not ask about does not apply."""
    present = [competencies[code] for code in group.competencies if code in competencies]
    return not present or reaches(sum(row[0] for row in present), sum(row[1] for row in present), group.share)


def reaches(points: int, max_points: int, share: float) -> bool:
    return points >= share * max_points - ROUNDING


def band(points: int, max_points: int) -> Band:
    """Under half: low. From four fifths: high."""
    if reaches(points, max_points, 0.8):
        return Band.HIGH
    return Band.MIDDLE if reaches(points, max_points, 0.5) else Band.LOW
