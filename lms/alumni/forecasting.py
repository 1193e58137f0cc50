"""How many of these people are in post now and will be, and how sure that is: people's chances over curves drawn again.

The method: measurement B11. The spread of a number has two parts, people's luck (Poisson-binomial) and the curve's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lms.alumni.tenure import Tenure
from lms.core.statistics import normal_quantile

Array = np.ndarray
MONTHS_IN_YEAR = 12
CADRE_LEVEL = 0.9  # how sure it must be that so many trainers are in post


@dataclass(frozen=True)
class Number:
    """The expected number of people in post, of so many trained, with its 95 % interval.

    `extrapolated` is the part of the number that rests on the tail beyond what the follow-ups have seen.
    """

    people: int
    expected: float
    low: float
    high: float
    extrapolated: float = 0.0

    @property
    def extrapolated_share(self) -> float:
        return self.extrapolated / self.expected if self.expected else 0.0


@dataclass(frozen=True)
class Outlook:
    """Trained people by number: months since the training, month of the last confirmation, known to have left or not.

    `curve[i]` names the curve of person i in `tenures`.
    """

    months: Array
    confirmed: Array
    has_left: Array
    curve: Sequence[str]
    tenures: Mapping[str, Tenure]

    @cached_property
    def rows_of_curve(self) -> dict[str, Array]:
        names = np.asarray(self.curve, object)
        return {name: np.flatnonzero(names == name) for name in self.tenures}

    def chances(self, rows: Array, *, years: float = 0.0) -> Array:
        """Each one's chance to be in post after so many years, an array (draws, rows): S(age + h) / S(confirmed)."""
        if years not in self._made:
            self._made[years] = self._chances_of_all(years * MONTHS_IN_YEAR)
        return self._made[years][:, rows]

    @cached_property
    def _made(self) -> dict[float, Array]:
        return {}

    def _chances_of_all(self, ahead: float) -> Array:
        draws = next(iter(self.tenures.values())).shares.shape[0]
        found = np.zeros((draws, len(self.months)))
        for name, tenure in self.tenures.items():
            people = self.rows_of_curve[name]
            people = people[~self.has_left[people]]
            found[:, people] = tenure.at(self.months[people] + ahead) / tenure.at(self.confirmed[people])
        return np.minimum(found, 1.0)

    @cached_property
    def ends(self) -> Array:
        """The month at which each person's curve ends and its tail begins."""
        return np.array([self.tenures[name].end for name in self.curve])

    def number(self, rows: Array, *, years: float = 0.0, intake: float = 0.0, intake_curve: str = "") -> Number:
        """The people in `rows` after so many years, with `intake` new ones trained in the middle of each year."""
        chances = self.chances(rows, years=years)
        stays = self.tenures[intake_curve].at((np.arange(int(years)) + 0.5) * MONTHS_IN_YEAR)
        sums = chances.sum(axis=1) + intake * stays.sum(axis=1)
        luck = (chances[0] * (1 - chances[0])).sum() + intake * (stays[0] * (1 - stays[0])).sum()
        wide = normal_quantile() * float(np.sqrt(luck + sums[1:].var(ddof=1)))
        people, expected = len(rows) + round(intake * int(years)), float(sums[0])
        beyond = self.extrapolated(rows, chances[0], years=years)
        return Number(people, expected, max(expected - wide, 0.0), min(expected + wide, float(people)), beyond)

    def extrapolated(self, rows: Array, chance: Array, *, years: float) -> float:
        is_beyond = self.months[rows] + years * MONTHS_IN_YEAR > self.ends[rows]
        is_confirmed_now = chance >= 1.0
        return float(chance[is_beyond & ~is_confirmed_now].sum())

    def at_least(self, rows: Array, *, level: float = CADRE_LEVEL) -> int:
        """So many of these people are in post, with a probability of `level` or more."""
        return largest_sure(spread_of(self.chances(rows)), level)


def spread_of(chances: Array) -> Array:
    """The probability of 0, 1, 2, … people in post: each draw's exact one (Poisson-binomial), and their mean."""
    found = np.ones((chances.shape[0], 1))
    for chance in chances.T:
        longer = np.zeros((found.shape[0], found.shape[1] + 1))
        longer[:, :-1] += found * (1 - chance)[:, None]
        longer[:, 1:] += found * chance[:, None]
        found = longer
    return found.mean(axis=0)


def largest_sure(spread: Array, level: float) -> int:
    sure = np.flatnonzero(spread[::-1].cumsum()[::-1] >= level - 1e-9)
    return int(sure[-1])


def curve_names(names: Sequence[Sequence[str]], tenures: Mapping[str, Tenure]) -> list[str]:
    """Each person's curve: the first of the own names that has one, else everybody's."""
    return [next((name for name in own if name in tenures), "") for own in names]
