"""The few intervals that several apps need: of a mean, of a share, of a correlation."""

import numpy as np
from scipy import special

CONFIDENCE = 0.95


def t_quantile(degrees: float, *, level: float = CONFIDENCE) -> float:
    """The two-sided quantile of Student's t."""
    return float(special.stdtrit(degrees, (1 + level) / 2))


def normal_quantile(*, level: float = CONFIDENCE) -> float:
    """The two-sided quantile of the normal distribution: 1.959964 for 95 %."""
    return float(special.ndtri((1 + level) / 2))


def t_interval(values: np.ndarray, *, level: float = CONFIDENCE) -> tuple[float, float]:
    """The confidence interval of a mean of two values or more, n-1 degrees of freedom, in their unit."""
    half = t_quantile(values.size - 1, level=level) * values.std(ddof=1) / np.sqrt(values.size)
    return float(values.mean() - half), float(values.mean() + half)


def wilson(successes: int, total: int, *, level: float = CONFIDENCE) -> tuple[float, float]:
    """Wilson's score interval (1927) of a share (0-1); of nothing at all it is (0, 1)."""
    if not total:
        return 0.0, 1.0
    z = normal_quantile(level=level)
    share = successes / total
    centre = share + z**2 / (2 * total)
    half = z * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
    scale = 1 + z**2 / total
    low = 0.0 if successes == 0 else float((centre - half) / scale)
    high = 1.0 if successes == total else float((centre + half) / scale)
    return low, high


def fisher_interval(r: np.ndarray, n: np.ndarray, *, level: float = CONFIDENCE) -> tuple[np.ndarray, np.ndarray]:
    """The interval of correlations of any shape by Fisher's z: tanh(atanh r +/- z / sqrt(n - 3)); nan up to n = 3."""
    r, n = np.asarray(r, float), np.asarray(n, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        half = normal_quantile(level=level) / np.sqrt(np.where(n > 3, n - 3, np.nan))
        middle = np.arctanh(np.clip(r, -1, 1))
        return np.tanh(middle - half), np.tanh(middle + half)
