"""The people of a follow-up and the cells they are drawn from: pure, and the same on every database."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lms.alumni.sampling import TAKE_ALL_BELOW

Strata = dict[str, list["Trained"]]


@dataclass(frozen=True)
class Trained:
    """One person, however many courses: what they were at the first completed one, where time begins."""

    person_id: int
    country: str
    trained_on: date
    organisation_id: int | None = None
    sector: str = ""
    province: str = ""
    sex: str = ""

    @property
    def year(self) -> int:
        return self.trained_on.year


@dataclass(frozen=True)
class Population:
    """Everybody who completed one of the programmes: who is in the frame, and how many are left out for which reason.

    `courses` are the completed courses of the people in the frame, so more than people where somebody came twice.
    """

    people: list[Trained]
    courses: int
    inactive: int = 0
    without_country: int = 0
    other_country: int = 0
    other_time: int = 0

    @property
    def merged(self) -> int:
        return self.courses - len(self.people)

    @property
    def by_country(self) -> dict[str, int]:
        return dict(sorted(Counter(one.country for one in self.people).items()))


def strata_of(frame: Iterable[Trained], *, by_organisation: bool, joined: Mapping[str, int]) -> Strata:
    """`{key: people}`, keys `KH` or `KH:12`, people by id.

    A ministry of fewer than 15 goes with its declared neighbour (`joined`), and where there is none with the rest of
    its country.
    """
    people = sorted(frame, key=lambda one: one.person_id)
    keys = [unit_key(one, joined) if by_organisation else one.country for one in people]
    sizes = Counter(keys)
    cells: Strata = defaultdict(list)
    for one, key in zip(people, keys, strict=True):
        cells[key if sizes[key] >= TAKE_ALL_BELOW else one.country].append(one)
    return {key: cells[key] for key in sorted(cells)}


def unit_key(one: Trained, joined: Mapping[str, int]) -> str:
    """The cell of the person's ministry, or of the neighbour that takes it in; the country's where none is known."""
    unit, seen = one.organisation_id, set()
    while unit is not None and str(unit) in joined and unit not in seen:
        seen.add(unit)
        unit = joined[str(unit)]
    return one.country if unit is None else f"{one.country}:{unit}"


def has_loop(joined: Mapping[str, int]) -> bool:
    """Whether a ministry would be taken in by itself, by way of its neighbours."""
    return any(_comes_back(unit, joined) for unit in joined)


def _comes_back(start: str, joined: Mapping[str, int]) -> bool:
    unit, seen = start, set()
    while unit in joined and unit not in seen:
        seen.add(unit)
        unit = str(joined[unit])
    return unit in seen


def hash_of(strata: Strata) -> str:
    """SHA-256 of one `key:person` line each, sorted."""
    lines = sorted(f"{key}:{one.person_id}" for key, people in strata.items() for one in people)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def margins_of(frame: Iterable[Trained]) -> dict[str, dict[str, int]]:
    """How many people of the frame there are by sex, sector and year of training: what weights are raked to."""
    people = list(frame)
    return {
        "sex": dict(Counter(one.sex for one in people)),
        "sector": dict(Counter(one.sector for one in people)),
        "year": dict(Counter(str(one.year) for one in people)),
    }
