"""Where people stand before the course, after it and some months later."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from lms.assessments.entry import DELAYED, OPEN, POST, PRE

FULL_SCORE = 100  # gains are told in points of 100, whatever the length of the form


@dataclass(frozen=True)
class Score:
    """One scored attempt; `competencies` is `{code: [points, most possible]}`."""

    points: float
    max_points: int
    competencies: dict[str, list[float]] = field(default_factory=dict)
    ended_at: datetime | None = None
    form_id: int | None = None
    language: str = ""

    @property
    def of_100(self) -> float:
        return FULL_SCORE * self.points / self.max_points


@dataclass
class Standing:
    """Where one enrolment stands: states are those of Attempt, empty before the first start.

    `pre`, `post` and `delayed` are the first attempts once scored, which alone enter figures; `post_latest` is the
    newest scored. `waits` names the phases that have ended and wait for a trainer's marks.
    """

    pre_state: str = ""
    pre: Score | None = None
    post_state: str = ""
    post: Score | None = None
    post_latest: Score | None = None
    post_tries: int = 0
    post_passed: bool = False
    delayed_state: str = ""
    delayed: Score | None = None
    waits: frozenset[str] = frozenset()
    country: str = ""

    @property
    def is_matched(self) -> bool:
        return bool(self.pre and self.post)

    @property
    def has_all_three(self) -> bool:
        return bool(self.pre and self.post and self.delayed)


@dataclass(frozen=True)
class OwnGain:
    """One person's scores before and after, and the difference, in points of 100; `delayed` some months later."""

    pre: float
    post: float
    delayed: float | None = None

    @property
    def gain(self) -> float:
        return self.post - self.pre

    @property
    def loss(self) -> float:
        return self.pre - self.post


def note(standing: Standing, phase: str, state: str, score: Score | None, *, is_passed: bool) -> None:
    """Add one attempt; attempts come in the order of their numbers."""
    if score is None and state != OPEN:
        standing.waits |= {phase}
    NOTES[phase](standing, state, score)
    standing.post_passed |= phase == POST and is_passed


def note_pre(standing: Standing, state: str, score: Score | None) -> None:
    standing.pre_state, standing.pre = state, score


def note_post(standing: Standing, state: str, score: Score | None) -> None:
    standing.post_state = state
    standing.post_tries += 1
    if standing.post_tries == 1:
        standing.post = score
    standing.post_latest = score or standing.post_latest


def note_delayed(standing: Standing, state: str, score: Score | None) -> None:
    standing.delayed_state, standing.delayed = state, score


NOTES = {PRE: note_pre, POST: note_post, DELAYED: note_delayed}


@dataclass(frozen=True)
class Counts:
    """How many people are enrolled, took each test, and took both."""

    enrolled: int
    pre: int
    post: int
    matched: int

    @property
    def matched_rate(self) -> float | None:
        """The share (0-1) of those with a first test who have both; None where nobody has one."""
        return self.matched / self.pre if self.pre else None

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
