"""Whether a gain may be believed: who is in the pairs, and whether the test left room at its ends."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lms.core.statistics import t_interval, t_quantile

SMALLEST_SHOWN = 10  # pairs; below, nothing is computed for display: privacy and instability
LARGE_DIFFERENCE = 0.25  # standard deviations between those with and without a second test
LOW_MATCHED_RATE = 0.70
RUNS_FOR_A_MEAN = 6  # course runs; fewer are shown run by run


@dataclass(frozen=True)
class Matching:
    """How the matched compare with those who took one test only; scores in their own unit, shares 0-1.

    `difference` is the mean first score of the matched less that of the people without a second test, with its
    Welch interval, and `d` the same in pooled standard deviations: None where either side has fewer than ten
    (`d` and the flags are computed from two on). `naive_gain` is only there to be contrasted with the matched one.
    """

    n_pre: int
    n_post: int
    n_matched: int
    mean_pre_all: float | None
    mean_post_all: float | None
    naive_gain: float | None
    matched_gain: float | None
    difference: float | None
    low: float | None
    high: float | None
    d: float | None

    @property
    def matched_rate(self) -> float | None:
        """Matched of those with a first test; None where nobody has one."""
        return self.n_matched / self.n_pre if self.n_pre else None

    @property
    def differs(self) -> bool:
        """Those without a second test were unlike the others before: |d| >= 0.25."""
        return self.d is not None and abs(self.d) >= LARGE_DIFFERENCE

    @property
    def few_matched(self) -> bool:
        """Under 70 % of those with a first test have both."""
        return self.matched_rate is not None and self.matched_rate < LOW_MATCHED_RATE


@dataclass(frozen=True)
class Ends:
    """Whether the tests left room to move, as measurement plan A3 says."""

    ceiling_pre: bool
    ceiling_post: bool
    floor_pre: bool


@dataclass(frozen=True)
class RunsGain:
    """The mean of the gains of several course runs, t on runs-1 degrees of freedom; None below six runs."""

    runs: int
    gain: float | None = None
    low: float | None = None
    high: float | None = None


def as_pairs(pre: Sequence[float], post: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """Two arrays of shape (n,). ValueError where the lengths differ or a score is missing."""
    before, after = np.asarray(pre, float), np.asarray(post, float)
    if before.shape != after.shape or before.ndim != 1:
        raise ValueError("pre and post must be two lists of one length: matched pairs only.")
    if not (np.isfinite(before).all() and np.isfinite(after).all()):
        raise ValueError("pre and post must be numbers: matched pairs only.")
    return before, after


def matched(pre: Mapping[Hashable, float], post: Mapping[Hashable, float]) -> tuple[np.ndarray, np.ndarray]:
    """The scores of the people with both, in the order of `pre`: `{person: score}` each."""
    people = [person for person in pre if person in post]
    return np.array([pre[person] for person in people], float), np.array([post[person] for person in people], float)


def matching(pre: Mapping[Hashable, float], post: Mapping[Hashable, float]) -> Matching:
    """Compare the matched with those of `pre` who have no second test: `{person: score}` each."""
    before, after = matched(pre, post)
    alone = np.array([score for person, score in pre.items() if person not in post], float)
    first, second = _mean(list(pre.values())), _mean(list(post.values()))
    difference, low, high, d = difference_before(before, alone)
    return Matching(
        n_pre=len(pre),
        n_post=len(post),
        n_matched=int(before.size),
        mean_pre_all=first,
        mean_post_all=second,
        naive_gain=None if first is None or second is None else second - first,
        matched_gain=_mean(after - before),
        difference=difference,
        low=low,
        high=high,
        d=d,
    )


def difference_before(matched_pre: np.ndarray, alone_pre: np.ndarray) -> tuple[float | None, ...]:
    """(difference, low, high, d) as `Matching` has them, from the first scores of the two groups."""
    return *_welch(matched_pre, alone_pre), _pooled_d(matched_pre, alone_pre)


def _mean(values: Sequence[float] | np.ndarray) -> float | None:
    return float(np.mean(values)) if len(values) else None


def _welch(one: np.ndarray, other: np.ndarray) -> tuple[float | None, float | None, float | None]:
    """(difference of means, low, high) by Welch; None where either side is too small to show."""
    if min(one.size, other.size) < SMALLEST_SHOWN:
        return None, None, None
    difference = one.mean() - other.mean()
    v, w = one.var(ddof=1) / one.size, other.var(ddof=1) / other.size
    if v + w == 0:
        return float(difference), float(difference), float(difference)
    degrees = (v + w) ** 2 / (v**2 / (one.size - 1) + w**2 / (other.size - 1))
    half = t_quantile(degrees) * np.sqrt(v + w)
    return float(difference), float(difference - half), float(difference + half)


def _pooled_d(one: np.ndarray, other: np.ndarray) -> float | None:
    """The difference of means over the pooled standard deviation (Cohen); None where it is undefined."""
    if min(one.size, other.size) < 2:
        return None
    squares = one.var(ddof=1) * (one.size - 1) + other.var(ddof=1) * (other.size - 1)
    spread = np.sqrt(squares / (one.size + other.size - 2))
    return float((one.mean() - other.mean()) / spread) if spread else None


def ends(
    pre: np.ndarray, post: np.ndarray, max_points: float, *, chance: float | None = None, sem: float | None = None
) -> Ends:
    """The ceiling and floor flags of A3; scores, `chance` (the mean of blind guessing) and `sem` in one unit.

    Ceiling: 15 % at 95 % or more of the maximum before, or 25 % at the maximum after. Floor: the mean before is
    within one standard error of measurement of chance, or below.
    """
    floor_known = chance is not None and sem is not None and pre.size > 0
    return Ends(
        ceiling_pre=bool(pre.size and (pre >= 0.95 * max_points - 1e-9).mean() >= 0.15),
        ceiling_post=bool(post.size and (post >= max_points - 1e-9).mean() >= 0.25),
        floor_pre=bool(floor_known and pre.mean() <= chance + sem),
    )


def share_above_error(change: np.ndarray, sem_pre: float, sem_post: float) -> float:
    """The share (0-1) whose rise is at least the standard error of a difference: one question more is not progress."""
    return float((change >= np.hypot(sem_pre, sem_post)).mean())


def gain_over_runs(gains: Sequence[float]) -> RunsGain:
    """The mean of the runs' gains: people of several runs are never pooled as if independent."""
    if len(gains) < RUNS_FOR_A_MEAN:
        return RunsGain(len(gains))
    values = np.asarray(gains, float)
    return RunsGain(len(gains), float(values.mean()), *t_interval(values))
