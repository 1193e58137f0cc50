"""How exactly a test measures, and how often it would pass and fail the same people again."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import special

from lms.core.statistics import CONFIDENCE

PEOPLE_FOR_A_VERDICT = 30
SHARES = 400  # true shares that stand for all people


class Verdict(StrEnum):
    """What a reliability allows, by measurement plan A6."""

    TOO_FEW = "too_few"  # under 30 people
    UNKNOWN = "unknown"  # nobody differs, or one question
    NO_INDIVIDUAL_SCORES = "no_individual_scores"  # under .60
    CAUTION = "caution"  # .60 to .70
    GROUPS = "groups"  # .70 to .80
    CERTIFICATES = "certificates"  # from .80


@dataclass(frozen=True)
class Reliability:
    """Of `n` complete answer sheets of `k` questions. `sem` is in points of the total; None is undefined.

    `low` to `high` is Feldt's interval of `alpha`. `kr20` and `kr21` exist only where every answer is right or wrong.
    """

    n: int
    k: int
    alpha: float | None
    low: float | None
    high: float | None
    kr20: float | None
    kr21: float | None
    sem: float | None
    mean_inter_item_r: float | None

    @property
    def verdict(self) -> Verdict:
        if self.n < PEOPLE_FOR_A_VERDICT:
            return Verdict.TOO_FEW
        if self.alpha is None:
            return Verdict.UNKNOWN
        steps = [(0.60, Verdict.NO_INDIVIDUAL_SCORES), (0.70, Verdict.CAUTION), (0.80, Verdict.GROUPS)]
        return next((verdict for limit, verdict in steps if self.alpha < limit), Verdict.CERTIFICATES)

    @property
    def half_width(self) -> float | None:
        """Half the interval of one person's score: 1.96 standard errors of measurement, in points."""
        return None if self.sem is None else float(special.ndtri((1 + CONFIDENCE) / 2) * self.sem)


@dataclass(frozen=True)
class DecisionConsistency:
    """Shares (0-1) of people who would get the same decision twice, by chance alone corrected: `kappa`.

    `near_cut` is the share within one standard error of measurement of the pass mark. `kappa` is None where
    chance alone gives full agreement.
    """

    n: int
    agreement: float
    kappa: float | None
    near_cut: float


def reliability(covariance: np.ndarray, means: np.ndarray, n: int, *, dichotomous: bool) -> Reliability:
    """From the covariances (ddof 1), shape (k, k), and means, shape (k,), of `n` complete sheets.

    alpha: Cronbach 1951; interval: Feldt 1965; KR-20 and KR-21 with population variances: Kuder, Richardson 1937.
    """
    k, variances, total = means.size, np.diag(covariance), float(covariance.sum())
    if k < 2 or n < 2 or total <= 1e-12:
        return Reliability(n, k, None, None, None, None, None, None, None)
    alpha = float(k / (k - 1) * (1 - variances.sum() / total))
    low, high = feldt(alpha, n, k)
    population, mean = total * (n - 1) / n, float(means.sum())
    kr20 = float(k / (k - 1) * (1 - (means * (1 - means)).sum() / population)) if dichotomous else None
    kr21 = float(k / (k - 1) * (1 - mean * (k - mean) / (k * population))) if dichotomous else None
    sem = float(np.sqrt(total * max(1 - alpha, 0)))
    return Reliability(n, k, alpha, low, high, kr20, kr21, sem, mean_inter_item_r(covariance))


def feldt(alpha: float, n: int, k: int, *, level: float = CONFIDENCE) -> tuple[float, float]:
    """The interval of alpha: 1 - (1 - alpha) F with n-1 and (n-1)(k-1) degrees of freedom (Feldt 1965)."""
    tail, first, second = (1 - level) / 2, n - 1, (n - 1) * (k - 1)
    low, high = (1 - (1 - alpha) * special.fdtri(first, second, share) for share in (1 - tail, tail))
    return float(low), float(high)


def alpha_if_deleted(covariance: np.ndarray) -> np.ndarray:
    """Alpha without each question, shape (k,); nan with two questions or fewer, or where nothing is left to vary."""
    k = len(covariance)
    if k < 3:
        return np.full(k, np.nan)
    variances = np.diag(covariance)
    total = covariance.sum() + variances - 2 * covariance.sum(0)
    total = np.where(total > 1e-12, total, np.nan)
    return (k - 1) / (k - 2) * (1 - (variances.sum() - variances) / total)


def mean_inter_item_r(covariance: np.ndarray) -> float | None:
    """The mean correlation of two questions that both vary; None with fewer than two such."""
    varying = np.diag(covariance) > 1e-12
    if varying.sum() < 2:
        return None
    kept = covariance[np.ix_(varying, varying)]
    spread = np.sqrt(np.diag(kept))
    m = spread.size
    return float(((kept / np.outer(spread, spread)).sum() - m) / (m * (m - 1)))


def decision_consistency(
    totals: np.ndarray, *, items: int, cut: float, figures: Reliability
) -> DecisionConsistency | None:
    """Whether pass and fail would be the same on a parallel form, from one sitting (Subkoviak 1976).

    `totals`, shape (n,): points of `items` questions worth 0-1 each; `cut` in the same points. By Livingston and Lewis
    (1995): true shares follow a beta distribution with the mean of the totals and alpha times their variance, and
    another form's score is binomial in them, with as many questions as give this test's alpha. None under 30 people or
    without alpha.
    """
    if totals.size < PEOPLE_FOR_A_VERDICT or figures.alpha is None or figures.sem is None:
        return None
    passing = _passing(totals, items, cut, float(np.clip(figures.alpha, 0, 1)))
    agreement, share = float((passing**2 + (1 - passing) ** 2).mean()), float(passing.mean())
    chance = share**2 + (1 - share) ** 2
    kappa = (agreement - chance) / (1 - chance) if chance < 1 - 1e-9 else None
    near = float((np.abs(totals - cut) <= figures.sem).mean())
    return DecisionConsistency(int(totals.size), agreement, kappa, near)


def _passing(totals: np.ndarray, items: int, cut: float, alpha: float) -> np.ndarray:
    """The probability to reach `cut` for a sample of true shares, each standing for as many people."""
    if cut <= 0:
        return np.ones(1)
    if alpha > 1 - 1e-9:
        return (totals >= cut - 1e-9).astype(float)
    mean, variance = totals.mean() / items, totals.var(ddof=1) / items**2
    length = max((mean * (1 - mean) - alpha * variance) / (variance * (1 - alpha)), 1.0)
    shares = np.full(1, mean)
    if alpha > 1e-9:
        weight = max(mean * (1 - mean) / (alpha * variance) - 1, 1e-6)
        shares = special.betaincinv(mean * weight, (1 - mean) * weight, (np.arange(SHARES) + 0.5) / SHARES)
    needed = (np.ceil(cut - 1e-9) - 0.5) * length / items + 0.5  # keeps the middle between two scores
    return special.betainc(needed, max(length - needed + 1, 1e-6), shares)
