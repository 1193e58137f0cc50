"""The table of capacity: people in post by country, ministry and province, without what small groups would tell."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lms.alumni import small_cells
from lms.alumni.estimators import SHOWN_FROM
from lms.alumni.forecasting import Number
from lms.alumni.queries.capacity import Everybody, Trained
from lms.alumni.results.hiding import EXTREME_BELOW

Array = np.ndarray
OLD_MONTHS = 24  # a confirmation older than this is a warning
PROVINCE_STEP = 5  # numbers of a province are rounded to fives
OWN, OF_COUNTRY, OF_ALL = "own", "country", "all"  # whose curve a unit's people are on


@dataclass(frozen=True)
class Seen:
    """A number of people as it may be shown, with its interval: None stands for one to nine."""

    expected: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Line:
    """One unit. Hidden: `people` is None and nothing else is said."""

    name: str
    people: int | None
    now: Seen | None = None
    in_a_year: Seen | None = None
    months_old: float | None = None  # the median time since the last confirmation of those not known to have left
    curve: str = OF_ALL
    is_at_risk: bool = False

    @property
    def is_old(self) -> bool:
        return self.months_old is not None and self.months_old > OLD_MONTHS


def seen(number: Number, *, step: int = 1) -> Seen:
    return Seen(*(rounded(value, step) for value in (number.expected, number.low, number.high)))


def rounded(value: float, step: int = 1) -> int | None:
    """To the next multiple of the step; None for one to nine people."""
    found = int(step * np.floor(value / step + 0.5))
    return None if 0 < found < SHOWN_FROM else found


@dataclass(frozen=True)
class Tables:
    """The lines of everybody. What is hidden depends on all countries, so that all readers see the same."""

    everybody: Everybody

    @cached_property
    def rows_by_country(self) -> dict[str, Array]:
        return self.grouped(lambda one: one.country, range(len(self.everybody.people)))

    @cached_property
    def shown_countries(self) -> set[str]:
        counts = self.counts_shown(self.rows_by_country)
        return {country for country, count in counts.items() if count is not None}

    def may_add_up(self, countries: Collection[str]) -> bool:
        """Whether the sum over these countries tells nothing of a hidden one: none of those is in it, or all."""
        hidden = self.rows_by_country.keys() - self.shown_countries
        return hidden.isdisjoint(countries) or hidden <= set(countries)

    def countries(self, readable: Collection[str]) -> list[Line]:
        nobody = np.array([], int)
        shown = self.shown_countries | (set(readable) - self.rows_by_country.keys())
        return [
            self.line(country, self.rows_by_country.get(country, nobody), is_shown=country in shown)
            for country in readable
        ]

    def organisations(self, country: str) -> list[Line]:
        """The largest first; the one without a name are the people whose office is not known."""
        return self.lines_within(country, lambda one: one.organisation_name)

    def provinces(self, country: str) -> list[Line]:
        return self.lines_within(country, lambda one: one.province, step=PROVINCE_STEP)

    def lines_within(self, country: str, key: Callable[[Trained], str], *, step: int = 1) -> list[Line]:
        groups = self.grouped(key, self.rows_by_country.get(country, []))
        counts = self.counts_shown(groups)
        in_order = sorted(groups, key=lambda name: (not name, -len(groups[name]), name))
        is_open = country in self.shown_countries
        return [
            self.line(name, groups[name], is_shown=is_open and counts[name] is not None, step=step) for name in in_order
        ]

    def grouped(self, key: Callable[[Trained], Hashable], rows) -> dict:
        found: dict = defaultdict(list)
        for row in rows:
            found[key(self.everybody.people[row])].append(row)
        return {name: np.array(own, int) for name, own in found.items()}

    def counts_shown(self, groups: dict) -> dict:
        """Hidden are small groups, small ones of which all or none are in post, and what gives them away."""
        telling = [name for name, rows in groups.items() if self.tells_of_each(rows)]
        return small_cells.shown({name: len(rows) for name, rows in groups.items()}, telling=telling)

    def tells_of_each(self, rows: Array) -> bool:
        expected = self.everybody.outlook.chances(rows)[0].sum()
        return len(rows) < EXTREME_BELOW and (expected < 0.5 or expected > len(rows) - 0.5)

    def line(self, name: str, rows: Array, *, is_shown: bool, step: int = 1) -> Line:
        if not is_shown:
            return Line(name, None)
        outlook = self.everybody.outlook
        now, later = (outlook.number(rows, years=years) for years in (0, 1))
        return Line(
            name,
            len(rows),
            seen(now, step=step),
            seen(later, step=step),
            self.months_old(rows),
            self.curve_of(rows),
            is_at_risk=len(rows) >= SHOWN_FROM and later.expected < len(rows) / 2,
        )

    def months_old(self, rows: Array) -> float | None:
        outlook = self.everybody.outlook
        own = rows[~outlook.has_left[rows]]
        return float(np.median((outlook.months - outlook.confirmed)[own])) if len(own) else None

    def curve_of(self, rows: Array) -> str:
        names = {self.everybody.outlook.curve[row] for row in rows}
        if len(names) == 1 and ":" in next(iter(names)):
            return OWN
        return OF_ALL if "" in names or not names else OF_COUNTRY
