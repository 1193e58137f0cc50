"""The share of the possible gain that was reached (Hake 1998), and the normalised change (Marx and Cummings 2007)."""

from dataclasses import dataclass

import numpy as np

from lms.core.statistics import t_quantile

LOW_BELOW, HIGH_FROM = 0.3, 0.7  # bands from physics courses: hidden unless asked for


@dataclass(frozen=True)
class HakeGain:
    """`g` is the group's (shown second); the individual mean and `change` are for the export only.

    None: everybody was at the maximum before, or for `change` at one of the ends both times.
    """

    g: float | None
    se: float | None
    low: float | None
    high: float | None
    individual: float | None
    n_individual: int
    at_ceiling_before: int
    change: float | None
    n_change: int

    @property
    def band(self) -> str | None:
        """ "low", "medium" or "high"; None where g is undefined."""
        if self.g is None:
            return None
        return "low" if self.g < LOW_BELOW else "medium" if self.g < HIGH_FROM else "high"


def hake_gain(pre: np.ndarray, post: np.ndarray, max_points: float) -> HakeGain:
    """Every normalised gain of matched pairs, shape (n,), n >= 2, in the unit of `max_points`."""
    below = pre < max_points
    individual = (post - pre)[below] / (max_points - pre[below])
    changes = normalised_changes(pre, post, max_points)
    g, se, low, high = group_gain(pre, post, max_points)
    return HakeGain(
        g=g,
        se=se,
        low=low,
        high=high,
        individual=float(individual.mean()) if individual.size else None,
        n_individual=int(individual.size),
        at_ceiling_before=int((~below).sum()),
        change=float(changes.mean()) if changes.size else None,
        n_change=int(changes.size),
    )


def group_gain(pre: np.ndarray, post: np.ndarray, max_points: float) -> tuple[float | None, ...]:
    """(g, se, low, high): (mean post - mean pre) / (max - mean pre); delta method, t with n-1 degrees of freedom.

    Four times None where the mean before was the maximum already.
    """
    room = max_points - pre.mean()
    if room <= 0:
        return None, None, None, None
    g = (post.mean() - pre.mean()) / room
    (v_pre, cov), (_cov, v_post) = np.cov(pre, post, ddof=1)
    spread = v_post - 2 * (1 - g) * cov + (1 - g) ** 2 * v_pre
    se = np.sqrt(max(spread, 0) / pre.size) / room
    half = t_quantile(pre.size - 1) * se
    return float(g), float(se), float(g - half), float(g + half)


def normalised_changes(pre: np.ndarray, post: np.ndarray, max_points: float) -> np.ndarray:
    """Of each person: a rise over what was left, a fall over what was there, else 0; 0/0 and max/max are left out."""
    stuck = ((pre == 0) & (post == 0)) | ((pre == max_points) & (post == max_points))
    pre, post = pre[~stuck], post[~stuck]
    over = np.where(post > pre, max_points - pre, pre)
    return np.divide(post - pre, over, out=np.zeros(pre.size), where=post != pre)
