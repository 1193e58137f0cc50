"""What the people with both tests gained: which pairs count, and what they add up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lms.assessments.gain import DelayedGain, Gain, delayed_gain, paired_gain
from lms.assessments.standing import FULL_SCORE, Standing


@dataclass(frozen=True)
class Window:
    """When one cohort's tests count for its gain: `closes_at` is the first moment that is too late for the second.

    `first_lessons` is `{enrolment id: when a lesson was first opened}`.
    """

    closes_at: datetime
    first_lessons: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Pairs:
    """The people with both tests: those that enter the gain, and why others are left out.

    `late_pre`: the first test came after a lesson was opened. `late_post`: the second came long after the course.
    Somebody with both faults stands under the first.
    """

    kept: list[Standing]
    late_pre: list[Standing]
    late_post: list[Standing]

    @property
    def left_out(self) -> int:
        return len(self.late_pre) + len(self.late_post)

    @property
    def everybody(self) -> list[Standing]:
        return self.kept + self.late_pre + self.late_post


def pairs_of(states: Mapping[int, Standing], window: Window) -> Pairs:
    """Sort the people with both tests, `{enrolment id: Standing}`, by the window rule (measurement plan A1)."""
    pairs = Pairs([], [], [])
    for enrolment_id, row in states.items():
        if row.is_matched:
            group_for(row, window.first_lessons.get(enrolment_id), window.closes_at, pairs).append(row)
    return pairs


def group_for(row: Standing, first_lesson: datetime | None, closes_at: datetime, pairs: Pairs) -> list[Standing]:
    if first_lesson and row.pre.ended_at and row.pre.ended_at > first_lesson:
        return pairs.late_pre
    if row.post.ended_at and row.post.ended_at >= closes_at:
        return pairs.late_post
    return pairs.kept


def scores_of(standings: Iterable[Standing]) -> tuple[list[float], list[float]]:
    """The points of 100 before and after, person by person."""
    matched = [row for row in standings if row.is_matched]
    return [row.pre.of_100 for row in matched], [row.post.of_100 for row in matched]


def gain_of_standings(standings: Iterable[Standing]) -> Gain:
    """The gain of those who took both tests, in points of 100; suppressed under ten of them."""
    return paired_gain(*scores_of(standings), FULL_SCORE)


def delayed_of_standings(standings: Iterable[Standing]) -> DelayedGain:
    """How much of the gain was left some months later, over the people with all three tests."""
    rows = [row for row in standings if row.has_all_three]
    return delayed_gain(*scores_of(rows), [row.delayed.of_100 for row in rows])


@dataclass(frozen=True)
class CompetencyGain:
    """Mean points of 100 on one competency's questions, over the people who took both tests."""

    title: str
    pre: float
    post: float

    @property
    def gain(self) -> float:
        return self.post - self.pre


def competency_gains(titles: Mapping[str, str], standings: Iterable[Standing]) -> list[CompetencyGain]:
    """By competency, in the order of `titles`; nothing where the gain as a whole is suppressed."""
    matched = [row for row in standings if row.is_matched]
    if gain_of_standings(matched).suppressed:
        return []
    rows = []
    for code, title in titles.items():
        pairs = [(row.pre.competencies[code], row.post.competencies[code]) for row in matched if both_ask(row, code)]
        if pairs:
            before, after = zip(*pairs, strict=True)
            rows.append(CompetencyGain(title, mean_of(before), mean_of(after)))
    return rows


def both_ask(row: Standing, code: str) -> bool:
    return code in row.pre.competencies and code in row.post.competencies


def mean_of(pairs: Iterable[list[float]]) -> float:
    """The mean of people's shares, in points of 100."""
    shares = [points / most for points, most in pairs]
    return FULL_SCORE * sum(shares) / len(shares)
