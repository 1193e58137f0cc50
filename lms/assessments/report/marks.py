"""The points of one form in one test, counted on sets of people: exact whole numbers of steps, no table of floats."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lms.assessments.item_analysis_groups import weights_of_totals
from lms.assessments.packing import STEPS, ZERO
from lms.assessments.report import bits


@dataclass(frozen=True)
class Marks:
    """`n` people on `k` questions: row i of `sets` got `worth[i]` steps, not 0, on question `owner[i]`.

    `totals`, shape (n,), are steps. What is not scored counts as 0.
    """

    k: int
    sets: np.ndarray
    owner: np.ndarray
    worth: np.ndarray
    totals: np.ndarray

    @property
    def n(self) -> int:
        return self.totals.size

    @cached_property
    def unit(self) -> int:
        """The steps that every total is a multiple of: with no part points, a whole one."""
        return int(np.gcd.reduce(self.worth)) or STEPS

    @cached_property
    def digits(self) -> np.ndarray:
        return bits.digits_of(self.totals // self.unit)

    @cached_property
    def products(self) -> np.ndarray:
        """Sums of products of two questions' points over all people, shape (k, k)."""
        spread = np.zeros((self.worth.size, self.k))
        spread[np.arange(self.worth.size), self.owner] = self.worth
        return spread.T @ bits.overlaps(self.sets) @ spread / STEPS**2

    @cached_property
    def sums(self) -> np.ndarray:
        """Of points, by question, shape (k,)."""
        return self.by_question(bits.sizes(self.sets)) / STEPS

    def by_question(self, counts: np.ndarray) -> np.ndarray:
        """From people of each set, shape (r,), the steps of each question, shape (k,)."""
        return np.bincount(self.owner, counts * self.worth, self.k)

    def sums_of(self, people: np.ndarray) -> np.ndarray:
        """The points on each question of a set of people, shape (k,)."""
        return self.by_question(bits.sizes(self.sets & people)) / STEPS

    def sums_of_each(self, people: np.ndarray) -> np.ndarray:
        """As `sums_of` with another set of people for each question: shape (k, words)."""
        return self.by_question(bits.sizes(self.sets & people[self.owner])) / STEPS

    def totals_of(self, people: np.ndarray) -> np.ndarray:
        """The sum of everybody's points over sets of people."""
        return bits.sums(people, self.digits) * (self.unit / STEPS)

    def upper_less_lower(self) -> np.ndarray:
        """D27 with fractional weights, shape (k,), as item_analysis has it: n > 0."""
        counts = np.bincount(self.totals)
        values = np.flatnonzero(counts)
        weights = np.zeros(counts.size)
        weights[values] = weights_of_totals(counts[values])
        different = np.unique(weights[weights != 0])
        groups = bits.sets_of((weights == different[:, None])[:, self.totals])
        counts = bits.sizes(self.sets & groups[:, None])  # shape (weights, r)
        return self.by_question(different @ counts) / STEPS


def marks_of(steps: np.ndarray) -> Marks:
    """From the signs of packing.py, shape (k, n)."""
    sets, owner, worth = [], [], []
    for value in values_in(steps):
        found = bits.sets_of(steps == ZERO + value)
        present = np.flatnonzero(found.any(-1))
        sets.append(found[present])
        owner.append(present)
        worth.append(np.full(present.size, value))
    totals = sum((steps == ZERO + value).sum(0, np.int32) * value for value in values_in(steps))
    nothing = bits.sets_of(np.zeros((0, steps.shape[1]), bool))
    return Marks(
        len(steps),
        np.concatenate([nothing, *sets]),
        np.concatenate([np.zeros(0, np.int64), *owner]),
        np.concatenate([np.zeros(0, np.int64), *worth]),
        totals.astype(np.int32),
    )


def values_in(steps: np.ndarray) -> list[int]:
    """Which points above 0 anybody got, in steps."""
    is_part = (steps > ZERO) & (steps < ZERO + STEPS)
    parts = np.flatnonzero(np.bincount(steps[is_part])) - ZERO if is_part.any() else ()
    return [*map(int, parts), STEPS]
