"""Questions that two cohorts share: which of them drifted, and linking by those that did not."""

from dataclasses import dataclass

import numpy as np
from scipy import special

LIMIT = 1.5  # distance from the line, in deltas
LEAST_QUESTIONS, LEAST_SHARE = 5, 0.20
LEAST_FOR_A_LINE = 3
CERTAIN = 0.001  # a share of 0 or 1 has no delta: taken as this far from the end


@dataclass(frozen=True)
class DeltaFit:
    """A major axis through the deltas; `distance` and `flags`, shape (k,), are of every question."""

    slope: float
    intercept: float
    distance: np.ndarray
    flags: np.ndarray


@dataclass(frozen=True)
class DeltaPlot:
    """`first` is the fit to all questions, `purified` the one after `dropped` (columns, worst first) were left out."""

    old: np.ndarray
    new: np.ndarray
    first: DeltaFit
    purified: DeltaFit
    dropped: tuple[int, ...]


@dataclass(frozen=True)
class Anchored:
    """One cohort's totals and its points on the common questions, shape (n,) each, in the same order of people."""

    total: np.ndarray
    anchor: np.ndarray

    def moments(self) -> tuple[float, float, float, float, float]:
        """(mean total, mean anchor, variance of total, variance of anchor, their covariance), ddof 1."""
        (v_total, cov), (_cov, v_anchor) = np.cov(self.total, self.anchor, ddof=1)
        means = float(np.mean(self.total)), float(np.mean(self.anchor))
        return *means, float(v_total), float(v_anchor), float(cov)


def anchor_is_long_enough(anchors: int, questions: int) -> bool:
    """At least 5 common questions, or 20 % of the test where that is more of a test than 5."""
    return anchors >= min(LEAST_QUESTIONS, int(np.ceil(LEAST_SHARE * questions)))


def deltas(shares: np.ndarray) -> np.ndarray:
    """ETS deltas of shares right (0-1), shape (k,): 13 - 4 x the normal quantile. Larger is harder."""
    return 13 - 4 * special.ndtri(np.clip(np.asarray(shares, float), CERTAIN, 1 - CERTAIN))


def delta_plot(old_shares: np.ndarray, new_shares: np.ndarray) -> DeltaPlot:
    """Screen common questions for drift (Angoff 1972): shares right (0-1) of two cohorts, shape (k,), k >= 3.

    The worst question beyond 1.5 is dropped and the line fitted again, until none is: one leaked question makes an
    innocent one look bad in the first fit. ValueError with fewer than three questions or unequal lengths.
    """
    old, new = deltas(old_shares), deltas(new_shares)
    if old.shape != new.shape or old.size < LEAST_FOR_A_LINE:
        raise ValueError("a delta plot needs the same three common questions or more in both cohorts.")
    kept, dropped = np.ones(old.size, bool), []
    fit = first = _fit(old, new, kept)
    while (fit.flags & kept).any() and kept.sum() > LEAST_FOR_A_LINE:
        worst = int(np.argmax(np.where(kept, np.abs(fit.distance), -1)))
        kept[worst] = False
        dropped.append(worst)
        fit = _fit(old, new, kept)
    return DeltaPlot(old, new, first, fit, tuple(dropped))


def _fit(old: np.ndarray, new: np.ndarray, kept: np.ndarray) -> DeltaFit:
    """The major axis of the kept questions: the line of slope 1 where they show none."""
    (v_old, cov), (_cov, v_new) = np.cov(old[kept], new[kept], ddof=1)
    gap = v_new - v_old
    slope = float((gap + np.hypot(gap, 2 * cov)) / (2 * cov)) if abs(cov) > 1e-12 else 1.0
    intercept = float(new[kept].mean() - slope * old[kept].mean())
    distance = (slope * old + intercept - new) / np.hypot(slope, 1)
    return DeltaFit(slope, intercept, distance, np.abs(distance) > LIMIT)


def chained_linear(new: Anchored, old: Anchored) -> tuple[float, float]:
    """(slope, intercept) that put totals of the new form on the old form's scale, through the anchor in each group.

    ValueError where totals or anchors do not vary (Kolen and Brennan 2014, ch. 4).
    """
    x, v, vx, vv, _cov = new.moments()
    y, w, vy, vw, _cov = old.moments()
    _must_vary(vx, vv, vw)
    to_anchor, from_anchor = np.sqrt(vv / vx), np.sqrt(vy / vw)
    slope = float(to_anchor * from_anchor)
    return slope, float(y + from_anchor * (v - w) - slope * x)


def tucker(new: Anchored, old: Anchored, *, weight_new: float = 0.5) -> tuple[float, float]:
    """(slope, intercept) by Tucker's method: regressions on the anchor, in a population mixed of both groups.

    `weight_new` is the share (0-1) of the new group in that population (Kolen and Brennan 2014, ch. 4). ValueError
    where totals or anchors do not vary.
    """
    x, v, vx, vv, cxv = new.moments()
    y, w, vy, vw, cyw = old.moments()
    _must_vary(vx, vv, vw)
    gx, gy, wn, wo = cxv / vv, cyw / vw, weight_new, 1 - weight_new
    apart, spread = v - w, vv - vw
    mean_x, mean_y = x - wo * gx * apart, y + wn * gy * apart
    var_x = vx - wo * gx**2 * spread + wn * wo * (gx * apart) ** 2
    var_y = vy + wn * gy**2 * spread + wn * wo * (gy * apart) ** 2
    slope = float(np.sqrt(var_y / var_x))
    return slope, float(mean_y - slope * mean_x)


def _must_vary(*variances: float) -> None:
    if min(variances) <= 1e-12:
        raise ValueError("totals and common questions must vary in both cohorts.")
