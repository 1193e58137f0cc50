"""Where the people are now: groups of statuses, departures, and work outside government."""

from collections.abc import Mapping

import numpy as np
from django.utils.translation import gettext_lazy as _

from lms.alumni import capacity, endpoints, small_cells
from lms.alumni.estimators import SHOWN_FROM
from lms.alumni.models import Case
from lms.alumni.results.figures import Departures, NgoLine, StatusRow, StatusTable, Yearly
from lms.alumni.results.people import DAYS_IN_YEAR, STATUSES, Array, Coded, People
from lms.alumni.results.shares import Sample, shares_by

Status = Case.Status
UNKNOWN = "unknown"
GROUPS = {
    "in_government": (_("anti-trafficking work in government"), sorted(endpoints.IN_ANTI_TRAFFICKING)),
    "in_ngo_io": (_("anti-trafficking work outside government"), [Status.AT_NGO_IO]),
    "other_work": (_("other work in government"), [Status.SAME_MIN_NOT_AT, Status.OTHER_GOVT]),
    "left_government": (_("left government"), [Status.LEFT_GOVT]),
    "retired_or_died": (_("retired or deceased"), [Status.RETIRED, Status.DECEASED]),
    UNKNOWN: (_("not known"), [Status.UNKNOWN]),
}
TOLD = [code for code in GROUPS if code != UNKNOWN]


def table_of(
    people: People, worked: Array, by: Coded, labels: Mapping[str, str], hidden: set[str], *, is_hidden: bool
) -> StatusTable:
    """One row a name of `by`; small counts are hidden, and what would tell them from the sums.

    `worked` masks the people whose status was asked for to the end, `is_hidden` says that nothing of all is shown.
    """
    counts = counted(people, worked & people.is_eligible, by)
    hidden_rows = [place for place, name in enumerate(by.names) if name in hidden]
    shown = small_cells.shown_table(counts[:, :-1].tolist(), hidden_rows=hidden_rows)
    rows = [
        row_of(name, labels[name], counts[place].tolist(), shown[place], is_hidden=name in hidden)
        for place, name in enumerate(by.names)
        if counts[place].sum()
    ]
    groups = [(code, str(label)) for code, (label, _codes) in GROUPS.items()]
    return StatusTable(groups, rows, total_of(counts, is_hidden=is_hidden))


def counted(people: People, mask: Array, by: Coded) -> Array:
    """People by name of `by` and group of statuses."""
    group = np.zeros(len(STATUSES), int)
    for number, (_label, codes) in enumerate(GROUPS.values()):
        group[[STATUSES.index(code) for code in codes]] = number
    place = by.place[mask] * len(GROUPS) + group[people.status[mask]]
    return np.bincount(place, minlength=len(by.names) * len(GROUPS)).reshape(len(by.names), len(GROUPS))


def total_of(counts: Array, *, is_hidden: bool) -> StatusRow:
    """Of all people: a small count hides the next one, too."""
    sums = counts.sum(axis=0).tolist() if len(counts) else [0] * len(GROUPS)
    shown = small_cells.shown(dict(zip(TOLD, sums[:-1], strict=True)))
    return row_of("", "", sums, [shown[code] for code in TOLD], is_hidden=is_hidden)


def row_of(name: str, label: str, counts: list[int], shown: list[int | None], *, is_hidden: bool) -> StatusRow:
    asked = sum(counts)
    found = dict(zip(TOLD, shown, strict=True)) | {UNKNOWN: None if is_hidden else counts[-1]}
    if is_hidden:
        found = dict.fromkeys(found)
    shares = {code: None if count is None or not asked else count / asked for code, count in found.items()}
    return StatusRow(name, str(label), asked, shares, found)


def ngo_of(people: People, sample: Sample, endpoint: str) -> NgoLine | None:
    """None where fewer than ten people, or nobody, work outside government."""
    mask = people.is_known & sample.design.is_worked & people.has_status([Status.AT_NGO_IO])
    if mask.sum() < SHOWN_FROM:
        return None
    share = shares_by({"ngo": mask}, people, sample)["ngo"]
    return NgoLine(int(mask.sum()), share, bool(endpoints.is_in(Status.AT_NGO_IO, endpoint)))


def departures_of(people: People, sample: Sample, is_in: Array) -> Departures | None:
    """None where either kind of departure is of one to nine people."""
    own = people.is_known & sample.design.is_worked
    is_competing = own & people.has_status(endpoints.COMPETING)
    left = own & ~is_in & ~is_competing
    if any(0 < mask.sum() < SHOWN_FROM for mask in (is_competing, left)):
        return None
    found = shares_by({"left": left, "competing": is_competing}, people, sample)
    return Departures(found["left"], found["competing"], found["left"] + found["competing"])


def yearly_of(people: People, sample: Sample, *, share: float, until: int) -> Yearly | None:
    """The constant rate at which as many would have left by `until` (an ordinal); None before a year has passed."""
    mask = people.is_known & sample.design.is_worked
    years = np.maximum(until - people.trained_on[mask], 0) / DAYS_IN_YEAR
    if not len(years) or years.mean() < 1:
        return None
    if share >= 1:
        return Yearly(0.0, float(years.mean()))
    if share <= 0:
        return None
    return Yearly(float(1 - np.exp(-capacity.implied_rate(years, 1 - share))), float(years.mean()))
