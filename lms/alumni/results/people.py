"""Who was asked and what is known of them, as arrays: one entry a person, in the order of the cases."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from lms.alumni.models import Case

Array = np.ndarray
DAYS_IN_MONTH = 30.4375
DAYS_IN_YEAR = 365.25
NO_DAY = -1
STATUSES = list(Case.Status.values)
UNKNOWN = STATUSES.index(Case.Status.UNKNOWN)
IN_FIRST_PHASE, NOT_DRAWN, DRAWN = -1, 0, 1  # is_followed_up: None, False, True


@dataclass(frozen=True)
class Strata:
    """One entry a stratum: its key, country, and people in the frame."""

    keys: list[str]
    countries: list[str]
    frame: Array


@dataclass(frozen=True)
class Coded:
    """A column of names as places in `names`, which are in order."""

    place: Array
    names: list[str]

    def only(self, chosen: Array) -> "Coded":
        return Coded(self.place[chosen], self.names)

    def is_named(self, name: str) -> Array:
        return self.place == (self.names.index(name) if name in self.names else -1)


def coded(values: Sequence) -> Coded:
    names = sorted(set(values))
    places = {name: number for number, name in enumerate(names)}
    return Coded(np.array([places[value] for value in values], int), names)


@dataclass(frozen=True)
class People:
    """Days are ordinals, NO_DAY where there is none; `status` is a place in STATUSES; `stratum` one in `Strata`.

    `phase` is IN_FIRST_PHASE, or for the silent of a census DRAWN or NOT_DRAWN for the follow-up; `organisations` has
    the names of those in `organisation`.
    """

    ids: Array
    persons: Array
    stratum: Array
    status: Array
    phase: Array
    is_eligible: Array
    is_untraced: Array
    trained_on: Array
    known_in: Array
    known_out: Array
    reminders: Array
    source: Coded
    country: Coded
    organisation: Coded
    organisations: dict[str, str]
    sector: Coded
    sex: Coded
    year: Coded

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def is_known(self) -> Array:
        """A status is known, and the person belongs to the frame."""
        return (self.status != UNKNOWN) & self.is_eligible

    def has_status(self, statuses) -> Array:
        return np.isin(self.status, [STATUSES.index(each) for each in statuses])

    def only(self, chosen: Array) -> "People":
        """Those of a mask or of places."""
        columns = {each.name: getattr(self, each.name) for each in fields(self)}
        return People(**{name: part_of(column, chosen) for name, column in columns.items()})


def part_of(column: Array | Coded | dict, chosen: Array) -> Array | Coded | dict:
    if isinstance(column, dict):
        return column
    return column.only(chosen) if isinstance(column, Coded) else column[chosen]
