"""What the people whose status nobody knows could change: bounds, and what must be true of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats

LEVEL = 0.95
ODDS = (0.25, 0.5, 1.0, 2.0, 4.0)  # of the unknown being in post, against those known


@dataclass(frozen=True)
class Bounds:
    """Shares 0-1: `lower` if everybody unknown has left, `upper` if everybody unknown is in post (Manski 1989)."""

    lower: float
    upper: float
    se_lower: float
    se_upper: float

    @property
    def width(self) -> float:
        return self.upper - self.lower


def bounds_of(in_post: int, left: int, unknown: int, population: int) -> Bounds:
    """The bounds of one simple random sample, each with its standard error in a population of that size."""
    asked = in_post + left + unknown
    lower, upper = in_post / asked, (in_post + unknown) / asked
    errors = [_error(share, asked, population) for share in (lower, upper)]
    return Bounds(lower, upper, *errors)


def _error(share: float, asked: int, population: int) -> float:
    return float(np.sqrt((1 - asked / population) * share * (1 - share) / (asked - 1))) if asked > 1 else 0.0


def stratified_bounds(
    frame: Sequence[int], asked: Sequence[int], in_post: Sequence[int], unknown: Sequence[int]
) -> tuple[float, float]:
    """(lower, upper) of a stratified sample: the strata's bounds, weighted with their size."""
    sizes, n, y, u = (np.asarray(column, float) for column in (frame, asked, in_post, unknown))
    weight = sizes / sizes.sum()
    return float((weight * y / n).sum()), float((weight * (y + u) / n).sum())


def imbens_manski(bounds: Bounds, *, level: float = LEVEL) -> tuple[float, tuple[float, float]] | None:
    """(C, interval) that holds the true share with this certainty (Imbens and Manski 2004); None for a census.

    C solves Phi(C + width / larger error) - Phi(-C) = level: between 1.64 and 1.96 errors beyond the bounds.
    """
    largest = max(bounds.se_lower, bounds.se_upper)
    if largest == 0:
        return None
    apart = bounds.width / largest
    c = optimize.brentq(lambda at: stats.norm.cdf(at + apart) - stats.norm.cdf(-at) - level, 0, 10, xtol=1e-13)
    return float(c), (bounds.lower - c * bounds.se_lower, bounds.upper + c * bounds.se_upper)


def shares_by_odds(in_post: int, left: int, unknown: int, odds: Sequence[float] = ODDS) -> dict[float, float]:
    """`{odds: share in post}` if the unknown's odds of being in post are so many times those of the known."""
    asked = in_post + left + unknown
    return {each: (in_post + unknown * _of_unknown(in_post, left, each)) / asked for each in odds}


def _of_unknown(in_post: int, left: int, odds: float) -> float:
    return 1.0 if left == 0 else in_post * odds / (in_post * odds + left)


def tipping_point(in_post: int, left: int, unknown: int, *, threshold: float) -> float | None:
    """The share of the unknown that must be in post for the headline to reach `threshold`.

    0 where it holds whatever is true of them, None where it cannot hold.
    """
    needed = threshold * (in_post + left + unknown) - in_post
    if needed <= 0:
        return 0.0
    return needed / unknown if needed <= unknown else None
