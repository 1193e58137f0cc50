"""How many to ask in each stratum so that one figure is as sure as it can be: Neyman's rule, and what it buys."""

import heapq
import math
from collections.abc import Sequence

import numpy as np

Array = np.ndarray
MINIMUM = 2
PLANNED = (0.2, 0.8)  # a planning share outside leaves a stratum almost unasked


def planned(shares: Sequence[float]) -> list[float]:
    """Shares as used for planning: pulled into 0.2-0.8, so that a guess of 100 % does not send two invitations."""
    low, high = PLANNED
    return [min(max(share, low), high) for share in shares]


def spreads(sizes: Sequence[int], shares: Sequence[float]) -> Array:
    """The standard deviation within each stratum: sqrt(p(1-p) N/(N-1))."""
    n, p = np.asarray(sizes, float), np.asarray(shares, float)
    return np.sqrt(p * (1 - p) * n / np.maximum(n - 1, 1))


def neyman_quotas(sizes: Sequence[int], deviations: Sequence[float], total: int) -> Array:
    """People per stratum in proportion to size times spread (Neyman 1934), not yet whole numbers.

    A stratum that would get more than it has is taken whole and the rest shared anew.
    """
    n, s = np.asarray(sizes, float), np.asarray(deviations, float)
    quotas, is_whole = np.zeros(len(n)), np.zeros(len(n), bool)
    while True:
        rest, weight = total - n[is_whole].sum(), np.where(is_whole, 0.0, n * s)
        quotas = np.where(is_whole, n, rest * weight / weight.sum() if weight.sum() else 0.0)
        over = ~is_whole & (quotas > n)
        if not over.any():
            return quotas
        is_whole |= over


def neyman(sizes: Sequence[int], deviations: Sequence[float], total: int, *, minimum: int = MINIMUM) -> list[int]:
    """Whole numbers with the least variance that sum to `total` (Wright 2012): the next person always goes where it
    helps most, N S / sqrt(k(k+1)), from `minimum` in each stratum (or all it has)."""
    shares = [min(minimum, size) for size in sizes]
    queue = [_gain(h, size, s, share) for h, (size, s, share) in enumerate(zip(sizes, deviations, shares, strict=True))]
    heapq.heapify(queue)
    for _person in range(min(total, sum(sizes)) - sum(shares)):
        _worth, _size, h = heapq.heappop(queue)
        shares[h] += 1
        heapq.heappush(queue, _gain(h, sizes[h], deviations[h], shares[h]))
    return shares


def _gain(h: int, size: int, deviation: float, share: int) -> tuple[float, int, int]:
    """Smallest first; a full stratum stands last, ties go to the larger, then the earlier."""
    worth = -size * deviation / math.sqrt(share * (share + 1)) if 0 < share < size else math.inf
    return (worth, -size, h)


def variance_of(sizes: Sequence[int], deviations: Sequence[float], shares: Sequence[int]) -> float:
    """The variance of the estimate that an allocation gives: sum (N_h/N)^2 (1 - n_h/N_h) S_h^2 / n_h."""
    n, s, k = (np.asarray(column, float) for column in (sizes, deviations, shares))
    return float(((n / n.sum()) ** 2 * (1 - k / n) * s**2 / k).sum())
