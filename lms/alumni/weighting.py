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
    names, weight = np.asarray(cells, object), np.asarray(base, float)
    known = np.asarray(answered, bool)
    merged: dict = {}
    while weak := _weak_cell(names, weight, known, neighbours or {}, merged):
        merged[weak] = neighbours[weak]
        names = np.where(names == weak, neighbours[weak], names)
    factor = {name: _factor(names == name, weight, known) for name in sorted(set(names.tolist()), key=str)}
    grown = np.array([factor[name] for name in names])
    return Cells(factor, np.where(known, weight * grown, 0.0), merged)


def _factor(inside: Array, weight: Array, known: Array) -> float:
    answered = weight[inside & known].sum()
    return float(weight[inside].sum() / answered) if answered else np.inf


def _weak_cell(names: Array, weight: Array, known: Array, neighbours: Mapping, merged: dict):
    for name in sorted(set(names.tolist()), key=str):
        inside = names == name
        is_weak = (inside & known).sum() < FEWEST or _factor(inside, weight, known) > LARGEST_FACTOR
        if is_weak and name in neighbours and name not in merged and neighbours[name] not in merged:
            return name
    return None


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
