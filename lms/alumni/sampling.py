"""How many to ask, in which strata, and which people: pure, and the same on every database."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from scipy import stats

Rule = Callable[[Sequence[int], int], list[int]]

TAKE_ALL_BELOW = 15
MINIMUM_PER_STRATUM = 2


def sample_size(population: int, *, share: float = 0.5, margin: float = 0.05, level: float = 0.95) -> int:
    """People to ask so that a share is known within +/- `margin` (0-1), with finite population correction.

    n0 = z^2 p(1-p)/e^2, n = n0 / (1 + (n0-1)/N), rounded up (Cochran 1977, ch. 4). At most `population`.
    """
    unlimited = unlimited_size(share=share, margin=margin, level=level)
    return min(population, math.ceil(unlimited / (1 + (unlimited - 1) / population))) if population else 0


def unlimited_size(*, share: float = 0.5, margin: float = 0.05, level: float = 0.95) -> float:
    """n0 = z^2 p(1-p)/e^2: people to ask in a population without end, not yet a whole number."""
    return float(stats.norm.ppf((1 + level) / 2) ** 2 * share * (1 - share) / margin**2)


def invitations(needed: int, *, population: int, expected_response: float) -> int:
    """People to invite so that `needed` answer at the expected rate (0-1)."""
    return min(population, math.ceil(round(needed / expected_response, 9)))


def margin_of(asked: int, *, population: int, share: float = 0.5, level: float = 0.95) -> float:
    """Half-width (0-1) of the interval that `asked` (two or more) of `population` buy: z sqrt(p(1-p)/(n-1) (1-n/N))."""
    z = stats.norm.ppf((1 + level) / 2)
    return float(z * math.sqrt(share * (1 - share) / (asked - 1) * (1 - asked / population)))


def proportional(sizes: Sequence[int], total: int, *, minimum: int = MINIMUM_PER_STRATUM) -> list[int]:
    """Share `total` among strata of the given sizes by largest remainder; ties go to the larger, then the earlier.

    Every stratum gets at least `minimum` (or all it has) and never more than it has.
    """
    population = sum(sizes)
    total = min(total, population)
    quotas = [total * size / population for size in sizes] if population else []
    shares = [math.floor(quota) for quota in quotas]
    order = sorted(range(len(sizes)), key=lambda h: (-(quotas[h] - shares[h]), -sizes[h], h))
    for h in order[: total - sum(shares)]:
        shares[h] += 1
    return _within_limits(shares, quotas, sizes, minimum)


def _within_limits(shares: list[int], quotas: list[float], sizes: Sequence[int], minimum: int) -> list[int]:
    """Raise small strata to the minimum and cap each at its size; whoever is furthest over its quota pays."""
    wanted = sum(shares)
    shares = [min(size, max(share, minimum)) for share, size in zip(shares, sizes, strict=True)]
    while sum(shares) > wanted and (above := [h for h, share in enumerate(shares) if share > minimum]):
        shares[max(above, key=lambda h: (shares[h] - quotas[h], sizes[h]))] -= 1
    while sum(shares) < wanted and (below := [h for h, share in enumerate(shares) if share < sizes[h]]):
        shares[max(below, key=lambda h: (quotas[h] - shares[h], sizes[h]))] += 1
    return shares


def allocate(sizes: Sequence[int], total: int, *, rule: Rule = proportional) -> list[int]:
    """The house's rule: strata under 15 people are taken whole, the rest share what is left by `rule`.

    So the sum may exceed `total` where small strata alone do.
    """
    whole = [size < TAKE_ALL_BELOW for size in sizes]
    rest = [size for size, taken in zip(sizes, whole, strict=True) if not taken]
    left = max(0, total - sum(size for size, taken in zip(sizes, whole, strict=True) if taken))
    shares = iter(rule(rest, left))
    return [size if taken else next(shares) for size, taken in zip(sizes, whole, strict=True)]


def draw(keys: Sequence[int], count: int, *, seed: int, stratum: str) -> list[int]:
    """`count` of the keys at random without replacement: the same for the same seed, stratum name and set of keys."""
    return draw_pieces(keys, [count], seed=seed, stratum=stratum)[0]


def draw_pieces(keys: Sequence[int], counts: Sequence[int], *, seed: int, stratum: str) -> list[list[int]]:
    """Groups of the keys at random, nobody in two: one random order of all, cut into pieces of these sizes."""
    ordered = np.sort(np.asarray(keys, np.int64))
    generator = np.random.Generator(np.random.PCG64([seed, *stratum.encode()]))
    shuffled = ordered[generator.permutation(len(ordered))]
    ends = np.minimum(np.cumsum([0, *counts]), len(ordered))
    return [sorted(shuffled[begin:end].tolist()) for begin, end in pairwise(ends)]


def one_in(count: int, every: int) -> int:
    """How many of `count` people one in `every` is: rounded up, at least two where there are two."""
    return min(count, max(MINIMUM_PER_STRATUM, math.ceil(count / every)))
