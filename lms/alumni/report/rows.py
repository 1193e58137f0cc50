"""From a campaign's cases to the rows of its file: the person's name stays behind, days become whole months."""

import math
from collections.abc import Mapping
from datetime import date

from lms.alumni import endpoints
from lms.alumni.models import Campaign, Case
from lms.alumni.report.generalising import Row
from lms.alumni.results import reading
from lms.alumni.results.design import design_of
from lms.alumni.results.shares import sample_of, weights_of
from lms.alumni.results.statuses import GROUPS

DAYS_IN_MONTH = 30.4375
DAYS_IN_YEAR = 365.25
NOT_DRAWN = "/not drawn"
YEARS = ((3, "0-2"), (6, "3-5"), (math.inf, "6+"))
STATUS_GROUP = {str(status): code for code, (_label, statuses) in GROUPS.items() for status in statuses}
FACTS = (
    *("id", "pseudonym", "stratum__key", "stratum__country", "base_weight", "sector", "sex", "trained_on"),
    *("status", "status_source", "disposition", "known_in", "known_out", "is_followed_up", "weights"),
)
Cell = tuple[str, float, float | None]  # its name, the people whom it stands for, the weight of one who is known


def rows_of(campaign: Campaign) -> tuple[list[Row], dict[str, float]]:
    """The rows as they are, and `{pseudonym: weight after raking and trimming}` where there is one."""
    cells = cells_of(campaign)
    cases = list(campaign.cases.asked().order_by("pseudonym").values(*FACTS))
    final = {case["pseudonym"]: case["weights"]["final"] for case in cases if case["weights"].get("final")}
    return [row_of(campaign, case, cells) for case in cases], final


def cells_of(campaign: Campaign) -> dict[int, Cell]:
    """`{case id: its cell}` of those in the estimate, joined as for the variance."""
    strata, places = reading.strata_of(campaign)
    people = reading.people_of(campaign, strata, places)
    design = design_of(people, strata)
    sample = sample_of(people, design)
    host, weights = sample.joined.host, weights_of(sample)
    frame = sample.joined.summed(design.frame)
    return {
        int(pk): (design.keys[host[cell]], float(frame[host[cell]]), float(weights[cell]) or None)
        for pk, cell in zip(people.ids, design.cell, strict=True)
        if cell >= 0
    }


def row_of(campaign: Campaign, case: dict, cells: Mapping[int, Cell]) -> Row:
    is_estimated = case["id"] in cells and case["disposition"] != Case.Disposition.NOT_ELIGIBLE
    cell, frame, weight = cells.get(case["id"], (case["stratum__key"] + NOT_DRAWN, 0.0, None))
    is_in = endpoints.is_in(case["status"], campaign.endpoint)
    out = case["known_out"] or (campaign.closes_on if is_in is False else None)  # out, and no day is known
    left, right = months_of(case["trained_on"], case["known_in"], out)
    return Row(
        pseudonym=case["pseudonym"],
        cell=cell,
        country=case["stratum__country"],
        frame=frame,
        weight=weight,
        base_weight=case["base_weight"],
        sector=case["sector"],
        sex=case["sex"],
        years=years_of(case["trained_on"], campaign.closes_on),
        is_in=is_in,
        status="" if is_in is None else STATUS_GROUP[case["status"]],
        source=case["status_source"],
        disposition=case["disposition"],
        left=left,
        right=right,
        is_estimated=is_estimated,
    )


def months_of(trained_on: date, known_in: date | None, known_out: date | None) -> tuple[int, int | None]:
    """Whole months around the exit: the last one known in, rounded down, and the first one known out, rounded up."""
    left = 0 if known_in is None else max(math.floor((known_in - trained_on).days / DAYS_IN_MONTH), 0)
    if known_out is None:
        return left, None
    return left, max(math.ceil((known_out - trained_on).days / DAYS_IN_MONTH), left + 1)


def years_of(trained_on: date, until: date) -> str:
    years = (until - trained_on).days / DAYS_IN_YEAR
    return next(band for below, band in YEARS if years < below)
