"""Whether two forms of a test are equally hard, and one form's scores on the other's scale.

Formulas and the rule for small groups: measurement plan A5 (Kolen and Brennan 2014; Livingston and Kim 2009; Angoff
1972); checked against R in tests/reference/expected/equating.json. Common questions stand in `equating_anchors.py`.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from lms.assessments.equating_anchors import (
    Anchored,
    DeltaFit,
    DeltaPlot,
    anchor_is_long_enough,
    chained_linear,
    delta_plot,
    deltas,
    tucker,
)

__all__ = [
    "Anchored",
    "Conversion",
    "DeltaFit",
    "DeltaPlot",
    "FormComparison",
    "Rule",
    "anchor_is_long_enough",
    "chained_linear",
    "circle_arc",
    "compare_forms",
    "delta_plot",
    "deltas",
    "identity",
    "linear",
    "mean",
    "rule_for",
    "tucker",
]

SMALLEST_SHOWN = 10  # people per form; below, nothing is told
SMALL_FORM, LARGE_FORM = 25, 100  # people per form
CLEAR_SHIFT = 2.0  # standard errors


class Rule(StrEnum):
    """How one form's scores come onto the other's scale."""

    IDENTITY = "identity"
    MEAN = "mean"
    LINEAR = "linear"


@dataclass(frozen=True)
class Conversion:
    """Form B onto form A's scale: slope x score + intercept, with the standard error of equating.

    `variance_per_person` is 1/n_A + 1/n_B; `centre` and `spread` are the mean and standard deviation of form B.
    """

    rule: Rule
    slope: float
    intercept: float
    centre: float
    spread: float
    target_spread: float
    variance_per_person: float
    se_shift: float

    def score(self, raw: np.ndarray | float) -> np.ndarray:
        """Raw scores of form B, any shape, as scores of form A; not cut at the ends of the scale."""
        return self.slope * np.asarray(raw, float) + self.intercept

    def standard_error(self, raw: np.ndarray | float) -> np.ndarray:
        """The standard error of equating at raw scores of form B, in points.

        Mean: that of the shift. Linear: sd_A sqrt((1/n_A + 1/n_B)(1 + z^2/2)) for normal scores in random groups
        (Kolen and Brennan 2014, ch. 7). Identity has none from sampling: 0.
        """
        raw = np.asarray(raw, float)
        if self.rule == Rule.IDENTITY:
            return np.zeros(raw.shape)
        if self.rule == Rule.MEAN:
            return np.full(raw.shape, self.se_shift)
        z2 = ((raw - self.centre) / self.spread) ** 2
        return self.target_spread * np.sqrt(self.variance_per_person * (1 + z2 / 2))


@dataclass(frozen=True)
class FormComparison:
    """Form A against form B on scores before the course, whose takers are random halves; in points.

    `shift` is mean A - mean B: above 0, form B is harder. Below ten people on a form all but counts is None.
    """

    n_a: int
    n_b: int
    mean_a: float | None = None
    mean_b: float | None = None
    sd_a: float | None = None
    sd_b: float | None = None
    shift: float | None = None
    se: float | None = None
    z: float | None = None
    conversion: Conversion | None = None

    @property
    def suppressed(self) -> bool:
        return self.conversion is None

    @property
    def rule(self) -> Rule | None:
        return self.conversion.rule if self.conversion else None

    @property
    def proposes_equating(self) -> bool:
        """The rule for this many people says to convert form B's scores."""
        return self.rule in (Rule.MEAN, Rule.LINEAR)

    @property
    def differs(self) -> bool:
        """The shift is more than two of its standard errors."""
        return self.z is not None and abs(self.z) > CLEAR_SHIFT


