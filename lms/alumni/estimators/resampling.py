"""How sure Turnbull's estimate is at the wave times: people drawn again, within their strata."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from lms.alumni.estimators import turnbull

Array = np.ndarray
RESAMPLES = 1000


@dataclass(frozen=True)
class Uncertainty:
    """At each of `times`: standard error and the interval between the percentiles. Shares are 0-1."""

    times: Array
    std_error: Array
    lower: Array
    upper: Array
    resamples: int
    seed: int


def bootstrap(
    left,
    right,
    times,
    *,
    strata=None,
    weights=None,
    resamples: int = RESAMPLES,
    seed: int = 1,
    level: float = 0.95,
    tell: Callable[[int], None] | None = None,
) -> Uncertainty:
    """Standard errors and percentile limits of the share still in post (Efron 1979), the same for the same seed.

    Quote only at `times` at which people were asked: between them the curve is not identified. `tell` hears after
    each hundred how many are done.
    """
    shares = shares_drawn(left, right, times, strata=strata, weights=weights, resamples=resamples, seed=seed, tell=tell)
    tails = np.quantile(shares, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return Uncertainty(np.atleast_1d(times), shares.std(axis=0, ddof=1), tails[0], tails[1], resamples, seed)


def shares_drawn(
    left,
    right,
    times,
    *,
    strata=None,
    weights=None,
    resamples: int = RESAMPLES,
    seed: int | Sequence[int] = 1,
    tell: Callable[[int], None] | None = None,
) -> Array:
    """The share still in post of each resample at each time, shape (resamples, times): a part of the bootstrap."""
    patterns = turnbull.patterns_of(left, right, weights)
    people = _people(patterns, strata, weights)
    generator = np.random.Generator(np.random.PCG64(seed))
    shares = np.empty((resamples, len(np.atleast_1d(times))))
    for number in range(resamples):
        shares[number] = _drawn_again(patterns, people, generator).at(times)
        if tell and (number + 1) % 100 == 0:
            tell(number + 1)
    return shares


@dataclass(frozen=True)
class _Stratum:
    pattern: Array
    weight: Array


def _people(patterns: turnbull.Patterns, strata, weights) -> list[_Stratum]:
    number = len(patterns.pattern_of)
    _names, stratum = np.unique(np.zeros(number) if strata is None else np.asarray(strata), return_inverse=True)
    weight = np.ones(number) if weights is None else np.asarray(weights, float)
    rows = [np.flatnonzero(stratum == each) for each in range(stratum.max() + 1)]
    return [_Stratum(patterns.pattern_of[own], weight[own]) for own in rows]


def _drawn_again(patterns: turnbull.Patterns, strata: list[_Stratum], generator: np.random.Generator) -> turnbull.Steps:
    """Some atoms of the whole sample may lie between those of a resample: the mass finds its place all the same."""
    counts = np.zeros(len(patterns.counts))
    for stratum in strata:
        drawn = generator.integers(len(stratum.pattern), size=len(stratum.pattern))
        counts += np.bincount(stratum.pattern[drawn], stratum.weight[drawn], minlength=len(counts))
    used = counts > 0
    covers = patterns.covers[used]
    mass = turnbull.solve(covers, counts[used])
    return turnbull.Steps(counts.sum(), patterns.left, patterns.right, mass, 0.0, 0.0)
