"""How long people stay where every date is known: the Kaplan-Meier curve, its bands, quantiles and mean."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import stats

LEVEL = 0.95
Array = np.ndarray
Band = tuple[Array, Array]


@dataclass(frozen=True)
class Curve:
    """The share still in post after each of `times`: one entry per time with an exit or a censoring.

    `log_variance` is the variance of log S, infinite where S is 0. Times in the caller's unit, ascending.
    """

    n: int
    times: Array
    at_risk: Array
    exits: Array
    censored: Array
    share: Array
    log_variance: Array

    @property
    def std_error(self) -> Array:
        """Of the share itself (Greenwood 1926); nan where the share is 0."""
        return self.share * self.log_std_error

    @property
    def log_std_error(self) -> Array:
        return np.where(self.share > 0, np.sqrt(self.log_variance), np.nan)

    def band(self, kind: str = "loglog", *, level: float = LEVEL) -> Band:
        """(lower, upper) at each time; `kind` names an entry of BANDS."""
        return band(self.share, self.std_error, kind=kind, level=level)

    def at(self, times: Array | float) -> Array:
        """The share just after each of these times; 1 before the first exit."""
        places = np.searchsorted(self.times, np.atleast_1d(times), side="right")
        return np.concatenate([[1.0], self.share])[places]

    def quantile(self, part: float, *, flat: str = "left") -> float | None:
        """The first time at which `part` (0-1) have left; None if that is never reached.

        Where the share equals 1 - part on a whole stretch, its left end counts; `flat="middle"` gives R's midpoint.
        """
        return _first_at_most(self.times, self.share, 1 - part, flat)

    def quantile_limits(self, part: float, kind: str = "loglog", *, flat: str = "left") -> tuple:
        """(earliest, latest) by inverting the band (Brookmeyer and Crowley 1982); not for people who entered late."""
        lower, upper = self.band(kind)
        return tuple(_first_at_most(self.times, limit, 1 - part, flat) for limit in (lower, upper))

    def mean_until(self, end: float) -> tuple[float, float]:
        """(mean time in post up to `end`, its standard error): the area under the curve (Irwin 1949)."""
        inside = self.times < end
        edges = np.concatenate([[0.0], self.times[inside], [end]])
        pieces = np.diff(edges) * np.concatenate([[1.0], self.share[inside]])
        beyond = pieces[::-1].cumsum()[::-1][1:]
        steps = np.diff(self.log_variance[inside], prepend=0.0)
        return float(pieces.sum()), float(np.sqrt(np.sum(beyond**2 * np.where(np.isfinite(steps), steps, 0.0))))


def kaplan_meier(times, exits, entries=None) -> Curve:
    """The product-limit estimate (Kaplan and Meier 1958) with Greenwood's variance.

    `times` end each person's watch, `exits` says whether the person left then, `entries` when the watch began:
    the risk set at t is entry < t <= end, and exits come before censorings of the same time.
    """
    ends, left = np.asarray(times, float), np.asarray(exits, bool)
    at, place = np.unique(ends, return_inverse=True)
    out = np.bincount(place[left], minlength=len(at))
    gone = np.bincount(place, minlength=len(at))
    risk = len(ends) - np.concatenate([[0], np.cumsum(gone)[:-1]])
    if entries is not None:
        risk = risk - (len(ends) - np.searchsorted(np.sort(np.asarray(entries, float)), at, side="left"))
    return curve_of(at, risk, out, gone - out, n=len(ends))


def curves_by_group(months, exits, groups) -> list[Curve]:
    """One curve per group, from whole months (0 and up) and group numbers (0 and up): counted, never sorted.

    As `kaplan_meier` group by group, for registers of a million rows; a group without anybody has an empty curve.
    """
    month, group = np.asarray(months), np.asarray(groups)
    span, size = int(month.max(initial=0)) + 1, int(group.max(initial=-1)) + 1
    cells = (group * span + month) * 2 + np.asarray(exits, bool)
    counts = np.bincount(cells, minlength=size * span * 2).reshape(size, span, 2)
    return [_counted(table) for table in counts]


def _counted(table: Array) -> Curve:
    """From `table[month] = (censored, left)` of one group."""
    gone = table.sum(axis=1)
    used = np.flatnonzero(gone)
    risk = gone[::-1].cumsum()[::-1][used]
    return curve_of(used.astype(float), risk, table[used, 1], table[used, 0], n=int(gone.sum()))


def curve_of(times: Array, at_risk: Array, exits: Array, censored: Array, *, n: int) -> Curve:
    """The curve from counts that are made already, for instance by the database: one entry a time, ascending."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.cumprod(np.where(exits > 0, 1 - exits / at_risk, 1.0))
        terms = np.where(exits > 0, exits / (at_risk * (at_risk - exits)), 0.0)
    return Curve(n, times, at_risk, exits, censored, share, np.cumsum(terms))


