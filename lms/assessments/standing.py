"""Where people stand before and after, and what that adds up to for a cohort."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lms.assessments.entry import PRE
from lms.assessments.gain import Gain, paired_gain

FULL_SCORE = 100  # gains are told in points of 100, whatever the length of the form


@dataclass(frozen=True)
class Score:
    """One scored attempt; `competencies` is `{code: [points, most possible]}`."""

    points: int
    max_points: int
    competencies: dict[str, list[int]] = field(default_factory=dict)

    @property
    def of_100(self) -> float:
        return FULL_SCORE * self.points / self.max_points


@dataclass
class Standing:
    """Where one enrolment stands: states are those of Attempt, empty before the first start.

    `pre` and `post` are the first scored attempts, which alone enter the gain; `post_latest` is the newest scored.
    """

    pre_state: str = ""
    pre: Score | None = None
    post_state: str = ""
    post: Score | None = None
    post_latest: Score | None = None
    post_tries: int = 0
    post_passed: bool = False

    @property
    def is_matched(self) -> bool:
        return bool(self.pre and self.post)


@dataclass(frozen=True)
class OwnGain:
    """One person's scores before and after, and the difference, in points of 100."""

    pre: float
    post: float

    @property
    def gain(self) -> float:
        return self.post - self.pre

    @property
    def loss(self) -> float:
        return self.pre - self.post


@dataclass(frozen=True)
class CompetencyGain:
    """Mean points of 100 on one competency's questions, over the people who took both tests."""

    title: str
    pre: float
    post: float

    @property
    def gain(self) -> float:
        return self.post - self.pre


def note(standing: Standing, phase: str, state: str, score: Score | None, *, is_passed: bool) -> None:
    """Add one attempt; attempts come in the order of their numbers."""
    if phase == PRE:
        standing.pre_state, standing.pre = state, score
        return
    standing.post_state = state
    standing.post_tries += 1
    standing.post_passed |= is_passed
    standing.post = standing.post or score
    standing.post_latest = score or standing.post_latest


def gain_of_standings(standings: Iterable[Standing]) -> Gain:
    """The gain of those who took both tests, in points of 100; suppressed under ten of them."""
    pairs = [(row.pre.of_100, row.post.of_100) for row in standings if row.is_matched]
    return paired_gain([pre for pre, _post in pairs], [post for _pre, post in pairs], FULL_SCORE)


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


def mean_of(pairs: Iterable[list[int]]) -> float:
    """The mean of people's shares, in points of 100."""
    shares = [points / most for points, most in pairs]
    return FULL_SCORE * sum(shares) / len(shares)


@dataclass(frozen=True)
class Counts:
    """How many people are enrolled, took each test, and took both."""

    enrolled: int
    pre: int
    post: int
    matched: int

    @property
    def has_many_unmatched(self) -> bool:
        """Under 70 % of those with a first test also took the second: the gain needs care."""
        return self.pre > 0 and self.matched / self.pre < 0.7


def counts_of(standings: Iterable[Standing]) -> Counts:
    rows = list(standings)
    return Counts(
        enrolled=len(rows),
        pre=sum(row.pre is not None for row in rows),
        post=sum(row.post is not None for row in rows),
        matched=sum(row.is_matched for row in rows),
    )
