"""The check on the headline: did scores rise when only the order of the changes counts?

R's rules: zeros are dropped; exact without ties and zeros below 50, else the normal approximation with continuity
correction (measurement plan A3; Hollander and Wolfe 1973).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from lms.assessments.gain_numerics import root
from lms.core.statistics import CONFIDENCE

EXACT_BELOW = 50
WALSH_VALUES = 2000  # different changes, above which the averages of all pairs are too many to hold


@dataclass(frozen=True)
class SignedRank:
    """Wilcoxon's signed-rank test of the changes; `v` is the rank sum of the rises.

    `shift` (Hodges-Lehmann) and its interval are in the unit of the scores, found as R does; `walsh` is the exact
    median of the averages of all pairs, None where there are too many. All but counts are None where nobody changed.
    """

    v: float
    n_nonzero: int
    exact: bool
    p_value: float | None = None
    p_no_correction: float | None = None
    shift: float | None = None
    low: float | None = None
    high: float | None = None
    walsh: float | None = None


def wilcoxon(change: np.ndarray) -> SignedRank:
    """The test and the shift of `change`, shape (n,), post - pre of each person."""
    moved = change[change != 0]
    values, counts = np.unique(moved, return_counts=True)
    if not moved.size:
        return SignedRank(0.0, 0, exact=False)
    ranks, ties = _ranks(values, counts)
    v = float((ranks * counts)[values > 0].sum())
    is_exact = moved.size == change.size and moved.size < EXACT_BELOW and (ties == 1).all()
    return _exact(values, v) if is_exact else _approximate(values, counts, v)


def _ranks(values: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(mean rank of each value's size, people in each tie): `values` are different and stand for `counts` people."""
    sizes, at = np.unique(np.abs(values), return_inverse=True)
    tied = np.bincount(at, weights=counts, minlength=sizes.size)
    return (np.cumsum(tied) - (tied - 1) / 2)[at], tied


def _standardised(values: np.ndarray, counts: np.ndarray, correction: float) -> float:
    """The rank sum of the rises as a z value; `correction` is 0.5 towards the middle, or 0."""
    kept = values != 0
    values, counts = values[kept], counts[kept]
    n = counts.sum()
    ranks, tied = _ranks(values, counts)
    distance = (ranks * counts)[values > 0].sum() - n * (n + 1) / 4
    spread = np.sqrt(n * (n + 1) * (2 * n + 1) / 24 - (tied**3 - tied).sum() / 48)
    return float((distance - np.sign(distance) * correction) / spread)


def _two_sided(z: float) -> float:
    return float(min(1.0, 2 * special.ndtr(-abs(z))))


def _approximate(values: np.ndarray, counts: np.ndarray, v: float) -> SignedRank:
    shift, low, high = _searched_shift(values, counts)
    return SignedRank(
        v=v,
        n_nonzero=int(counts.sum()),
        exact=False,
        p_value=_two_sided(_standardised(values, counts, 0.5)),
        p_no_correction=_two_sided(_standardised(values, counts, 0.0)),
        shift=shift,
        low=low,
        high=high,
        walsh=_walsh_median(values, counts),
    )


def _searched_shift(values: np.ndarray, counts: np.ndarray) -> tuple[float | None, float | None, float | None]:
    """(shift, low, high): the shifts of the changes at which the z value is 0 and at its two quantiles.

    Where the people are too few for 95 % the level is lowered as R does; None where all changes are equal.
    """
    low, high = values[0], values[-1]
    if low == high:
        return None, None, None
    tail = (1 - CONFIDENCE) / 2

    def z_at(target: float, correction: float) -> Callable[[float], float]:
        return lambda shift: _standardised(values - shift, counts, correction) - target

    while tail < 0.5 and _standardised(values - low, counts, 0.5) < -special.ndtri(tail):
        tail *= 2
    while tail < 0.5 and _standardised(values - high, counts, 0.5) > special.ndtri(tail):
        tail *= 2
    middle = float(root(z_at(0.0, 0.0), low, high))
    if tail >= 0.5:
        half_way = float(np.median(np.repeat(values, counts)))
        return middle, half_way, half_way
    z = special.ndtri(tail)
    return middle, float(root(z_at(-z, 0.5), low, high)), float(root(z_at(z, 0.5), low, high))


def _walsh_median(values: np.ndarray, counts: np.ndarray) -> float | None:
    """The median of the averages of all pairs of changes, each change with itself included."""
    if values.size > WALSH_VALUES:
        return None
    first, second = np.triu_indices(values.size)
    pairs = np.where(first == second, counts[first] * (counts[first] + 1) / 2, counts[first] * counts[second])
    averages = (values[first] + values[second]) / 2
    order = np.argsort(averages)
    upto = np.cumsum(pairs[order])
    below, above = np.searchsorted(upto, [upto[-1] / 2, upto[-1] / 2 + 0.5])
    return float((averages[order[below]] + averages[order[above]]) / 2)


def _exact(values: np.ndarray, v: float) -> SignedRank:
    n = values.size
    shares = np.cumsum(_rank_sum_shares(n))
    below, above = shares[int(v)], 1 - (shares[int(v) - 1] if v else 0.0)
    first, second = np.triu_indices(n)
    averages = np.sort((values[first] + values[second]) / 2)
    edge = max(int(np.searchsorted(shares, (1 - CONFIDENCE) / 2)), 1)
    shift = float(np.median(averages))
    p_value = float(min(1.0, 2 * min(below, above)))
    low, high = float(averages[edge - 1]), float(averages[averages.size - edge])
    return SignedRank(v, n, True, p_value, p_value, shift, low, high, shift)


def _rank_sum_shares(n: int) -> np.ndarray:
    """The share of all sign patterns of ranks 1 to n whose rises sum to 0, 1, ... n(n+1)/2."""
    shares = np.ones(1)
    for rank in range(1, n + 1):
        moved = np.concatenate([np.zeros(rank), shares])
        shares = (np.pad(shares, (0, rank)) + moved) / 2
    return shares