def weighted_curve(times, exits, weights) -> Curve:
    """Kaplan-Meier with survey weights in the risk sets and a variance that treats them as such.

    The infinitesimal jackknife (Jaeckel 1972), as in R's survfit with robust errors: Greenwood's formula on
    weighted counts would take weights for people.
    """
    ends, left, weight = np.asarray(times, float), np.asarray(exits, bool), np.asarray(weights, float)
    at, place = np.unique(ends, return_inverse=True)
    out = np.bincount(place[left], weight[left], minlength=len(at))
    gone = np.bincount(place, weight, minlength=len(at))
    risk = gone[::-1].cumsum()[::-1]
    share = np.cumprod(1 - out / risk)
    variance = np.array([np.sum(_influence(index, place, left, weight, out, risk) ** 2) for index in range(len(at))])
    return Curve(len(ends), at, risk, out, gone - out, share, variance)


def _influence(index: int, place: Array, left: Array, weight: Array, out: Array, risk: Array) -> Array:
    """What a little more weight of each person does to log S at one time, times that weight."""
    steps = np.zeros(index + 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        steps[1:] = np.cumsum(np.where(out > 0, 1 / (risk - out) - 1 / risk, 0.0)[: index + 1])
        own = np.where(left & (place <= index), 1 / (risk - out)[place], 0.0)
    return weight * (steps[np.minimum(place, index) + 1] - own)


def band(share: Array, std_error: Array, *, kind: str = "loglog", level: float = LEVEL) -> Band:
    """Pointwise limits within 0-1; nan where the formula has none (log-log at a share of 0 or 1)."""
    z = stats.norm.ppf((1 + level) / 2)
    with np.errstate(all="ignore"):
        lower, upper = BANDS[kind](np.asarray(share, float), np.asarray(std_error, float), z)
        return np.clip(lower, 0, 1), np.clip(upper, 0, 1)


def _plain(share: Array, error: Array, z: float) -> Band:
    return share - z * error, share + z * error


def _log(share: Array, error: Array, z: float) -> Band:
    return share * np.exp(-z * error / share), share * np.exp(z * error / share)


def _loglog(share: Array, error: Array, z: float) -> Band:
    wide = z * error / share / np.log(share)
    inside = (share > 0) & (share < 1)
    return tuple(np.where(inside, share ** np.exp(sign * wide), np.nan) for sign in (-1, 1))


def _logit(share: Array, error: Array, z: float) -> Band:
    middle, wide = np.log(share / (1 - share)), z * error / (share * (1 - share))
    inside = (share > 0) & (share < 1)
    return tuple(np.where(inside, 1 / (1 + np.exp(-(middle + sign * wide))), np.nan) for sign in (-1, 1))


def _arcsine(share: Array, error: Array, z: float) -> Band:
    middle, wide = np.arcsin(np.sqrt(share)), z * error / (2 * np.sqrt(share * (1 - share)))
    limits = np.maximum(middle - wide, 0), np.minimum(middle + wide, np.pi / 2)
    inside = (share > 0) & (share < 1)
    return tuple(np.where(inside, np.sin(limit) ** 2, np.nan) for limit in limits)


BANDS: dict[str, Callable[[Array, Array, float], Band]] = {
    "plain": _plain,
    "log": _log,
    "loglog": _loglog,
    "logit": _logit,
    "arcsin": _arcsine,
}


def _first_at_most(times: Array, values: Array, target: float, flat: str) -> float | None:
    """The first time whose value is at most the target; equal within rounding counts as equal."""
    rounding = 1e-8
    reached = np.flatnonzero(values <= target + rounding)
    if not len(reached):
        return None
    first = reached[0]
    below = np.flatnonzero(values < target - rounding)
    if flat == "middle" and values[first] > target - rounding and len(below):
        return float((times[first] + times[below[0]]) / 2)
    return float(times[first])
