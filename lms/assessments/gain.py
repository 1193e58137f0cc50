"""What a group gained between two tests: matched pairs only, with the uncertainty always beside the figure.

Formulas and conventions: measurement plan A2-A4; checked against R in tests/reference/expected/paired_gain.json.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats
from scipy.special import gammaln

SMALLEST_SHOWN = 10  # pairs; below, nothing is computed for display: privacy and instability
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Gain:
    """The gain of `n` matched pairs, in the unit of the scores; shares are 0-1. Suppressed: everything but `n` is None.

    `g_group` (Hake) is the share of the possible gain that was reached; None where the maximum is unknown or
    was already reached before. `d_av` is the mean gain over the mean of the two standard deviations.
    """

    n: int
    suppressed: bool = False
    mean_pre: float | None = None
    mean_post: float | None = None
    sd_pre: float | None = None
    sd_post: float | None = None
    gain: float | None = None
    sd_gain: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    p_value: float | None = None
    g_group: float | None = None
    g_low: float | None = None
    g_high: float | None = None
    d_av: float | None = None
    share_improved: float | None = None
    share_improved_low: float | None = None
    share_improved_high: float | None = None
    share_fell: float | None = None

    @property
    def is_small_group(self) -> bool:
        """10-29 pairs: shown with its interval and the words "small group"."""
        return SMALLEST_SHOWN <= self.n < 30


def paired_gain(pre: Sequence[float], post: Sequence[float], max_points: float | None = None) -> Gain:
    """The gain of matched pairs: `pre[i]` and `post[i]` are one person's; fewer than 10 pairs are suppressed.

    Paired t interval with n-1 degrees of freedom. Raises ValueError where the lengths differ.
    """
    before, after = np.asarray(pre, float), np.asarray(post, float)
    if before.shape != after.shape or before.ndim != 1:
        raise ValueError("pre and post must be two lists of one length: matched pairs only.")
    if before.size < SMALLEST_SHOWN:
        return Gain(n=int(before.size), suppressed=True)
    change = after - before
    low, high = t_interval(change)
    improved = int((change > 0).sum())
    share_low, share_high = wilson(improved, change.size)
    g, g_low, g_high = hake(before, after, max_points)
    return Gain(
        n=int(change.size),
        mean_pre=float(before.mean()),
        mean_post=float(after.mean()),
        sd_pre=float(before.std(ddof=1)),
        sd_post=float(after.std(ddof=1)),
        gain=float(change.mean()),
        sd_gain=float(change.std(ddof=1)),
        ci_low=low,
        ci_high=high,
        p_value=t_p_value(change),
        g_group=g,
        g_low=g_low,
        g_high=g_high,
        d_av=d_av(before, after),
        share_improved=improved / change.size,
        share_improved_low=share_low,
        share_improved_high=share_high,
        share_fell=float((change < 0).mean()),
    )


def t_interval(values: np.ndarray) -> tuple[float, float]:
    """The confidence interval of a mean, n-1 degrees of freedom."""
    half = t_quantile(values.size - 1) * values.std(ddof=1) / np.sqrt(values.size)
    return float(values.mean() - half), float(values.mean() + half)


def t_quantile(degrees: int) -> float:
    return float(stats.t.ppf((1 + CONFIDENCE) / 2, degrees))


def t_p_value(change: np.ndarray) -> float | None:
    """Two-sided; None where everybody changed by the same amount."""
    spread = change.std(ddof=1)
    if spread == 0:
        return None
    t = change.mean() / (spread / np.sqrt(change.size))
    return float(2 * stats.t.sf(abs(t), change.size - 1))


def wilson(count: int, total: int) -> tuple[float, float]:
    """Wilson's interval of a share (0-1)."""
    z = stats.norm.ppf((1 + CONFIDENCE) / 2)
    share = count / total
    centre = share + z**2 / (2 * total)
    half = z * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
    scale = 1 + z**2 / total
    return float(max(0.0, (centre - half) / scale)), float(min(1.0, (centre + half) / scale))


def hake(before: np.ndarray, after: np.ndarray, max_points: float | None) -> tuple[float | None, ...]:
    """(g, low, high) of the group: (mean post - mean pre) / (max - mean pre), standard error by the delta method."""
    if max_points is None or before.mean() >= max_points:
        return None, None, None
    room = max_points - before.mean()
    g = (after.mean() - before.mean()) / room
    covariance = np.cov(before, after, ddof=1)
    spread = covariance[1, 1] - 2 * (1 - g) * covariance[0, 1] + (1 - g) ** 2 * covariance[0, 0]
    half = t_quantile(before.size - 1) * np.sqrt(max(spread, 0) / before.size) / room
    return float(g), float(g - half), float(g + half)


def d_av(before: np.ndarray, after: np.ndarray) -> float | None:
    """Mean gain over the mean of the two standard deviations (Lakens, Cumming); None where nobody differs."""
    spread = (before.std(ddof=1) + after.std(ddof=1)) / 2
    return float((after - before).mean() / spread) if spread else None


def small_sample_factor(n: int) -> float:
    """Hedges' exact J for n pairs: J x d is unbiased."""
    m = n - 1
    return float(np.exp(gammaln(m / 2) - gammaln((m - 1) / 2)) / np.sqrt(m / 2))
