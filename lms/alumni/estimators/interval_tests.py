"""Do groups leave at different rates where exits are only known between two dates? Score tests and Weibull fits."""

from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats

from lms.alumni.estimators.turnbull import Steps, npmle

Array = np.ndarray


@dataclass(frozen=True)
class ScoreTest:
    """`statistic` is a normal deviate for two groups (positive: the first leaves earlier), else a chi-square."""

    groups: list
    statistic: float
    df: int
    p: float


def sun(left, right, groups) -> ScoreTest:
    """The log-rank test with Sun's scores (1996), by permutation as R's interval::ictest (logrank1)."""
    return _permuted(left, right, groups, _sun_curve)


def finkelstein(left, right, groups) -> ScoreTest:
    """The score test of proportional hazards (Finkelstein 1986), by permutation as R's ictest (logrank2)."""
    return _permuted(left, right, groups, _finkelstein_curve)


def _sun_curve(steps: Steps) -> Array:
    """S log of the Nelson-Aalen survival, after each atom."""
    before = 1 - np.concatenate([[0.0], np.cumsum(steps.mass)[:-1]])
    after = before - steps.mass
    with np.errstate(divide="ignore", invalid="ignore"):
        hazard = np.cumsum(steps.mass / before)
    return np.where(after > 1e-12, -after * hazard, 0.0)


def _finkelstein_curve(steps: Steps) -> Array:
    after = 1 - np.cumsum(steps.mass)
    return np.where(after > 1e-12, after * np.log(np.maximum(after, 1e-300)), 0.0)


def _permuted(left, right, groups, curve) -> ScoreTest:
    steps = npmle(left, right)
    scores = _scores(np.asarray(left, float), np.asarray(right, float), steps, curve(steps))
    names, group = np.unique(np.asarray(groups), return_inverse=True)
    member = np.eye(len(names))[group]
    sizes, centred = member.sum(axis=0), scores - scores.mean()
    sums = member.T @ centred
    variance = centred @ centred / (len(scores) - 1) * (np.diag(sizes) - np.outer(sizes, sizes) / len(scores))
    if len(names) == 2:
        statistic = float(sums[0] / np.sqrt(variance[0, 0]))
        return ScoreTest(names.tolist(), statistic, 1, float(2 * stats.norm.sf(abs(statistic))))
    chi2 = float(sums[:-1] @ np.linalg.solve(variance[:-1, :-1], sums[:-1]))
    return ScoreTest(names.tolist(), chi2, len(names) - 1, float(stats.chi2.sf(chi2, len(names) - 1)))


def _scores(left: Array, right: Array, steps: Steps, curve: Array) -> Array:
    """(g(S(left)) - g(S(right))) / (S(left) - S(right)), where `curve` holds g after each atom."""
    values = np.concatenate([[0.0], curve])
    share = np.concatenate([[1.0], 1 - np.cumsum(steps.mass)])
    is_exact = left == right
    first = np.where(is_exact, np.searchsorted(steps.right, left), np.searchsorted(steps.right, left, side="right"))
    last = np.searchsorted(steps.right, right, side="right")
    return (values[first] - values[last]) / (share[first] - share[last])


@dataclass(frozen=True)
class WeibullFit:
    """log time = intercept + effects + scale x extreme value; `effects` against the first group in order.

    shape = 1 / scale, Weibull scale = exp(intercept), in the unit of the dates. Errors from the observed information.
    """

    intercept: float
    effects: dict
    scale: float
    log_likelihood: float
    se_intercept: float
    se_log_scale: float

    @property
    def shape(self) -> float:
        return 1 / self.scale

    @property
    def weibull_scale(self) -> float:
        return float(np.exp(self.intercept))


def weibull(left, right, groups=None, *, exponential: bool = False) -> WeibullFit:
    """The parametric fit by maximum likelihood, as R's survreg: the model of the tail beyond the last wave."""
    begin, end = np.asarray(left, float), np.asarray(right, float)
    names, group = np.unique(np.zeros(len(begin)) if groups is None else np.asarray(groups), return_inverse=True)
    design = np.column_stack([np.ones(len(begin)), np.eye(len(names))[group][:, 1:]])
    free = design.shape[1] + (not exponential)

    def loss(values: Array) -> float:
        scale = 1.0 if exponential else np.exp(values[-1])
        return -_log_likelihood(begin, end, design @ values[: design.shape[1]], scale)

    start = np.zeros(free)
    start[0] = np.log(np.mean(np.where(np.isfinite(end), end, begin)) + 1)
    found = optimize.minimize(loss, start, method="BFGS", options={"gtol": 1e-9})
    found = optimize.minimize(loss, found.x, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-12})
    errors = np.sqrt(np.diag(np.linalg.inv(_hessian(loss, found.x))))
    scale = 1.0 if exponential else float(np.exp(found.x[-1]))
    effects = dict(zip(names[1:].tolist(), found.x[1 : design.shape[1]].tolist(), strict=True))
    se_scale = 0.0 if exponential else float(errors[-1])
    return WeibullFit(float(found.x[0]), effects, scale, float(-found.fun), float(errors[0]), se_scale)


def _log_likelihood(begin: Array, end: Array, location: Array, scale: float) -> float:
    """Sum over people of the log probability of their interval; of the density where the day is known."""
    shape, size = 1 / scale, np.exp(location)
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        stays_left, stays_right = np.exp(-((begin / size) ** shape)), np.exp(-((end / size) ** shape))
        inside = np.log(stays_left - np.where(np.isfinite(end), stays_right, 0.0))
        exact = np.log(shape / size) + (shape - 1) * np.log(end / size) - (end / size) ** shape
        total = np.where(begin == end, exact, inside).sum()
    return float(total) if np.isfinite(total) else -1e300


def _hessian(loss, at: Array, *, step: float = 1e-4) -> Array:
    """By central differences."""
    size = len(at)
    table, moves = np.empty((size, size)), np.eye(size) * step
    for row in range(size):
        for column in range(size):
            signs = [(1, 1), (1, -1), (-1, 1), (-1, -1)]
            values = [a * b * loss(at + a * moves[row] + b * moves[column]) for a, b in signs]
            table[row, column] = sum(values) / (4 * step**2)
    return table


def likelihood_ratio(simple: WeibullFit, full: WeibullFit) -> tuple[float, int, float]:
    """(chi-square, df, p) of what the groups add."""
    chi2 = 2 * (full.log_likelihood - simple.log_likelihood)
    df = len(full.effects) - len(simple.effects)
    return chi2, df, float(stats.chi2.sf(chi2, df))
