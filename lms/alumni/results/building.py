"""Every figure of a campaign, for the page, the paper, the export and the command alike: read once, then counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils import timezone

from lms.alumni import small_cells
from lms.alumni.models import Campaign, Report
from lms.alumni.results import background, flow, reading, statuses, stored, tables, unknown
from lms.alumni.results.digest import digest_of
from lms.alumni.results.figures import Filtered, Line, ModeLine, Notes, Results, StatusTable
from lms.alumni.results.hiding import hidden_names
from lms.alumni.results.people import Array, People
from lms.alumni.results.shares import Counts
from lms.alumni.results.tables import Scene


@dataclass(frozen=True)
class Read:
    """What one look at the database gave."""

    scene: Scene
    digest: str


def read(campaign: Campaign) -> Read:
    """Two queries: the strata, and everybody asked."""
    strata, places = reading.strata_of(campaign)
    people = reading.people_of(campaign, strata, places)
    return Read(tables.scene_of(campaign, people, strata), digest_of(campaign, people, strata))


def as_of(campaign: Campaign) -> date:
    """The day of the figures: today, at most the closing day."""
    return min(campaign.closes_on, timezone.localdate())


def results_of(campaign: Campaign) -> Results:
    """Every figure that may be shown. Nothing is resampled here: what takes seconds comes from the estimation."""
    found = read(campaign)
    scene, day = found.scene, as_of(campaign)
    overall, counts = tables.overall_of(scene)
    current, finished = reading.estimations_of(campaign, found.digest)
    lines = tables.tables_of(scene)
    return Results(
        campaign=campaign,
        digest=found.digest,
        as_of=day,
        overall=overall,
        tables=lines,
        statuses=statuses_of(scene, lines["country"], is_hidden=overall.figure is None),
        notes=notes_of(scene),
        estimation=stored.progress_of(current, background.RESAMPLES),
        modes=modes_of(scene),
        flow=flow.flow_of(campaign, reading.statuses_before(campaign), scene.people) if campaign.previous_id else None,
        **(of_all(scene, overall, counts, day) | stored.kept(current, finished) if overall.figure else {}),
    )


def headline_of(campaign: Campaign) -> Line:
    """The four numbers of all people alone, for a list of campaigns: two queries."""
    return tables.overall_of(read(campaign).scene)[0]


def of_all(scene: Scene, overall: Line, counts: Counts, day: date) -> dict:
    """What is shown only where the figure of all is."""
    share = overall.figure.estimate
    return {
        "ngo": statuses.ngo_of(scene.people, scene.sample, scene.campaign.endpoint),
        "departures": statuses.departures_of(scene.people, scene.sample, scene.is_in),
        "unknown": unknown.unknown_of(counts, scene.sample, estimate=share),
        "yearly": statuses.yearly_of(scene.people, scene.sample, share=share, until=day.toordinal()),
        "by_reminders": by_reminders(scene),
    }


def statuses_of(scene: Scene, lines: list[Line], *, is_hidden: bool) -> StatusTable:
    """By country; where the country's figure is hidden its row is, too."""
    labels = {line.name: line.label for line in lines}
    hidden = {line.name for line in lines if line.figure is None and line.known != 0}
    worked = scene.design.is_worked
    return statuses.table_of(scene.people, worked, scene.people.country, labels, hidden, is_hidden=is_hidden)


def notes_of(scene: Scene) -> Notes:
    design, people, joined = scene.design, scene.people, scene.sample.joined
    late = int((~design.is_worked & people.is_known).sum())
    return Notes(
        merged=joined.merged,
        single=joined.single,
        uncovered=round(float(design.frame[joined.uncovered].sum())),
        late=small_cells.shown_alone(late),
        not_eligible=small_cells.shown_alone(int((~people.is_eligible).sum())),
    )


def modes_of(scene: Scene) -> list[ModeLine]:
    """How many statuses are known through each source, best first."""
    source, own = scene.people.source, scene.people.is_known & scene.design.is_worked
    counts = {value: int((own & source.is_named(value)).sum()) for value in Report.Source.values}
    shown = small_cells.shown(counts)
    return [ModeLine(each.value, str(each.label), shown[each.value]) for each in Report.Source if counts[each.value]]


def by_reminders(scene: Scene) -> list[Line]:
    """The figure by how many reminders had been sent; empty where everybody known had as many."""
    reminders = scene.people.reminders
    names = [str(number) for number in range(int(reminders.max(initial=0)) + 1)]
    if len(names) < 2:
        return []
    counts = tables.grouped(scene, reminders, len(names))
    told = {name: scene.told(counts.of(place)) for place, name in enumerate(names)}
    hidden = hidden_names(told, [names])
    return [
        tables.line_of(scene, name, name, counts.of(place), None, is_hidden=name in hidden)
        for place, name in enumerate(names)
    ]


def chosen_by(people: People, filters: Mapping[str, str]) -> Array:
    """A mask of those who meet all filters, `{dimension: name}`."""
    mask = np.ones(len(people), bool)
    for dimension, name in filters.items():
        mask &= getattr(people, dimension).is_named(name)
    return mask


def choices_of(scene: Scene) -> dict[str, list[tuple[str, str]]]:
    """`{dimension: [(name, words)]}`: what can be asked for, by the words; people of whom it is not stated apart."""
    found = {}
    for dimension in tables.DIMENSIONS:
        labels = tables.labels_of(dimension, scene.people)
        found[dimension] = sorted(((name, words) for name, words in labels.items() if name), key=lambda pair: pair[1])
    return found


def filtered(scene: Scene, filters: Mapping[str, str]) -> Filtered:
    """The figure of those who meet the filters, hidden like any line of a table."""
    counts = tables.grouped(scene, chosen_by(scene.people, filters).astype(int), 2).of(1)
    is_hidden = scene.told(counts).is_too_much
    return Filtered(dict(filters), tables.line_of(scene, "", "", counts, None, is_hidden=is_hidden))