def compare_forms(pre_a: np.ndarray, pre_b: np.ndarray) -> FormComparison:
    """Compare two forms on the first scores, before the course, of those who took them: shapes (n_A,) and (n_B,).

    Never on scores after it: these mix form, order and learning.
    """
    a, b = np.asarray(pre_a, float), np.asarray(pre_b, float)
    if min(a.size, b.size) < SMALLEST_SHOWN:
        return FormComparison(int(a.size), int(b.size))
    sd_a, sd_b = float(a.std(ddof=1)), float(b.std(ddof=1))
    shift, se = float(a.mean() - b.mean()), standard_error_of_shift(a, b)
    z = shift / se if se else None
    makers = {Rule.IDENTITY: identity, Rule.MEAN: mean, Rule.LINEAR: linear}
    conversion = makers[rule_for(min(a.size, b.size), z)](a, b)
    return FormComparison(
        int(a.size), int(b.size), float(a.mean()), float(b.mean()), sd_a, sd_b, shift, se, z, conversion
    )


def standard_error_of_shift(a: np.ndarray, b: np.ndarray) -> float:
    """Of mean A - mean B, independent groups: sqrt(var_A/n_A + var_B/n_B)."""
    return float(np.sqrt(a.var(ddof=1) / a.size + b.var(ddof=1) / b.size))


def rule_for(n: int, z: float | None) -> Rule:
    """The rule of A5, `n` people on the form with fewer: identity unless clearly apart, then mean, then linear.

    Below 25: identity unless |z| > 2. 25-99: mean. From 100: linear. Never equipercentile.
    """
    if n < SMALL_FORM:
        return Rule.MEAN if z is not None and abs(z) > CLEAR_SHIFT else Rule.IDENTITY
    return Rule.MEAN if n < LARGE_FORM else Rule.LINEAR


def identity(a: np.ndarray, b: np.ndarray) -> Conversion:
    """Scores stay as they are."""
    return _conversion(Rule.IDENTITY, a, b, slope=1.0, intercept=0.0)


def mean(a: np.ndarray, b: np.ndarray) -> Conversion:
    """x - mean B + mean A."""
    return _conversion(Rule.MEAN, a, b, slope=1.0, intercept=float(a.mean() - b.mean()))


def linear(a: np.ndarray, b: np.ndarray) -> Conversion:
    """(sd A / sd B)(x - mean B) + mean A; as `mean` where nobody differs on form B."""
    if b.std() == 0:
        return mean(a, b)
    slope = float(a.std(ddof=1) / b.std(ddof=1))
    return _conversion(Rule.LINEAR, a, b, slope=slope, intercept=float(a.mean() - slope * b.mean()))


def _conversion(rule: Rule, a: np.ndarray, b: np.ndarray, *, slope: float, intercept: float) -> Conversion:
    return Conversion(
        rule=rule,
        slope=slope,
        intercept=intercept,
        centre=float(b.mean()),
        spread=float(b.std(ddof=1)),
        target_spread=float(a.std(ddof=1)),
        variance_per_person=1 / a.size + 1 / b.size,
        se_shift=standard_error_of_shift(a, b),
    )


def circle_arc(a: np.ndarray, b: np.ndarray, at: np.ndarray, *, scale: tuple[float, float]) -> np.ndarray:
    """Raw scores `at` of form B on form A's scale: a circle through the ends of `scale` and the two means.

    The simplified method of Livingston and Kim (2009): the ends stay, the middle moves by the shift of the means,
    and what the straight line between the ends leaves over follows the arc. ValueError unless the mean of form B
    lies within the ends.
    """
    low, high = scale
    middle, lifted = float(b.mean()), float(a.mean() - b.mean())
    if not low < middle < high:
        raise ValueError("the mean of form B must lie between the ends of the scale.")
    at = np.asarray(at, float)
    if lifted == 0:
        return at.copy()
    centre_x = (low + high) / 2
    centre_y = ((middle - low) * (middle - high) + lifted**2) / (2 * lifted)
    radius2 = (low - centre_x) ** 2 + centre_y**2
    reach = np.sqrt(np.maximum(radius2 - (at - centre_x) ** 2, 0))
    return at + centre_y + (reach if lifted > 0 else -reach)
