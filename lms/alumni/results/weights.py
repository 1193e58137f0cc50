"""Weights of those whose status is known, for those who did not answer: each factor by its name, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lms.alumni import weighting
from lms.alumni.estimators import korn_graubard
from lms.alumni.estimators.proportions import Proportion
from lms.alumni.models import Campaign
from lms.alumni.results.design import Design
from lms.alumni.results.figures import FactorLine, Weighted
from lms.alumni.results.people import DAYS_IN_YEAR, Array, People
from lms.people.models import Organisation

FACTORS = ("base", "eligibility", "response", "raked", "trimmed", "final")
POOLED = "pooled"
Sector = Organisation.Sector
SECTOR_GROUPS = {
    Sector.PROSECUTION: "justice",
    Sector.JUDICIARY: "justice",
    Sector.SOCIAL: "social",
    Sector.WOMEN: "social",
    Sector.EDUCATION: "social",
    Sector.HEALTH: "social",
    Sector.NGO: "civil",
    Sector.UN: "civil",
}
YEARS = (3.0, 6.0)  # up to 2, 3 to 5, 6 and more years since the training


@dataclass(frozen=True)
class Weights:
    """`rows` are places in People, those known or known not to belong to the frame; `factors` one column a name.

    `groups` are the classes that the margins were met in, `merged` cells of non-response with their hosts, `pooled`
    classes of margins that too few people stand for.
    """

    rows: Array
    factors: dict[str, Array]
    groups: list[list[str]]
    merged: dict
    pooled: list[str]


def weights_of(campaign: Campaign, people: People, design: Design, *, until: int) -> Weights:
    """Base, eligibility, non-response within cells, raking to the frame's margins, trimming at 4 medians."""
    worked = np.flatnonzero(design.is_worked)
    some = people.only(worked)
    own = design.cell[worked]
    base = (design.frame / np.maximum(design.asked, 1))[own]
    eligibility = np.where(some.is_untraced & ~some.is_known, campaign.eligible_share, 1.0)
    answered = weighting.within_cells(
        cells := cells_of(some, design, own, until),
        base * eligibility * some.is_eligible,
        some.is_known,
        neighbours=neighbours_of(cells, some),
    )
    told = some.is_known | ~some.is_eligible
    start = np.where(some.is_known, answered.weights, base)[told]
    groups, margins, pooled = margins_of(campaign, some.only(told))
    raked = weighting.rake(groups, start, margins)
    final = weighting.trimmed(groups, start, margins) if groups else start
    columns = (base[told], np.ones(told.sum()), start / base[told], raked / start, final / raked, final)
    factors = dict(zip(FACTORS, columns, strict=True))
    return Weights(worked[told], factors, groups, answered.merged, pooled)


def cells_of(people: People, design: Design, own: Array, until: int) -> list[str]:
    """Stratum (or its silent), group of sectors, years since the training."""
    years = np.searchsorted(YEARS, (until - people.trained_on) / DAYS_IN_YEAR, side="right").tolist()
    sectors = [SECTOR_GROUPS.get(name, name or "unstated") for name in people.sector.names]
    places = zip(own.tolist(), people.sector.place.tolist(), years, strict=True)
    return [f"{design.keys[cell]}|{sectors[sector]}|{year}" for cell, sector, year in places]


def neighbours_of(cells: Sequence[str], people: People) -> dict[str, str]:
    """Each cell's neighbour: its stratum's largest, or its country's where the stratum's people are too few."""
    known: dict[str, int] = {}
    for cell, is_known in zip(cells, people.is_known.tolist(), strict=True):
        known[cell] = known.get(cell, 0) + is_known
    strata = largest_of(known, lambda cell: cell.split("|")[0])
    countries = largest_of(known, lambda cell: cell[:2])
    totals: dict[str, int] = {}
    for cell, count in known.items():
        totals[cell.split("|")[0]] = totals.get(cell.split("|")[0], 0) + count
    hosts = {
        cell: strata[name] if totals[name := cell.split("|")[0]] >= weighting.FEWEST else countries[cell[:2]]
        for cell in known
    }
    return {cell: host for cell, host in hosts.items() if cell != host}


def largest_of(known: dict[str, int], part) -> dict[str, str]:
    """`{part of the name: its cell with the most people known}`."""
    found: dict[str, str] = {}
    for cell in sorted(known, key=lambda name: (known[name], name)):
        found[part(cell)] = cell
    return found


def margins_of(campaign: Campaign, people: People) -> tuple[list[list[str]], list[dict[str, float]], list[str]]:
    """The classes of each person, the frame's totals, and the classes pooled because few people stand for them."""
    groups, margins, pooled = [], [], []
    for name, column in (("sex", people.sex), ("sector", people.sector), ("year", people.year)):
        totals = {key: float(count) for key, count in campaign.frame_margins.get(name, {}).items()}
        if not totals:
            continue
        values = [column.names[place] for place in column.place.tolist()]
        few = few_of(values, totals)
        groups.append([POOLED if value in few else value for value in values])
        kept = {key: total for key, total in totals.items() if key not in few}
        margins.append(kept | ({POOLED: sum(totals.get(key, 0.0) for key in few)} if few else {}))
        pooled += [f"{name}: {key or '-'}" for key in sorted(few)]
    return groups, margins, pooled


def few_of(values: list[str], totals: dict[str, float]) -> set[str]:
    """The classes with fewer than five people, and the next smallest until they are five together."""
    counts = {key: values.count(key) for key in {*values, *totals}}
    by_size = sorted(counts, key=lambda key: (counts[key], key))
    few = {key for key in by_size if counts[key] < weighting.FEWEST or not totals.get(key)}
    for key in by_size:
        if not few or sum(counts[each] for each in few) >= weighting.FEWEST:
            break
        few.add(key)
    return few


def weighted_of(weights: Weights, people: People, design: Design, is_in: Array) -> Weighted:
    """The share with the final weights; its variance is that of what the margins leave (Deville and Särndal 1992)."""
    kept = people.is_eligible[weights.rows]
    rows, final = weights.rows[kept], weights.factors["final"][kept]
    cell = design.cell[rows]
    groups = [[name for name, one in zip(group, kept.tolist(), strict=True) if one] for group in weights.groups]
    frame = {int(place): float(design.frame[place]) for place in np.unique(cell)}
    found = weighting.weighted_share(is_in[rows], final, cell, frame, groups=groups)
    spread = weighting.spread(final)
    share = Proportion(found.share, found.std_error**2, found.df, len(rows))
    low, high = korn_graubard(share) if share.variance > 0 else (None, None)
    return Weighted(
        share=found.share,
        std_error=found.std_error,
        low=low,
        high=high,
        df=found.df,
        deff=spread.deff,
        effective=spread.effective,
        known=len(rows),
        trimmed=int((weights.factors["trimmed"] < 1 - 1e-9).sum()),
        merged=[[cell, host] for cell, host in weights.merged.items()],
        pooled=weights.pooled,
        factors=[line_of(name, weights.factors[name][kept]) for name in FACTORS],
    )


def line_of(name: str, values: Array) -> FactorLine:
    return FactorLine(name, float(values.min()), float(np.median(values)), float(values.max()))
