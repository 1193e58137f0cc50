"""The four numbers of any group of people: a domain within all strata, never a sample cut out of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lms.alumni.estimators import clopper_pearson, exact_count, korn_graubard
from lms.alumni.estimators.proportions import Proportion
from lms.alumni.estimators.reliability import Verdict, judge
from lms.alumni.results.design import Design, Joined, joined
from lms.alumni.results.figures import ROUGH, Figure
from lms.alumni.results.people import Array, People

SMALL_UNIT = 100  # up to this size one unit's interval is the exact hypergeometric one


@dataclass(frozen=True)
class Counts:
    """People by group and cell, shape (groups, cells): in post, out, and neither known nor out of the frame."""

    inside: Array
    outside: Array
    unknown: Array

    def of(self, group: int) -> "Counts":
        return Counts(self.inside[group], self.outside[group], self.unknown[group])

    def together(self) -> "Counts":
        """All groups as one."""
        return Counts(self.inside.sum(axis=0), self.outside.sum(axis=0), self.unknown.sum(axis=0))


def counts_of(people: People, design: Design, is_in: Array, group: Array, groups: int) -> Counts:
    """`is_in` and `group` are by person; those who were not worked or not of the frame are in no count."""
    place = group * design.size + design.cell
    of_frame = design.is_worked & people.is_eligible

    def table(chosen: Array) -> Array:
        counted = np.bincount(place[of_frame & chosen], minlength=groups * design.size)
        return counted.reshape(groups, design.size)

    return Counts(
        table(people.is_known & is_in), table(people.is_known & ~is_in), table(~people.is_known & people.is_eligible)
    )


@dataclass(frozen=True)
class Sample:
    """The design with what is known of it: `known` people of each cell count in the correction, never the invited."""

    design: Design
    known: Array
    joined: Joined


def sample_of(people: People, design: Design) -> Sample:
    """Who is known not to belong to the frame is known."""
    told = design.is_worked & (people.is_known | ~people.is_eligible)
    known = np.bincount(design.cell[told], minlength=design.size)
    return Sample(design, known, joined(design, known))


def ratio(inside: Array, outside: Array, n: Array, frame: Array) -> Proportion:
    """The share of a domain and its linearised variance (Särndal, Swensson and Wretman 1992, ch. 5.8).

    All columns are by cell: of the domain those in and out, and of the whole cell the people known and in the frame.
    Where the domain is everybody this is the stratified share and variance. A cell with one person counts with
    its distance from the share of all (R's lonely.psu="adjust"). df is that of the domain's own cells.
    """
    used = n > 0
    y, d, n, frame = inside[used], (inside + outside)[used], n[used], frame[used]
    weight = frame / n
    size = float((weight * d).sum())
    share = float((weight * y).sum() / size)
    first = (y * (1 - share) - (d - y) * share) / size
    second = (y * (1 - share) ** 2 + (d - y) * share**2) / size**2
    with np.errstate(divide="ignore", invalid="ignore"):
        within = (second - first**2 / n) / (n - 1)
    spread = np.where(n > 1, within, second)
    variance = float((frame**2 * np.maximum(1 - n / frame, 0) * np.maximum(spread, 0) / n).sum())
    return Proportion(share, variance, int(d.sum() - (d > 0).sum()), int(d.sum()))


def estimated(counts: Counts, sample: Sample) -> Proportion:
    """The share of one group of those whose status is known."""
    host = sample.joined
    covered = np.ones(sample.design.size)
    covered[host.uncovered] = 0
    columns = (counts.inside, counts.outside, sample.known, sample.design.frame * covered)
    return ratio(*(host.summed(column) for column in columns))


def bounded(counts: Counts, design: Design) -> tuple[Proportion, Proportion]:
    """The share if everybody unknown has left, and if everybody unknown is in post, each with its variance."""
    left = counts.outside + counts.unknown
    lower = ratio(counts.inside, left, design.asked, design.frame)
    upper = ratio(counts.inside + counts.unknown, counts.outside, design.asked, design.frame)
    return lower, upper


def figure_of(counts: Counts, sample: Sample, *, frame: int | None) -> Figure | None:
    """The four numbers of one group; None where nobody of it is known."""
    known = int((counts.inside + counts.outside).sum())
    if not known:
        return None
    asked = known + int(counts.unknown.sum())
    share = estimated(counts, sample)
    lower, upper = bounded(counts, sample.design)
    low, high, effective, method = interval_of(counts, sample, share)
    return Figure(
        frame=frame,
        asked=asked,
        known=known,
        estimate=share.share,
        low=low,
        high=high,
        worst=lower.share,
        best=upper.share,
        known_rate=known / asked,
        std_error=share.std_error,
        effective=effective,
        df=share.df,
        method=method,
        verdict=verdict_of(share, method, low, high),
    )


Interval = tuple[float | None, float | None, float | None, str]


def interval_of(counts: Counts, sample: Sample, share: Proportion) -> Interval:
    """`(low, high, effective people, method)`, the most exact of the methods that the group allows."""
    if is_census(counts, sample.design):
        return None, None, None, "census"
    effective = share.effective if share.variance > 0 else None
    unit = unit_size(counts, sample)
    if unit:
        inside, known = int(counts.inside.sum()), int((counts.inside + counts.outside).sum())
        low, high = exact_count(inside, known, unit)
        return low / unit, high / unit, effective, "exact"
    if effective is None:
        size = kish_of(counts, sample)
        return *clopper_pearson(share.share * size, size), size, "fallback"
    return *korn_graubard(share), effective, "korn_graubard"


def is_census(counts: Counts, design: Design) -> bool:
    """Everybody of the group was asked and is known."""
    touched = (counts.inside + counts.outside + counts.unknown) > 0
    return not counts.unknown.any() and bool(design.is_whole[touched].all())


def unit_size(counts: Counts, sample: Sample) -> int | None:
    """The people of a group within one cell that is asked whole, or is the group: up to SMALL_UNIT of them."""
    own = counts.inside + counts.outside + counts.unknown
    places = np.flatnonzero(own)
    if len(places) != 1:
        return None
    place = places[0]
    size = float(own[place])
    if not sample.design.is_whole[place]:
        if own[place] < sample.design.asked[place]:
            return None
        size = float(sample.design.frame[place])
    return int(size) if size <= SMALL_UNIT and size.is_integer() else None


def kish_of(counts: Counts, sample: Sample) -> float:
    """The effective size of the group's weighted people: (sum w)^2 / sum w^2 (Kish 1965)."""
    known = counts.inside + counts.outside
    used = known > 0
    weight = sample.design.frame[used] / sample.known[used]
    return float((weight * known[used]).sum() ** 2 / (weight**2 * known[used]).sum())


def verdict_of(share: Proportion, method: str, low: float | None, high: float | None) -> Verdict:
    """NCHS's rules without the cap at n: of the people trained, a small ministry asked in full is no small sample."""
    if method == "census":
        return Verdict.REVIEW if share.share in (0, 1) else Verdict.PUBLISH
    verdict = judge(share, capped=False).verdict
    if verdict == Verdict.PUBLISH and high - low >= ROUGH:
        return Verdict.UNRELIABLE
    return verdict


def weights_of(sample: Sample) -> Array:
    """Each cell's design weight of a known person, with the cells joined as for the variance; 0 where not covered."""
    host = sample.joined.host
    known, frame = sample.joined.summed(sample.known), sample.joined.summed(sample.design.frame)
    weight = np.divide(frame, known, out=np.zeros(len(host)), where=known > 0)
    return weight[host]


def shares_by(group: Mapping[str, Array], people: People, sample: Sample) -> dict[str, float]:
    """`{name: design-weighted share}` of those known, for masks of people that exclude one another."""
    cell = sample.design.cell
    weight = np.where((cell >= 0) & people.is_known, weights_of(sample)[cell], 0.0)
    total = weight.sum()
    return {name: float(weight[mask].sum() / total) for name, mask in group.items()}
