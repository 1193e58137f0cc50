"""How each question behaved in a test: facility, discrimination and what the test as a whole can carry.

Definitions: measurement plan A6; checked against R in tests/reference/expected/item_analysis.json. The parts stand in
`item_analysis_*.py`, by their subject; what others may call is named here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lms.assessments.item_analysis_flags import Ebel, Flag, ItemFigures, Phase, ebel, flags_of
from lms.assessments.item_analysis_groups import fractional_weights, group_size, groups, plain_weights
from lms.assessments.item_analysis_languages import LANGUAGE_ANSWERS, LANGUAGE_HARDER, harder_by, is_harder
from lms.assessments.item_analysis_options import NOT_GIVEN, OMITTED, OptionLine, distractor_tables, distractors
from lms.assessments.item_analysis_reliability import (
    DecisionConsistency,
    Reliability,
    Verdict,
    alpha_if_deleted,
    decision_consistency,
    feldt,
    mean_inter_item_r,
    reliability,
)
from lms.core.statistics import fisher_interval

__all__ = [
    "LANGUAGE_ANSWERS",
    "LANGUAGE_HARDER",
    "NOT_GIVEN",
    "OMITTED",
    "DecisionConsistency",
    "Ebel",
    "Flag",
    "ItemFigures",
    "ItemReport",
    "Moments",
    "OptionLine",
    "Phase",
    "Reliability",
    "Verdict",
    "alpha_if_deleted",
    "analyse",
    "decision_consistency",
    "distractor_tables",
    "distractors",
    "ebel",
    "feldt",
    "flags_of",
    "fractional_weights",
    "group_size",
    "groups",
    "harder_by",
    "is_harder",
    "mean_inter_item_r",
    "plain_weights",
    "reliability",
    "report_of",
]

Column = np.ndarray  # shape (k,): one value per question, nan where undefined


@dataclass(frozen=True)
class ItemReport:
    """A test of k questions taken by n people; arrays are `Column`s, nan is undefined.

    `facility` and `seen` (people who were given the question) use every sheet; all else the `complete` ones. Points
    are 0-1 per question, totals in points. `r_rest` is the discrimination to show, with `r_low` to `r_high` (Fisher);
    of the two D27 show `d27_fraction`.
    """

    n: int
    k: int
    complete: int
    totals: np.ndarray
    total_mean: float | None
    total_sd: float | None
    facility: Column
    seen: Column
    variance: Column
    r_total: Column
    r_rest: Column
    r_low: Column
    r_high: Column
    d27: Column
    d27_fraction: Column
    alpha_if_deleted: Column
    reliability: Reliability

    def item(self, index: int) -> ItemFigures:
        """The figures of one question, by its column."""
        numbers = {
            name: _known(getattr(self, name)[index])
            for name in ("facility", "r_rest", "r_low", "r_high", "d27_fraction", "alpha_if_deleted")
        }
        return ItemFigures(n=int(self.seen[index]), n_complete=self.complete, **numbers)

    def items(self) -> Iterator[ItemFigures]:
        return (self.item(index) for index in range(self.k))


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def analyse(points: np.ndarray) -> ItemReport:
    """The whole report on `points`, shape (n, k): row i is one person's sheet, each value 0-1.

    An omitted answer is 0; nan is a question that was not given: it is left out of that question's facility, and the
    person out of everything that needs a total. ValueError where `points` is not a table.
    """
    table = np.asarray(points, float)
    if table.ndim != 2:
        raise ValueError("points must be a table: one row per person, one column per question.")
    n, k = table.shape
    sums, seen = table.sum(0), np.full(k, n)
    complete = table
    if np.isnan(sums).any():
        missing = np.isnan(table)
        sums, seen = np.nansum(table, 0), n - missing.sum(0)
        complete = table[~missing.any(1)]
    facility = np.divide(sums, seen, out=np.full(k, np.nan), where=seen > 0)
    return _report(table, complete, facility, seen)


def _report(table: np.ndarray, complete: np.ndarray, facility: Column, seen: Column) -> ItemReport:
    n, k = complete.shape
    totals = complete @ np.ones(k)
    plain, fraction = _upper_less_lower(complete, totals)
    return report_of(
        len(table),
        totals,
        Moments(n, np.ones(n) @ complete, complete.T @ complete),
        facility=facility,
        seen=seen,
        d27=plain,
        d27_fraction=fraction,
    )


@dataclass(frozen=True)
class Moments:
    """Of `n` complete sheets: sums of points, shape (k,), and of products of two questions' points, shape (k, k)."""

    n: int
    sums: Column
    products: np.ndarray

    @property
    def means(self) -> Column:
        return self.sums / self.n if self.n > 1 else np.full(self.sums.size, np.nan)

    @property
    def is_dichotomous(self) -> bool:
        """Whether every value is 0 or 1."""
        return self.n > 1 and bool((np.abs(np.diag(self.products) - self.sums) <= 1e-9).all())

    def covariance(self) -> np.ndarray:
        """With ddof 1, shape (k, k); 0 where a question does not vary."""
        k = self.sums.size
        if self.n < 2:
            return np.full((k, k), np.nan)
        found = (self.products - self.n * np.outer(self.means, self.means)) / (self.n - 1)
        flat = np.diag(found) <= 1e-12
        found[flat] = found[:, flat] = 0
        return found


def report_of(
    people: int,
    totals: np.ndarray,
    moments: Moments,
    *,
    facility: Column,
    seen: Column,
    d27: Column,
    d27_fraction: Column,
) -> ItemReport:
    """The report from what was counted; `totals` and `moments` are of the complete ones of `people` sheets."""
    n, k = moments.n, moments.sums.size
    covariance = moments.covariance()
    variance, with_total, spread = np.diag(covariance), covariance.sum(0), float(covariance.sum())
    r_rest = _correlation(with_total - variance, variance, spread + variance - 2 * with_total)
    r_low, r_high = fisher_interval(r_rest, np.full(k, n))
    return ItemReport(
        n=people,
        k=k,
        complete=n,
        totals=totals,
        total_mean=float(totals.mean()) if n else None,
        total_sd=float(np.sqrt(max(spread, 0))) if n > 1 else None,
        facility=facility,
        seen=seen,
        variance=variance,
        r_total=_correlation(with_total, variance, np.full(k, spread)),
        r_rest=r_rest,
        r_low=r_low,
        r_high=r_high,
        d27=d27,
        d27_fraction=d27_fraction,
        alpha_if_deleted=alpha_if_deleted(covariance),
        reliability=reliability(covariance, moments.means, n, dichotomous=moments.is_dichotomous),
    )


def _correlation(covariance: Column, variance: Column, other_variance: Column) -> Column:
    product = variance * other_variance
    usable = (variance > 1e-12) & (other_variance > 1e-12)
    root = np.sqrt(np.where(usable, product, np.nan))
    return covariance / root


def _upper_less_lower(complete: np.ndarray, totals: np.ndarray) -> tuple[Column, Column]:
    """(D27, D27 with fractional weights)."""
    if not totals.size:
        nothing = np.full(complete.shape[1], np.nan)
        return nothing, nothing
    plain, fraction = np.stack([plain_weights(totals), fractional_weights(totals)]) @ complete
    return plain, fraction
