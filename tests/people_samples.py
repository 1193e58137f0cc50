"""People as the results read them, made by hand: plain functions, everything overridable."""

from datetime import date

import numpy as np

from lms.alumni.models import Campaign
from lms.alumni.results.people import IN_FIRST_PHASE, NO_DAY, STATUSES, People, Strata, coded
from lms.alumni.results.tables import scene_of

TRAINED_ON = date(2022, 1, 1).toordinal()
IN, OUT, UNKNOWN = "same", "left_govt", "unknown"


def strata(frame, countries=None):
    """Strata of these sizes, one a country unless named otherwise."""
    names = countries or ["KH", "CN", "LA", "MM", "TH", "VN"][: len(frame)]
    keys = [f"{name}:{number}" if countries else name for number, name in enumerate(names)]
    return Strata(keys, list(names), np.array(frame, float))


def people(statuses, cells, *, stratum=None, **columns):
    """One entry a status; `stratum` places into `cells`, the strata; every other column may be given."""
    size = len(statuses)
    place = np.zeros(size, int) if stratum is None else np.asarray(stratum, int)
    same = {"sector": "police", "sex": "female", "year": "2022", "source": "self", "organisation": ""}
    texts = {name: coded(columns.pop(name, [value] * size)) for name, value in same.items()}
    numbers = {
        "ids": np.arange(1, size + 1),
        "persons": np.arange(101, size + 101),
        "phase": np.full(size, IN_FIRST_PHASE),
        "is_eligible": np.ones(size, bool),
        "is_untraced": np.zeros(size, bool),
        "trained_on": np.full(size, TRAINED_ON),
        "known_in": np.full(size, NO_DAY),
        "known_out": np.full(size, NO_DAY),
        "reminders": np.zeros(size, int),
    }
    return People(
        stratum=place,
        status=np.array([STATUSES.index(one) for one in statuses]),
        country=coded([cells.countries[one] for one in place]),
        organisations=columns.pop("organisations", {}),
        **texts,
        **numbers | {name: np.asarray(value) for name, value in columns.items()},
    )


def told(cells, counts):
    """People of strata with `(in, out, unknown)` each."""
    statuses, stratum = [], []
    for place, (inside, outside, unknown) in enumerate(counts):
        statuses += [IN] * inside + [OUT] * outside + [UNKNOWN] * unknown
        stratum += [place] * (inside + outside + unknown)
    return people(statuses, cells, stratum=stratum)


def campaign(**fields):
    return Campaign(**{"code": "made", "seed": 7, "closes_on": date(2026, 1, 1), **fields})


def scene(cells, counts):
    return scene_of(campaign(), told(cells, counts), cells)
