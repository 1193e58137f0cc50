"""What is left of a gain some months later: people with all three tests."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from lms.assessments.gain_checks import SMALLEST_SHOWN, as_pairs
from lms.core.statistics import t_interval, t_quantile


@dataclass(frozen=True)
class DelayedGain:
    """Gains in the unit of the scores, the ratio as a share that may pass 1; `loss` is delayed - post.

    `suppressed`: fewer than ten people, everything but `n` is None. `refused`: the interval of the gain holds 0,
    so there is no gain to keep and no ratio.
    """

    n: int
    suppressed: bool = False
    refused: bool = False
    gain: float | None = None
    gain_low: float | None = None
    gain_high: float | None = None
    retained_gain: float | None = None
    ratio: float | None = None
    se: float | None = None
    low: float | None = None
    high: float | None = None
    loss: float | None = None
    loss_low: float | None = None
    loss_high: float | None = None
    loss_p_value: float | None = None


def delayed_gain(pre: Sequence[float], post: Sequence[float], delayed: Sequence[float]) -> DelayedGain:
    """The retention ratio mean(delayed - pre) / mean(post - pre), delta method, t with n-1 degrees of freedom.

    The three lists hold the same people in the same order. ValueError where their lengths differ.
    """
    before, after = as_pairs(pre, post)
    _before, later = as_pairs(pre, delayed)
    if before.size < SMALLEST_SHOWN:
        return DelayedGain(n=int(before.size), suppressed=True)
    gained, retained, lost = after - before, later - before, later - after
    low, high = t_interval(gained)
    refused = low <= 0 <= high
    ratio = (None,) * 4 if refused else _ratio(gained, retained)
    loss_low, loss_high = t_interval(lost)
    return DelayedGain(
        int(before.size),
        False,
        refused,
        float(gained.mean()),
        low,
        high,
        float(retained.mean()),
        *ratio,
        float(lost.mean()),
        loss_low,
        loss_high,
        None if lost.std() == 0 else _p_value(lost),
    )


def _p_value(change: np.ndarray) -> float:
    """Two-sided, of the t test of a mean of 0 with n-1 degrees of freedom."""
    t = change.mean() / (change.std(ddof=1) / np.sqrt(change.size))
    return float(2 * special.stdtr(change.size - 1, -abs(t)))


def _ratio(gained: np.ndarray, retained: np.ndarray) -> tuple[float, float, float, float]:
    """(ratio, se, low, high) of the mean retained over the mean gained."""
    ratio = retained.mean() / gained.mean()
    (v_gained, cov), (_cov, v_retained) = np.cov(gained, retained, ddof=1)
    spread = max(v_retained - 2 * ratio * cov + ratio**2 * v_gained, 0)
    se = np.sqrt(spread / gained.size) / abs(gained.mean())
    half = t_quantile(gained.size - 1) * se
    return float(ratio), float(se), float(ratio - half), float(ratio + half)
