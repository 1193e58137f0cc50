"""What a group gained between two tests: matched pairs only, with the uncertainty always beside the figure.

Formulas and conventions: measurement plan A2-A4 and A7-A8; checked against R in tests/reference/expected. The parts
stand in `gain_*.py`, by their subject; what others may call is named here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from lms.assessments.gain_checks import (
    LARGE_DIFFERENCE,
    SMALLEST_SHOWN,
    Ends,
    Matching,
    RunsGain,
    as_pairs,
    difference_before,
    ends,
    gain_over_runs,
    matched,
    matching,
    share_above_error,
)
from lms.assessments.gain_delayed import DelayedGain, delayed_gain
from lms.assessments.gain_effects import (
    EffectSizes,
    correlation,
    d_av,
    d_bonett,
    effect_sizes,
    small_sample_factor,
)
from lms.assessments.gain_hake import HakeGain, group_gain, hake_gain, normalised_changes
from lms.assessments.gain_items import (
    FourCounts,
    ItemChange,
    benjamini_hochberg,
    four_counts,
    holm,
    mcnemar,
    newcombe,
)
from lms.assessments.gain_ranks import SignedRank, wilcoxon
from lms.core.statistics import CONFIDENCE, t_interval, wilson

__all__ = [
    "LARGE_DIFFERENCE",
    "SMALLEST_SHOWN",
    "DelayedGain",
    "EffectSizes",
    "Ends",
    "FourCounts",
    "Gain",
    "HakeGain",
    "ItemChange",
    "Matching",
    "RunsGain",
    "SignedRank",
    "benjamini_hochberg",
    "correlation",
    "d_av",
    "d_bonett",
    "delayed_gain",
    "difference_before",
    "effect_sizes",
    "ends",
    "four_counts",
    "gain_over_runs",
    "group_gain",
    "hake_gain",
    "holm",
    "matched",
    "matching",
    "mcnemar",
    "newcombe",
    "normalised_changes",
    "paired_gain",
    "paired_t",
    "share_above_error",
    "small_sample_factor",
    "t_interval",
    "tests_disagree",
    "wilcoxon",
    "wilson",
]


@dataclass(frozen=True)
class Gain:
    """The gain of `n` matched pairs, in the unit of the scores; shares are 0-1. Suppressed: everything but `n` is None.

    `g_group` (Hake) is the share of the possible gain that was reached; None where the maximum is unknown or
    was already reached before. `d_av` is the mean gain over the mean of the two standard deviations; `d` is Bonett's,
    with the interval `d_low` to `d_high`; `r` is the correlation of the two tests.
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
    r: float | None = None
    t: float | None = None
    d: float | None = None
    d_low: float | None = None
    d_high: float | None = None

    @property
    def is_small_group(self) -> bool:
        """10-29 pairs: shown with its interval and the words "small group"."""
        return SMALLEST_SHOWN <= self.n < 30


def paired_gain(pre: Sequence[float], post: Sequence[float], max_points: float | None = None) -> Gain:
    """The gain of matched pairs: `pre[i]` and `post[i]` are one person's; fewer than 10 pairs are suppressed.

    Paired t interval with n-1 degrees of freedom. Raises ValueError where the lengths differ or a score is missing.
    What it leaves out (for the export): `effect_sizes`, `wilcoxon`, `hake_gain`.
    """
    before, after = as_pairs(pre, post)
    if before.size < SMALLEST_SHOWN:
        return Gain(n=int(before.size), suppressed=True)
    change = after - before
    low, high = t_interval(change)
    t, p_value = paired_t(change)
    g, _se, g_low, g_high = (None,) * 4 if max_points is None else group_gain(before, after, max_points)
    d, _se, d_low, d_high = d_bonett(before, after)
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
        p_value=p_value,
        g_group=g,
        g_low=g_low,
        g_high=g_high,
        d_av=d_av(before, after),
        r=correlation(before, after),
        t=t,
        d=d,
        d_low=d_low,
        d_high=d_high,
        **_shares(change),
    )


def _shares(change: np.ndarray) -> dict[str, float]:
    """Who rose, with Wilson's interval, and who fell, as shares of all (0-1)."""
    improved = int((change > 0).sum())
    low, high = wilson(improved, change.size)
    return {
        "share_improved": improved / change.size,
        "share_improved_low": low,
        "share_improved_high": high,
        "share_fell": float((change < 0).mean()),
    }


def paired_t(change: np.ndarray) -> tuple[float | None, float | None]:
    """(t, two-sided p) with n-1 degrees of freedom; None where everybody changed by the same amount."""
    spread = change.std(ddof=1)
    if spread == 0:
        return None, None
    t = change.mean() / (spread / np.sqrt(change.size))
    return float(t), float(2 * special.stdtr(change.size - 1, -abs(t)))


def tests_disagree(found: Gain, ranks: SignedRank) -> bool:
    """Only one of the t test and the rank test is significant: then both are shown."""
    if found.p_value is None or ranks.p_value is None:
        return False
    limit = 1 - CONFIDENCE
    return (found.p_value < limit) != (ranks.p_value < limit)
