"""Who belongs to the best and the least 27 % of a test (Kelley 1939), and how far they differ on each question."""

import numpy as np

SHARE = 0.27
LOWER, MIDDLE, UPPER = 0, 1, 2


def group_size(n: int) -> int:
    """People in each outer group: 27 % of n, halves rounded up, at least one."""
    return max(1, int(np.floor(SHARE * n + 0.5)))


def by_total(totals: np.ndarray) -> np.ndarray:
    """The order of people from the least total to the greatest, shape (n,); equal totals keep their order."""
    if totals.size and np.abs(totals).max() < np.iinfo(np.int16).max and (totals == np.rint(totals)).all():
        return np.argsort(totals.astype(np.int16), kind="stable")  # numpy sorts these in one pass
    return np.argsort(totals, kind="stable")


def groups(totals: np.ndarray) -> np.ndarray:
    """LOWER, MIDDLE or UPPER for each person, shape (n,); people tied at the edge fall by their order."""
    order, size = by_total(totals), group_size(totals.size)
    result = np.full(totals.size, MIDDLE)
    result[order[:size]] = LOWER
    result[order[totals.size - size :]] = UPPER
    return result


def plain_weights(totals: np.ndarray) -> np.ndarray:
    """Shape (n,): 1/g for the upper group, -1/g for the lower. Weighted sums of points are D27."""
    size = group_size(totals.size)
    return (groups(totals) - MIDDLE) / size


def fractional_weights(totals: np.ndarray) -> np.ndarray:
    """As `plain_weights`, but everybody tied at an edge counts in part and both groups weigh exactly 0.27 n.

    So the result does not depend on the order of the people: this is the D27 to show.
    """
    _values, at, counts = np.unique(totals, return_inverse=True, return_counts=True)
    return weights_of_totals(counts)[at]


def weights_of_totals(counts: np.ndarray) -> np.ndarray:
    """The weight of one person at each different total, from the people at each, the least total first."""
    wanted = SHARE * counts.sum()
    below, above = np.cumsum(counts) - counts, np.cumsum(counts[::-1])[::-1] - counts
    lower = np.clip(wanted - below, 0, counts) / counts
    upper = np.clip(wanted - above, 0, counts) / counts
    return (upper - lower) / wanted
