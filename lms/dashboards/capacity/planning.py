"""The next five years of some people, and how many to train a year to hold a number of them."""

from dataclasses import dataclass

import numpy as np

from lms.alumni import capacity
from lms.alumni.forecasting import MONTHS_IN_YEAR, Number, Outlook
from lms.alumni.tenure import Tenure

Array = np.ndarray
YEARS = 5
WEIBULL, STEADY, POOLED = "weibull", "steady", "pooled"


@dataclass(frozen=True)
class Need:
    """By one curve: the mean time in post in years, and people to train a year to hold the target in the long run."""

    curve: str
    tenure: float
    a_year: float


@dataclass(frozen=True)
class Plan:
    """What a target asks for: a range over three curves, and next year's people."""

    target: int
    needs: list[Need]
    to_replace: float  # trained in mid-year, they make up for next year's losses
    to_reach: float  # and so many bring the number to the target within the year

    @property
    def fewest(self) -> float:
        return min(need.a_year for need in self.needs)

    @property
    def most(self) -> float:
        return max(need.a_year for need in self.needs)


def forecast(outlook: Outlook, rows: Array, *, intake: int = 0, curve: str = "") -> list[Number]:
    """Today and after each of five years."""
    return [outlook.number(rows, years=years, intake=intake, intake_curve=curve) for years in range(YEARS + 1)]


def plan(outlook: Outlook, rows: Array, *, target: int, curve: str = "") -> Plan:
    """`curve` names the people's own curve, or is empty for everybody's."""
    now, later = (outlook.number(rows, years=years) for years in (0, 1))
    stays = float(outlook.tenures[curve].at([MONTHS_IN_YEAR / 2])[0, 0])
    losses = now.expected - later.expected
    return Plan(
        target=target,
        needs=needs(outlook.tenures[curve], outlook.tenures[""], target),
        to_replace=losses / stays,
        to_reach=max(target - later.expected, 0.0) / stays,
    )


def needs(own: Tenure, pooled: Tenure, target: int) -> list[Need]:
    """Mean tenure beyond the last follow-up is extrapolation: three answers, never one."""
    tails = {WEIBULL: own.tail, STEADY: own.steady, POOLED: pooled.tail}
    years = {name: capacity.weibull_mean(tail.shape, tail.scale) / MONTHS_IN_YEAR for name, tail in tails.items()}
    return [Need(name, tenure, capacity.trained_a_year(target, tenure)) for name, tenure in years.items()]
