"""The tables of the results, one dimension at a time, with nothing in them that a subtraction would tell."""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from lms.alumni import endpoints
from lms.alumni.estimators import SHOWN_FROM
from lms.alumni.models import Campaign
from lms.alumni.results.design import Design, design_of
from lms.alumni.results.figures import Line
from lms.alumni.results.hiding import EXTREME_BELOW, Told, hidden_names
from lms.alumni.results.people import Array, Coded, People, Strata
from lms.alumni.results.shares import Counts, Sample, counts_of, figure_of, sample_of
from lms.core.languages import Country
from lms.people.models import Organisation, User

DIMENSIONS = ("country", "organisation", "sector", "sex", "year")
UNSTATED = ""


@dataclass(frozen=True)
class Scene:
    """A campaign's people with the design that they were asked by; `is_in` and the sample are computed once."""

    campaign: Campaign
    people: People
    strata: Strata
    design: Design
    sample: Sample
    is_in: Array

    def told(self, counts: Counts) -> Told:
        return Told(int(counts.inside.sum()), int(counts.outside.sum()))


def scene_of(campaign: Campaign, people: People, strata: Strata) -> Scene:
    design = design_of(people, strata)
    is_in = people.has_status(endpoints.statuses_in(campaign.endpoint))
    return Scene(campaign, people, strata, design, sample_of(people, design), is_in)


def overall_of(scene: Scene) -> tuple[Line, Counts]:
    """The line of all people, hidden where fewer than ten are known or a small group is unanimous."""
    counts = grouped(scene, np.zeros(len(scene.people), int), 1).of(0)
    told = scene.told(counts)
    is_hidden = told.known < SHOWN_FROM or (told.known < EXTREME_BELOW and 0 in (told.inside, told.outside))
    return line_of(scene, "", "", counts, int(scene.strata.frame.sum()), is_hidden=is_hidden), counts


def grouped(scene: Scene, group: Array, groups: int) -> Counts:
    return counts_of(scene.people, scene.design, scene.is_in, group, groups)


def line_of(scene: Scene, name: str, label: str, counts: Counts, frame: int | None, *, is_hidden: bool) -> Line:
    told = scene.told(counts)
    asked = told.known + int(counts.unknown.sum())
    if is_hidden:
        return Line(name, label, frame, asked, None if told.known else 0, None)
    return Line(name, label, frame, asked, told.known, figure_of(counts, scene.sample, frame=frame))


def tables_of(scene: Scene) -> dict[str, list[Line]]:
    """`{dimension: lines}`; ministries protect each other within their country and their sector, whose sums stand."""
    return {dimension: table_of(scene, dimension) for dimension in DIMENSIONS}


def table_of(scene: Scene, dimension: str) -> list[Line]:
    column: Coded = getattr(scene.people, dimension)
    counts = grouped(scene, column.place, len(column.names))
    told = {name: scene.told(counts.of(place)) for place, name in enumerate(column.names)}
    hidden = hidden_names(told, sums_of(scene.people, dimension))
    sizes, labels = sizes_of(scene, dimension), labels_of(dimension, scene.people)
    return [
        line_of(scene, name, labels[name], counts.of(place), sizes.get(name), is_hidden=name in hidden)
        for place, name in enumerate(column.names)
        if name != UNSTATED or told[name].known or dimension != "organisation"
    ]


def sums_of(people: People, dimension: str) -> list[list[str]]:
    """The sets of lines whose sum stands somewhere else: all of them, and those of each country and sector."""
    column: Coded = getattr(people, dimension)
    sums = [column.names]
    if dimension == "organisation":
        for other in (people.country, people.sector):
            pairs = {
                (column.names[own], their)
                for own, their in zip(column.place.tolist(), other.place.tolist(), strict=True)
            }
            sums += [sorted(own for own, place in pairs if place == number) for number in range(len(other.names))]
    return sums


def sizes_of(scene: Scene, dimension: str) -> dict[str, int]:
    """`{name: people of the frame}` as far as it is known: by the frozen margins, or where all were asked."""
    people, strata = scene.people, scene.strata
    if dimension == "country":
        countries = np.asarray(strata.countries, object)
        return {name: int(strata.frame[countries == name].sum()) for name in people.country.names}
    if dimension in scene.campaign.frame_margins:
        return scene.campaign.frame_margins[dimension]
    if len(people) != strata.frame.sum():
        return {}
    column: Coded = getattr(people, dimension)
    return dict(zip(column.names, np.bincount(column.place, minlength=len(column.names)).tolist(), strict=True))


def labels_of(dimension: str, people: People) -> dict[str, str]:
    """`{name: words for screens}` in the reader's language."""
    choices = {"country": Country, "sector": Organisation.Sector, "sex": User.Sex}
    known = {"organisation": people.organisations}.get(dimension, {})
    if dimension in choices:
        known = {value: str(label) for value, label in choices[dimension].choices}
    names = getattr(people, dimension).names
    return {name: (known.get(name, name) if name else "") or _("not stated") for name in names}
