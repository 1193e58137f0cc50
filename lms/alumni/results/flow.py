"""From one wave to the next: the same people only, and how many were asked in one alone."""

from collections.abc import Mapping

import numpy as np

from lms.alumni import small_cells
from lms.alumni.endpoints import is_in
from lms.alumni.estimators import SHOWN_FROM
from lms.alumni.models import Campaign
from lms.alumni.results.figures import Flow
from lms.alumni.results.hiding import Told
from lms.alumni.results.people import STATUSES, People

SIDES = ("in", "out", "unknown")
SIDE_OF = {True: 0, False: 1, None: 2}


def flow_of(campaign: Campaign, before: Mapping[int, str], now: People) -> Flow:
    """`before` is `{person id: status}` of the previous wave; both waves by this campaign's endpoint."""
    sides = {status: SIDE_OF[is_in(status, campaign.endpoint)] for status in STATUSES}
    today = {
        person: sides[STATUSES[status]]
        for person, status in zip(now.persons.tolist(), now.status.tolist(), strict=True)
    }
    same = before.keys() & today.keys()
    table = np.zeros((3, 3), int)
    for person in same:
        table[sides[before[person]], today[person]] += 1
    return told_of(campaign, table, len(before) - len(same), len(today) - len(same))


def told_of(campaign: Campaign, table: np.ndarray, only_first: int, only_second: int) -> Flow:
    known = int(table[:2, :2].sum())
    both = table[:2, :2]
    sides = [Told(*map(int, both.sum(axis=1))), Told(*map(int, both.sum(axis=0)))]  # before, now
    is_shown = known >= SHOWN_FROM and not any(one.is_too_much for one in sides)
    cells = small_cells.shown_table(table.tolist())
    return Flow(
        first=campaign.previous.title,
        second=campaign.title,
        both=int(table.sum()),
        only_first=only_first,
        only_second=only_second,
        cells={(SIDES[row], SIDES[place]): cells[row][place] for row in range(3) for place in range(3)},
        known_both=known if is_shown else None,
        share_before=sides[0].inside / known if is_shown else None,
        share_now=sides[1].inside / known if is_shown else None,
    )
