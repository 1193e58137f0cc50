"""How the asking goes: outcome rates by group, what is known day by day, and who answers against who was trained."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lms.alumni import rates, small_cells
from lms.alumni.estimators import SHOWN_FROM

WITH_SHARE = ("RR1", "RR2", "RR3", "RR4", "RR5", "RR6", "COOP1", "COOP3", "REF1", "CON1")


@dataclass(frozen=True)
class Asked:
    """One person asked; `mode` is the last way in which they were asked, `known_on` the day their post became known."""

    stratum: int
    country: str
    organisation: int | None
    sector: str
    sex: str
    year: str
    weight: float
    disposition: str
    mode: str
    known_on: date | None
    known_by: str


Name = str | int


@dataclass(frozen=True)
class Untold:
    """A group of which only the name is said: too small, or protecting one that is."""

    name: Name


@dataclass(frozen=True)
class Rates:
    """One group: people asked, `{name: share}` by counts and by base weights, and the share whose post is known."""

    name: Name
    asked: int
    counted: Mapping[str, rates.Rate]
    weighted: Mapping[str, rates.Rate]
    known: rates.Rate


def rates_of(people: Sequence[Asked], *, eligible: float, name: Name = "") -> Rates:
    """AAPOR's rates of a group. The post counts as known however it became known; frame errors were never asked."""
    counts = Counter(one.disposition for one in people)
    weights: dict[str, float] = defaultdict(float)
    for one in people:
        weights[one.disposition] += one.weight
    ours = [one for one in people if one.disposition != rates.Disposition.NOT_ELIGIBLE]
    return Rates(
        name,
        len(people),
        rates.outcome_rates(counts, eligible=eligible),
        rates.outcome_rates(weights, eligible=eligible),
        sum(one.known_on is not None for one in ours) / len(ours) if ours else None,
    )


def by_group(people: Sequence[Asked], key: Callable[[Asked], Name], *, eligible: float) -> list[Rates | Untold]:
    """The rates of each group, the largest first."""
    groups: dict[Name, list[Asked]] = defaultdict(list)
    for one in people:
        groups[key(one)].append(one)
    shown = small_cells.shown({name: len(members) for name, members in groups.items()})
    order = sorted(groups, key=lambda name: (-len(groups[name]), name))
    return [
        Untold(name) if shown[name] is None else rates_of(groups[name], eligible=eligible, name=name) for name in order
    ]


def days_of(people: Iterable[Asked], *, opens_on: date, until: date) -> list[date]:
    """Every day from the opening, or from an earlier first answer, to `until`."""
    first = min([opens_on, *(one.known_on for one in people if one.known_on)])
    return [first + timedelta(days=number) for number in range(max((until - first).days, 0) + 1)]


def known_by_day(people: Sequence[Asked], days: Sequence[date]) -> dict[str, list[int]]:
    """`{mode: people whose post is known at the end of each day}`, each person under the way that came first."""
    modes = sorted({one.known_by for one in people if one.known_on})
    return {mode: cumulated([one.known_on for one in people if one.known_by == mode], days) for mode in modes}


def cumulated(found: Iterable[date | None], days: Sequence[date]) -> list[int]:
    counts = Counter(day for day in found if day is not None)
    running, total = [], sum(count for day, count in counts.items() if day < days[0])
    for day in days:
        total += counts[day]
        running.append(total)
    return running


def widths(people: Sequence[Asked], frame: Mapping[int, int], days: Sequence[date]) -> list[float]:
    """Day by day the share (0-1) of the trained whose post nobody knows: how far worst and best case lie apart."""
    strata: dict[int, list[Asked]] = defaultdict(list)
    for one in people:
        strata[one.stratum].append(one)
    size = sum(frame[key] for key in strata)
    known = [0.0] * len(days)
    for key, members in strata.items():
        of_one = frame[key] / size / len(members)
        for place, count in enumerate(cumulated([one.known_on for one in members], days)):
            known[place] += count * of_one
    return [max(0.0, 1 - share) for share in known]


@dataclass(frozen=True)
class Difference:
    """One class of a margin: its share of the frame and of those whose post is known (base weights), both 0-1."""

    name: str
    frame: int
    of_frame: float
    of_known: float

    @property
    def points(self) -> float:
        return (self.of_known - self.of_frame) * 100


def against_frame(
    people: Sequence[Asked], margin: Mapping[str, int], key: Callable[[Asked], str]
) -> list[Difference | Untold]:
    """Who is known against who was trained; untold is a class with fewer than ten people in either."""
    weights, counts = defaultdict(float), dict.fromkeys(margin, 0)
    for one in people:
        if one.known_on is not None and key(one) in margin:
            weights[key(one)] += one.weight
            counts[key(one)] += 1
    size, known = sum(margin.values()), sum(weights.values())
    if not known or sum(counts.values()) < SHOWN_FROM:
        return [Untold(name) for name in margin]
    shown, enough = small_cells.shown(margin), small_cells.shown(counts)
    return [
        Untold(name)
        if shown[name] is None or enough[name] is None
        else Difference(name, count, count / size, weights[name] / known)
        for name, count in sorted(margin.items())
    ]
