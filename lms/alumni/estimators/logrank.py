"""Do groups leave at different rates? The log-rank test for any number of groups, within strata."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

Array = np.ndarray


@dataclass(frozen=True)
class LogRank:
    """Per group: people, observed and expected exits (weighted where `rho` is not 0); their covariance; the test."""

    groups: list
    n: Array
    observed: Array
    expected: Array
    variance: Array
    chi2: float
    df: int
    p: float


def log_rank(times, exits, groups, strata=None, *, rho: float = 0.0) -> LogRank:
    """Mantel-Haenszel chi-square on the full hypergeometric covariance (Mantel 1966).

    `rho=1` weighs each time with the share still in post just before (Peto and Peto 1972, as Harrington and
    Fleming 1982). Groups are compared within `strata` only; the sums run over them.
    """
    ends, left = np.asarray(times, float), np.asarray(exits, bool)
    names, group = np.unique(np.asarray(groups), return_inverse=True)
    _strata, stratum = np.unique(np.zeros(len(ends)) if strata is None else np.asarray(strata), return_inverse=True)
    parts = [_counts(ends[own], left[own], group[own], len(names), rho) for own in _rows_of(stratum)]
    observed, expected, variance = (sum(part[index] for part in parts) for index in range(3))
    chi2 = _quadratic(observed - expected, variance)
    df = len(names) - 1
    sizes = np.bincount(group, minlength=len(names))
    return LogRank(names.tolist(), sizes, observed, expected, variance, chi2, df, float(stats.chi2.sf(chi2, df)))


def _rows_of(stratum: Array) -> list[Array]:
    return [stratum == number for number in range(stratum.max() + 1)]


def _counts(ends: Array, left: Array, group: Array, groups: int, rho: float) -> tuple[Array, Array, Array]:
    """(observed, expected, covariance) of one stratum."""
    at, place = np.unique(ends, return_inverse=True)
    exits, gone = np.zeros((len(at), groups)), np.zeros((len(at), groups))
    np.add.at(exits, (place[left], group[left]), 1)
    np.add.at(gone, (place, group), 1)
    risk = gone[::-1].cumsum(axis=0)[::-1]
    all_exits, all_risk = exits.sum(axis=1), risk.sum(axis=1)
    before = np.concatenate([[1.0], np.cumprod(1 - all_exits / all_risk)[:-1]])
    weight, share = before**rho, risk / all_risk[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.where(all_risk > 1, all_exits * (all_risk - all_exits) / (all_risk - 1), 0.0) * weight**2
    variance = np.diag(spread @ share) - np.einsum("t,tg,th->gh", spread, share, share)
    return weight @ exits, (weight * all_exits) @ share, variance


def _quadratic(difference: Array, variance: Array) -> float:
    """The last group is determined by the others."""
    return float(difference[:-1] @ np.linalg.solve(variance[:-1, :-1], difference[:-1]))
