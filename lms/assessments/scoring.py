"""From answers to points, by competency, and whether the test is passed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lms.assessments import marking
from lms.assessments.marking import Key, letters_in
from lms.core.programmes import GroupRule, PassRule

ROUNDING = 1e-9  # 0.75 x 40 is 30, whatever the floating point says


@dataclass(frozen=True)
class Item:
    """One question as it is scored: 0 to 1 point, an attitude none at all."""

    code: str
    competency: str
    key: Key
    serious_harm: frozenset[str] = frozenset()
    key_version: int = 1

    @property
    def is_scored(self) -> bool:
        return self.key.kind != marking.ATTITUDE


@dataclass(frozen=True)
class Mark:
    """One question of one attempt; `answer` is empty where nothing was answered, which is worth nothing.

    `points` is None where nothing is scored, or where a trainer has not marked an open answer yet.
    """

    answer: str
    points: float | None
    key_version: int


@dataclass(frozen=True)
class Score:
    """`competencies` is `{competency: (points, most possible)}`; `awaits_marks`: a trainer has to mark first."""

    points: float
    max_points: int
    competencies: dict[str, tuple[float, int]]
    serious_harm_count: int
    is_passed: bool
    marks: dict[str, Mark]
    awaits_marks: bool = False


class Band(StrEnum):
    """How well a competency was known, where points would tell too much."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


def score(
    items: Sequence[Item], answers: Mapping[str, str], rule: PassRule, given: Mapping[str, float] | None = None
) -> Score:
    """Score one attempt; `answers` is `{question code: letters}` (see marking), a missing one is worth nothing.

    `given` is `{question code: points 0-1}` by trainers for open answers.
    """
    marks = {item.code: mark(item, answers.get(item.code, ""), given or {}) for item in items}
    scored = [item for item in items if item.is_scored]
    competencies = points_by_competency(scored, marks)
    points = whole(sum(marks[item.code].points or 0 for item in scored))
    harm = sum(bool(item.serious_harm & set(letters_in(marks[item.code].answer))) for item in scored)
    return Score(
        points=points,
        max_points=len(scored),
        competencies=competencies,
        serious_harm_count=harm,
        is_passed=is_passed(points, len(scored), competencies, harm, rule),
        marks=marks,
        awaits_marks=any(marks[item.code].points is None for item in scored),
    )


def mark(item: Item, answer: str, given: Mapping[str, float]) -> Mark:
    if not item.is_scored:
        return Mark(answer, None, item.key_version)
    if item.key.kind == marking.OPEN and answer:
        return Mark(answer, given.get(item.code), item.key_version)
    return Mark(answer, marking.points_of(item.key, answer), item.key_version)


def whole(points: float) -> float:
    """Thirds that add up to a whole point are a whole point."""
    return round(points, 6)


def points_by_competency(items: Sequence[Item], marks: Mapping[str, Mark]) -> dict[str, tuple[float, int]]:
    table: dict[str, tuple[float, int]] = {}
    for item in items:
        points, most = table.get(item.competency, (0, 0))
        table[item.competency] = (whole(points + (marks[item.code].points or 0)), most + 1)
    return table


def is_passed(
    points: float, max_points: int, competencies: Mapping[str, tuple[float, int]], harm: int, rule: PassRule
) -> bool:
    return (
        max_points > 0
        and reaches(points, max_points, rule.share)
        and all(meets_group(competencies, group) for group in rule.groups)
        and (rule.serious_harm_at_most is None or harm <= rule.serious_harm_at_most)
    )


def meets_group(competencies: Mapping[str, tuple[float, int]], group: GroupRule) -> bool:
    """Over the group's competencies that the form asks about; a group that it does not ask about does not apply."""
    present = [competencies[code] for code in group.competencies if code in competencies]
    return not present or reaches(sum(row[0] for row in present), sum(row[1] for row in present), group.share)


def reaches(points: float, max_points: int, share: float) -> bool:
    return points >= share * max_points - ROUNDING


def band(points: float, max_points: int) -> Band:
    """Under half: low. From four fifths: high."""
    if reaches(points, max_points, 0.8):
        return Band.HIGH
    return Band.MIDDLE if reaches(points, max_points, 0.5) else Band.LOW
