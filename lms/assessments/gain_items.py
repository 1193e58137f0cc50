"""What changed question by question: who learned it, who forgot it, and whether more than chance."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from lms.core.statistics import normal_quantile

MID_P_BELOW = 25  # people who changed; from here on chi-square
PRE_POST_LOW = 0.10
PRE_POST_FROM = 30  # people


@dataclass(frozen=True)
class FourCounts:
    """People by their answer before and after the course: wrong-right, right-wrong, right-right, wrong-wrong."""

    learned: int
    forgotten: int
    kept: int
    never: int

    @property
    def n(self) -> int:
        return self.learned + self.forgotten + self.kept + self.never

    @property
    def pre_post_index(self) -> float | None:
        """Share right after less share right before (0-1); None without people."""
        return (self.learned - self.forgotten) / self.n if self.n else None

    @property
    def not_learned(self) -> bool:
        """The index is below .10 with 30 people or more: not taught, or known already."""
        index = self.pre_post_index
        return index is not None and self.n >= PRE_POST_FROM and index < PRE_POST_LOW


@dataclass(frozen=True)
class ItemChange:
    """McNemar's test of one question, shares 0-1. `p_value` is mid-p below 25 changed, else chi-square.

    `low` and `high` are Newcombe's method 10, `wald_*` for comparison. None where nobody changed.
    """

    counts: FourCounts
    pre_correct: float
    post_correct: float
    difference: float
    low: float
    high: float
    wald_low: float
    wald_high: float
    chi2: float | None
    p_chi2: float
    chi2_corrected: float | None
    p_chi2_corrected: float
    p_exact: float
    p_mid: float
    odds_ratio: float | None

    @property
    def p_value(self) -> float:
        changed = self.counts.learned + self.counts.forgotten
        return self.p_mid if changed < MID_P_BELOW else self.p_chi2


def four_counts(pre_right: np.ndarray, post_right: np.ndarray) -> list[FourCounts]:
    """One per question, from answers of matched people: shapes (n, k), row i one person, true where right.

    A cell that was not given in either test is nan there and leaves that person out of that question.
    """
    before, after = np.asarray(pre_right), np.asarray(post_right)
    if before.shape != after.shape or before.ndim != 2:
        raise ValueError("pre_right and post_right must be two tables of one shape: matched people only.")
    both = ~(np.isnan(before) | np.isnan(after))
    was, now = (before == 1) & both, (after == 1) & both
    given, right_before, right_after, kept = (np.count_nonzero(cells, axis=0) for cells in (both, was, now, was & now))
    learned, forgotten = right_after - kept, right_before - kept
    never = given - kept - learned - forgotten
    return [FourCounts(*map(int, row)) for row in zip(learned, forgotten, kept, never, strict=True)]


def mcnemar(counts: FourCounts) -> ItemChange:
    """The test and intervals of one question (McNemar 1947; Fagerland, Lydersen and Laake 2013; Newcombe 1998).

    ValueError without people.
    """
    if not counts.n:
        raise ValueError("there are no matched answers to compare.")
    n, b, c = counts.n, counts.learned, counts.forgotten
    difference, half = (b - c) / n, normal_quantile() * np.sqrt(b + c - (b - c) ** 2 / n) / n
    low, high = newcombe(counts)
    chi2 = (b - c) ** 2 / (b + c) if b + c else None
    corrected = max(abs(b - c) - 1, 0) ** 2 / (b + c) if b + c else None
    p_exact, p_mid = _binomial_p(b, c)
    return ItemChange(
        counts=counts,
        pre_correct=(counts.kept + c) / n,
        post_correct=(counts.kept + b) / n,
        difference=difference,
        low=low,
        high=high,
        wald_low=float(difference - half),
        wald_high=float(difference + half),
        chi2=chi2,
        p_chi2=_chi2_p(chi2),
        chi2_corrected=corrected,
        p_chi2_corrected=_chi2_p(corrected),
        p_exact=p_exact,
        p_mid=p_mid,
        odds_ratio=b / c if c else None,
    )


def _chi2_p(chi2: float | None) -> float:
    return 1.0 if chi2 is None else float(special.chdtrc(1, chi2))


def _binomial_p(b: int, c: int) -> tuple[float, float]:
    """(exact, mid-p) of b against c under even odds; 1 and 1 where nobody changed."""
    changed, fewer = b + c, min(b, c)
    if not changed:
        return 1.0, 1.0
    tail = float(special.bdtr(fewer, changed, 0.5))
    here = tail - (float(special.bdtr(fewer - 1, changed, 0.5)) if fewer else 0.0)
    return (1.0, 1 - here / 2) if b == c else (min(1.0, 2 * tail), 2 * tail - here)


def newcombe(counts: FourCounts) -> tuple[float, float]:
    """The interval of the difference of paired shares, method 10 of Newcombe (1998): Wilson's limits, correlated."""
    n, kept, never, b, c = counts.n, counts.kept, counts.never, counts.learned, counts.forgotten
    after, before = (kept + b) / n, (kept + c) / n
    (low_a, high_a), (low_b, high_b) = _wilson_limits(after, n), _wilson_limits(before, n)
    margins = (kept + b) * (kept + c) * (never + b) * (never + c)
    excess = kept * never - b * c
    if excess > 0:
        excess = max(excess - n / 2, 0)
    phi = excess / np.sqrt(margins) if margins else 0.0
    down, up, other_down, other_up = after - low_a, high_a - after, before - low_b, high_b - before
    low = np.sqrt(max(down**2 - 2 * phi * down * other_up + other_up**2, 0))
    high = np.sqrt(max(up**2 - 2 * phi * up * other_down + other_down**2, 0))
    return float(after - before - low), float(after - before + high)


def _wilson_limits(share: float, n: int) -> tuple[float, float]:
    z2 = normal_quantile() ** 2
    half = np.sqrt(z2 * (z2 + 4 * n * share * (1 - share)))
    return float((2 * n * share + z2 - half) / (2 * (n + z2))), float((2 * n * share + z2 + half) / (2 * (n + z2)))


def holm(p_values: np.ndarray) -> np.ndarray:
    """Adjusted for all questions of one test, shape (k,) (Holm 1979)."""
    p = np.asarray(p_values, float)
    order = np.argsort(p, kind="stable")
    adjusted = np.maximum.accumulate((p.size - np.arange(p.size)) * p[order])
    return _in_place(np.minimum(adjusted, 1), order)


def benjamini_hochberg(p_values: np.ndarray) -> np.ndarray:
    """Adjusted for the false discovery rate, shape (k,) (Benjamini and Hochberg 1995)."""
    p = np.asarray(p_values, float)
    order = np.argsort(p, kind="stable")[::-1]
    adjusted = np.minimum.accumulate(p.size / np.arange(p.size, 0, -1) * p[order])
    return _in_place(np.minimum(adjusted, 1), order)


def _in_place(values: np.ndarray, order: np.ndarray) -> np.ndarray:
    result = np.empty_like(values)
    result[order] = values
    return result
