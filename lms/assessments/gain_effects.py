"""How large a gain is in standard deviations: the effect sizes of matched pairs and their intervals.

Formulas: measurement plan A3 (Lakens 2013; Bonett 2008; Hedges 1981); `tests/reference/expected/paired_gain.json`.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from lms.assessments.gain_numerics import noncentral_t_share, simplex
from lms.core.statistics import CONFIDENCE, normal_quantile, t_quantile


@dataclass(frozen=True)
class EffectSizes:
    """Mean gains in standard deviations: all without unit.

    `d_av` (times `j`: `g_av`) is the one to compare with other studies. `d_z` grows with the correlation of the two
    tests: for tests and power only. `d_bonett` has the interval `low` to `high`. None: nobody differs in that spread.
    """

    d_z: float | None
    d_z_low: float | None
    d_z_high: float | None
    d_av: float | None
    d_rm: float | None
    d_bonett: float | None
    se_bonett: float | None
    low: float | None
    high: float | None
    j: float
    g_z: float | None
    g_av: float | None


def effect_sizes(pre: np.ndarray, post: np.ndarray) -> EffectSizes:
    """Every effect size of matched pairs: `pre[i]` and `post[i]`, shape (n,), n >= 2, are one person's."""
    change = post - pre
    z = _ratio(change.mean(), change.std(ddof=1))
    z_low, z_high = d_z_interval(z, change.size) if z is not None else (None, None)
    bonett, se, low, high = d_bonett(pre, post)
    average, factor = d_av(pre, post), small_sample_factor(change.size)
    r = correlation(pre, post)
    return EffectSizes(
        d_z=z,
        d_z_low=z_low,
        d_z_high=z_high,
        d_av=average,
        d_rm=None if z is None or r is None else float(z * np.sqrt(2 * (1 - r))),
        d_bonett=bonett,
        se_bonett=se,
        low=low,
        high=high,
        j=factor,
        g_z=None if z is None else z * factor,
        g_av=None if average is None else average * factor,
    )


def correlation(pre: np.ndarray, post: np.ndarray) -> float | None:
    """Pearson's r of two lists; None where one of them does not vary."""
    if pre.std() == 0 or post.std() == 0:
        return None
    return float(np.corrcoef(pre, post)[0, 1])


def d_av(pre: np.ndarray, post: np.ndarray) -> float | None:
    """Mean gain over the mean of the two standard deviations (Lakens, Cumming); None where nobody differs."""
    return _ratio((post - pre).mean(), (pre.std(ddof=1) + post.std(ddof=1)) / 2)


def d_bonett(pre: np.ndarray, post: np.ndarray) -> tuple[float | None, ...]:
    """(d, standard error, low, high): mean gain over the root of the mean variance, normal interval (Bonett 2008)."""
    (v1, cov), (_cov, v2) = np.cov(pre, post, ddof=1)
    mean_variance, df = (v1 + v2) / 2, pre.size - 1
    if mean_variance == 0:
        return None, None, None, None
    d = (post - pre).mean() / np.sqrt(mean_variance)
    spread = d**2 * (v1**2 + v2**2 + 2 * cov**2) / (8 * df * mean_variance**2)
    se = np.sqrt(spread + max(v1 + v2 - 2 * cov, 0) / (df * mean_variance))
    half = normal_quantile() * se
    return float(d), float(se), float(d - half), float(d + half)


def d_z_interval(d_z: float, n: int) -> tuple[float, float]:
    """The interval of d_z by the noncentral t distribution with n-1 degrees of freedom (Cumming and Finch 2001).

    Searched as R's effectsize does, which is right to about four digits.
    """
    t, high_tail = float(d_z * np.sqrt(n)), (1 + CONFIDENCE) / 2
    if t == 0:
        half = t_quantile(n - 1) / float(np.sqrt(n))
        return -half, half
    share_below = noncentral_t_share(t, n - 1)

    def miss(shifts: np.ndarray) -> float:
        shares = share_below(shifts)
        return float(abs(shares.max() - high_tail) + abs(shares.min() - (1 - high_tail)))

    low, high = np.sort(simplex(miss, np.full(2, 1.1 * t))) / np.sqrt(n)
    return float(low), float(high)


def small_sample_factor(n: int) -> float:
    """Hedges' exact J for n pairs: J x d is unbiased."""
    m = n - 1
    return float(np.exp(special.gammaln(m / 2) - special.gammaln((m - 1) / 2)) / np.sqrt(m / 2))


def _ratio(value: float, spread: float) -> float | None:
    return float(value / spread) if spread else None
