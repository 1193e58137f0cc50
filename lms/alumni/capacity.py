"""How many trained people are in post now, how many will be, and how many to train to hold a number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import integrate, optimize, special

Array = np.ndarray
Stays = Callable[[Array], Array]  # the share still in post at each time since training, in the unit of its curve


class Known(StrEnum):
    """What is known of one person today."""

    IN_TODAY = "in_today"
    LEFT = "left"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Capacity:
    """`chance` of each person to be in post; the expected number and its standard deviation (Poisson-binomial)."""

    chance: Array
    expected: float
    sd: float


def exponential(rate: float) -> Stays:
    """A constant rate of leaving per unit of time."""
    return lambda times: np.exp(-rate * np.asarray(times, float))


def weibull(shape: float, scale: float) -> Stays:
    return lambda times: np.exp(-((np.asarray(times, float) / scale) ** shape))


@dataclass(frozen=True)
class Knots:
    """A curve known at some times: straight between them, and beyond the last at the last stretch's rate.

    Turnbull's estimate is known at the wave times only; `tail_rate` is what the extrapolated part rests on.
    """

    times: Array
    shares: Array

    @classmethod
    def of(cls, times: Sequence[float], shares: Sequence[float]) -> "Knots":
        return cls(np.concatenate([[0.0], times]), np.concatenate([[1.0], shares]))

    @property
    def end(self) -> float:
        return float(self.times[-1])

    @property
    def tail_rate(self) -> float:
        return float(np.log(self.shares[-2] / self.shares[-1]) / (self.times[-1] - self.times[-2]))

    def __call__(self, times) -> Array:
        at = np.asarray(times, float)
        beyond = np.exp(-self.tail_rate * np.maximum(at - self.end, 0)) * self.shares[-1]
        return np.where(at > self.end, beyond, np.interp(at, self.times, self.shares))


def capacity(ages, last_confirmed, known: Sequence[str], stays: Stays, *, ahead: float = 0.0) -> Capacity:
    """People in post `ahead` from now, from each one's time since training and time when last confirmed in post.

    S(age + ahead) / S(last confirmed), with the age today for those confirmed today; 0 for those known to be out.
    """
    age, state = np.asarray(ages, float), np.asarray(known, object)
    since = np.where(state == Known.IN_TODAY, age, np.asarray(last_confirmed, float))
    chance = np.where(state == Known.LEFT, 0.0, stays(age + ahead) / stays(since))
    return Capacity(chance, float(chance.sum()), float(np.sqrt((chance * (1 - chance)).sum())))


def extrapolated(ages, chance: Array, *, end: float) -> float:
    """The part of the expected number that rests on what lies beyond the last wave."""
    return float(np.asarray(chance, float)[np.asarray(ages, float) > end].sum())


def mean_tenure(stays: Stays, *, until: float = np.inf, accuracy: float = 1e-12) -> float:
    """The mean time in post: the area under the curve, up to `until`."""
    value, _error = integrate.quad(
        lambda time: float(stays(np.array(time))), 0, until, limit=500, epsabs=accuracy, epsrel=max(accuracy, 1e-10)
    )
    return float(value)


def weibull_mean(shape: float, scale: float) -> float:
    return float(scale * special.gamma(1 + 1 / shape))


def trained_a_year(target: float, tenure: float) -> float:
    """People to train each year to hold `target` in the long run, with the mean tenure in years."""
    return target / tenure


def stock_after(years: float, a_year: float, stays: Stays, *, accuracy: float = 1e-12) -> float:
    """People in post after so many years of steady training, from none."""
    return a_year * mean_tenure(stays, until=years, accuracy=accuracy)


def stock_of_courses(years: int, a_year: float, stays: Stays) -> float:
    """The same with one course in the middle of each year."""
    return float(a_year * np.asarray(stays(np.arange(years) + 0.5)).sum())


def to_train_next_year(now: Capacity, next_year: Capacity, stays: Stays) -> float:
    """Expected losses of a year over the share of a mid-year course that is still there at its end."""
    return (now.expected - next_year.expected) / float(stays(np.array(0.5)))


def implied_rate(follow_up: Sequence[float], share_left: float) -> float:
    """The constant rate at which so many have left after these times: what 'one third gone' means a year."""
    times = np.asarray(follow_up, float)
    return float(optimize.brentq(lambda rate: np.mean(1 - np.exp(-rate * times)) - share_left, 1e-9, 10, xtol=1e-15))
