"""Weights for those who answered: non-response within cells, raking to known margins, trimming, and their price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

Array = np.ndarray
CLOSE = 1e-12
ROUNDS = 5000
FEWEST = 5  # people who answered in a cell
LARGEST_FACTOR = 2.0
TRIMMED_AT = 4.0  # times the median


class NoSuchMargin(ValueError):
    """A margin that nobody who answered belongs to: no weight can fill it."""


@dataclass(frozen=True)
class Cells:
    """`factor` per cell and the final `weights` (0 for those who did not answer); `merged` maps a cell to its host."""

    factor: dict
    weights: Array
    merged: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Spread:
    """What unequal weights cost: `deff` times the variance of equal ones, so `effective` people."""

    deff: float
    effective: float
    variation: float


def spread(weights) -> Spread:
    """Kish's design effect n sum w^2 / (sum w)^2 over the weights above 0; `variation` is sd/mean with n below."""
    used = np.asarray(weights, float)
    used = used[used > 0]
    deff = float(len(used) * (used**2).sum() / used.sum() ** 2)
    return Spread(deff, len(used) / deff, float(used.std() / used.mean()))


def within_cells(cells: Sequence, base, answered, *, neighbours: Mapping | None = None) -> Cells:
    """Base weights times the sum of all over the sum of those who answered, cell by cell.

    A cell with fewer than five answers, or a factor above 2, joins its declared neighbour (`{cell: neighbour}`).
    """
    names, cell = np.unique(np.asarray(cells, str), return_inverse=True)
    weight, known = np.asarray(base, float), np.asarray(answered, bool)
    places = {name: place for place, name in enumerate(names.tolist())}
    hosts = {places[name]: places[host] for name, host in (neighbours or {}).items() if name in places}
    merged: dict[int, int] = {}
    while (weak := _weak_cell(cell, weight, known, hosts, merged)) is not None:
        merged[weak] = hosts[weak]
        cell = np.where(cell == weak, hosts[weak], cell)
    grown = _factors(cell, weight, known, len(names))
    factor = {names[place].item(): float(grown[place]) for place in np.unique(cell)}
    named = {names[place].item(): names[host].item() for place, host in merged.items()}
    return Cells(factor, weight * np.where(known, grown[cell], 0.0), named)


def _factors(cell: Array, weight: Array, known: Array, size: int) -> Array:
    answered = np.bincount(cell[known], weight[known], minlength=size)
    everybody = np.bincount(cell, weight, minlength=size)
    return np.divide(everybody, answered, out=np.full(size, np.inf), where=answered > 0)


def _weak_cell(cell: Array, weight: Array, known: Array, hosts: Mapping[int, int], merged: Mapping) -> int | None:
    """The first cell that has to join its neighbour and may."""
    size = int(cell.max(initial=0)) + 1
    people, answered = np.bincount(cell, minlength=size), np.bincount(cell[known], minlength=size)
    is_weak = (people > 0) & ((answered < FEWEST) | (_factors(cell, weight, known, size) > LARGEST_FACTOR))
    may_join = (place for place in np.flatnonzero(is_weak).tolist() if place in hosts and place not in merged)
    return next((place for place in may_join if hosts[place] not in merged), None)


def rake(groups: Sequence[Sequence], weights, margins: Sequence[Mapping]) -> Array:
    """Weights that meet each margin: `groups[k][i]` is person i's class in the k-th, `margins[k]` its totals.

    Iterative proportional fitting (Deming and Stephan 1940) until every margin holds. Raises NoSuchMargin.
    """
    fitted = np.asarray(weights, float).copy()
    tables = [_table(np.asarray(group, object), margin) for group, margin in zip(groups, margins, strict=True)]
    for _round in range(ROUNDS):
        largest = 0.0
        for place, totals in tables:
            factors = totals / np.bincount(place, fitted, minlength=len(totals))
            fitted *= factors[place]
            largest = max(largest, float(np.abs(factors - 1).max()))
        if largest < CLOSE:
            break
    return fitted


def _table(group: Array, margin: Mapping) -> tuple[Array, Array]:
    names = list(margin)
    if set(names) != set(group.tolist()):
        raise NoSuchMargin
    places = {name: number for number, name in enumerate(names)}
    return np.array([places[name] for name in group]), np.array([float(margin[name]) for name in names])


def trimmed(groups: Sequence[Sequence], weights, margins: Sequence[Mapping], *, at: float = TRIMMED_AT) -> Array:
    """Raked weights of which none is above `at` times the median: cap and rake again until that holds (50 rounds)."""
    fitted = rake(groups, weights, margins)
    for _round in range(50):
        limit = at * float(np.median(fitted))
        if fitted.max() <= limit * (1 + 1e-9):
            break
        fitted = rake(groups, np.minimum(fitted, limit), margins)
    return fitted


@dataclass(frozen=True)
class Weighted:
    """A weighted share (0-1), its standard error, and the degrees of freedom: people less strata."""

    share: float
    std_error: float
    df: int


def calibrated(groups: Sequence[Sequence], weights, margins: Sequence[Mapping]) -> Array:
    """Weights that meet each margin by linear regression (Deville and Sarndal 1992); one may fall below 0."""
    start = np.asarray(weights, float)
    tables = [_table(np.asarray(group, object), margin) for group, margin in zip(groups, margins, strict=True)]
    design = np.column_stack([np.eye(len(totals))[place] for place, totals in tables])
    missing = np.concatenate([totals for _place, totals in tables]) - design.T @ start
    slopes, *_rest = np.linalg.lstsq(design.T @ (design * start[:, None]), missing, rcond=None)
    return start * (1 + design @ slopes)


def weighted_share(
    values, weights, strata, frame: Mapping, *, groups: Sequence[Sequence] = (), calibrated_from=None
) -> Weighted:
    """The share of a stratified sample without replacement, by linearisation (Binder 1983).

    `values` are 0 or 1, `frame` is `{stratum: people in it}`. Where the weights were fitted to margins, `groups`
    names their classes: the variance is that of the residuals from them (Deville and Sarndal 1992), not that of
    weights taken as if they were fixed. The regression behind them stands under the weights that these were
    `calibrated_from`; for raked weights R's survey takes every person alike, and so does this where it is None.
    """
    y, w = np.asarray(values, float), np.asarray(weights, float)
    share = float((w * y).sum() / w.sum())
    rest = (y - share) / w.sum()
    if groups:
        start = np.ones(len(y)) if calibrated_from is None else np.asarray(calibrated_from, float)
        rest = _residuals(rest, start, groups)
    return Weighted(share, float(np.sqrt(_variance(w * rest, strata, frame))), len(y) - len(frame))


def _residuals(values: Array, w: Array, groups: Sequence[Sequence]) -> Array:
    """What a weighted regression on the classes leaves."""
    columns = [np.asarray(group, object) == name for group in groups for name in sorted(set(group), key=str)]
    design = np.column_stack(columns).astype(float)
    root = np.sqrt(w)[:, None]
    slopes, *_rest = np.linalg.lstsq(design * root, values * root[:, 0], rcond=None)
    return values - design @ slopes


def _variance(totals: Array, strata: Sequence, frame: Mapping) -> float:
    names = np.asarray(strata, object)
    parts = []
    for name, size in frame.items():
        own = totals[names == name]
        n = len(own)
        if n > 1 and n < size:
            parts.append((1 - n / size) * n / (n - 1) * ((own - own.mean()) ** 2).sum())
    return float(sum(parts))
