"""How many are still in post, and how sure we are: pure functions on numpy and scipy."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

SHOWN_FROM = 10  # nothing about fewer known people is shown or exported
LEVEL = 0.95


@dataclass(frozen=True)
class Cell:
    """One stratum: people in the frame, asked, known to be in post, known to be out."""

    name: str
    frame: int
    asked: int
    in_post: int
    out: int

    @property
    def known(self) -> int:
        return self.in_post + self.out

    @property
    def unknown(self) -> int:
        return self.asked - self.known


@dataclass(frozen=True)
class Proportion:
    """A stratified proportion: shares are 0-1, `variance` its square's unit, `df` degrees of freedom."""

    share: float
    variance: float
    df: int
    known: int


@dataclass(frozen=True)
class Retention:
    """The four numbers that never stand alone: estimate, interval, bounds and status-known rate, all 0-1.

    `low` and `high` are None for a true census; all shares are None where fewer than ten are known.
    """

    frame: int
    asked: int
    known: int
    estimate: float | None
    low: float | None
    high: float | None
    worst: float | None
    best: float | None
    known_rate: float | None

    @property
    def is_suppressed(self) -> bool:
        return self.estimate is None


def wilson(successes: int, total: int, *, level: float = LEVEL) -> tuple[float, float]:
    """Wilson's score interval (1927) of successes of total."""
    interval = stats.binomtest(successes, total).proportion_ci(confidence_level=level, method="wilson")
    return float(interval.low), float(interval.high)


def clopper_pearson(successes: float, total: float, *, level: float = LEVEL) -> tuple[float, float]:
    """The exact binomial interval; `total` may be an effective, fractional size."""
    tail = (1 - level) / 2
    low = 0.0 if successes <= 0 else float(stats.beta.ppf(tail, successes, total - successes + 1))
    high = 1.0 if successes >= total else float(stats.beta.ppf(1 - tail, successes + 1, total - successes))
    return low, high


def exact_count(in_post: int, known: int, population: int, *, level: float = LEVEL) -> tuple[int, int]:
    """Between how many and how many of `population` are in post, given in_post of known: exact hypergeometric."""
    tail = (1 - level) / 2
    counts = np.arange(in_post, population - known + in_post + 1)
    not_too_many = stats.hypergeom.cdf(in_post, population, counts, known) > tail
    not_too_few = stats.hypergeom.sf(in_post - 1, population, counts, known) > tail
    possible = counts[not_too_many & not_too_few]
    return int(possible.min()), int(possible.max())


def stratified(frame: Sequence[int], known: Sequence[int], in_post: Sequence[int]) -> Proportion:
    """Share in post of a stratified sample: p = sum W p, v = sum W^2 (1 - n/N) p(1-p)/(n-1), df = n - H.

    n is the people with a known status, never the invited (Cochran 1977, ch. 5). A stratum with one
    known person that is not taken whole takes the mean variance of the others.
    """
    sizes, n, y = (np.asarray(column, float) for column in (frame, known, in_post))
    weight, share = sizes / sizes.sum(), y / n
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = weight**2 * (1 - n / sizes) * share * (1 - share) / (n - 1)
    lonely = (n == 1) & (sizes > 1)
    parts = np.where(n == sizes, 0.0, parts)
    parts[lonely] = parts[~lonely].mean() if (~lonely).any() else 0.0
    df = int(n.sum() - len(n))
    return Proportion(float((weight * share).sum()), float(parts.sum()), df, int(n.sum()))


def korn_graubard(proportion: Proportion, *, level: float = LEVEL) -> tuple[float, float]:
    """Clopper-Pearson on n* = p(1-p)/v (t_{n-1}/t_df)^2, not capped at n (Korn and Graubard 1998)."""
    tail = (1 - level) / 2
    p, n = proportion.share, proportion.known
    ratio = stats.t.ppf(tail, n - 1) / stats.t.ppf(tail, max(proportion.df, 1))
    effective = p * (1 - p) / proportion.variance * ratio**2
    return clopper_pearson(effective * p, effective, level=level)


def kish_size(frame: Sequence[int], known: Sequence[int]) -> float:
    """The effective size of a weighted sample: (sum w)^2 / sum w^2 with w = N/n (Kish 1965)."""
    weights = np.repeat(np.asarray(frame, float) / np.asarray(known, float), known)
    return float(weights.sum() ** 2 / (weights**2).sum())


def interval(cells: Sequence[Cell]) -> tuple[float | None, float | None]:
    """The 95 % interval of the share in post; (None, None) for a true census, which has only bounds."""
    used = [cell for cell in cells if cell.known]
    if all(cell.known == cell.frame for cell in used):
        return None, None
    frame, known = [cell.frame for cell in used], [cell.known for cell in used]
    proportion = stratified(frame, known, [cell.in_post for cell in used])
    if proportion.variance > 0:
        return korn_graubard(proportion)
    effective = kish_size(frame, known)
    return clopper_pearson(proportion.share * effective, effective)


def bounds(cells: Sequence[Cell]) -> tuple[float, float]:
    """Lower bound: everybody not reached has left; upper bound: everybody not reached is in post (Manski)."""
    asked = [cell for cell in cells if cell.asked]
    frame = sum(cell.frame for cell in asked)
    worst = sum(cell.frame * cell.in_post / cell.asked for cell in asked) / frame
    best = sum(cell.frame * (cell.in_post + cell.unknown) / cell.asked for cell in asked) / frame
    return worst, best


def yearly_exit_rate(share_left: float, years: float) -> float:
    """The constant yearly rate that leaves `share_left` (0-1) gone after `years`: 1 - (1 - share)^(1/years)."""
    return 1 - math.pow(1 - share_left, 1 / years)


def retention(cells: Sequence[Cell]) -> Retention:
    """The figure for a set of strata; with fewer than ten known people it holds counts only."""
    frame, asked, known = (sum(getattr(cell, name) for cell in cells) for name in ("frame", "asked", "known"))
    if known < SHOWN_FROM:
        return Retention(frame, asked, known, None, None, None, None, None, None)
    used = [cell for cell in cells if cell.known]
    proportion = stratified([c.frame for c in used], [c.known for c in used], [c.in_post for c in used])
    low, high = interval(cells)
    worst, best = bounds(cells)
    return Retention(frame, asked, known, proportion.share, low, high, worst, best, known / asked)
