"""Where people are: shares that add to everybody, retired people apart, nothing small."""

from datetime import date

import numpy as np
import people_samples as samples
import pytest

from lms.alumni.models import Campaign, Case
from lms.alumni.results import building, statuses, tables

STATUSES = list(Case.Status.values)


def scene(runs, **fields):
    people = [status for status, count in runs for _person in range(count)]
    cells = samples.strata([len(people)])
    return tables.scene_of(samples.campaign(**fields), samples.people(people, cells), cells)


def table(one):
    return building.statuses_of(
        one, tables.table_of(one, "country"), is_hidden=tables.overall_of(one)[0].figure is None
    )


def test_shares_of_all_statuses_are_everybody():
    found = table(scene([("same", 40), ("at_ngo_io", 20), ("left_govt", 20), ("retired", 15), ("unknown", 25)])).total
    assert sum(share for share in found.shares.values() if share is not None) == pytest.approx(1)
    assert found.counts["retired_or_died"] == 15


@pytest.mark.parametrize("seed", range(20))
def test_no_table_ever_shows_one_to_nine_people(seed):
    random = np.random.default_rng(seed)
    size = 300
    cells = samples.strata([150, 100, 50])
    people = samples.people(
        random.choice(STATUSES, size).tolist(),
        cells,
        stratum=np.repeat([0, 1, 2], [150, 100, 50]),
        sector=random.choice(["police", "labour", "ngo", "un"], size, p=[0.6, 0.3, 0.07, 0.03]).tolist(),
        sex=random.choice(["female", "male", "other"], size, p=[0.5, 0.47, 0.03]).tolist(),
        year=random.choice(["2020", "2021", "2022"], size).tolist(),
        organisation=random.choice(["1", "2", "3", ""], size, p=[0.5, 0.3, 0.05, 0.15]).tolist(),
    )
    one = tables.scene_of(samples.campaign(), people, cells)
    found = table(one)
    shown = [
        *(line.known for lines in tables.tables_of(one).values() for line in lines),
        *(count for row in [*found.rows, found.total] for code, count in row.counts.items() if code != "unknown"),
        *(line.people for line in building.modes_of(one)),
    ]
    assert not [count for count in shown if count is not None and 0 < count < 10]


def test_what_left_by_decision_and_by_age_and_who_is_there_are_everybody():
    one = scene([("same", 60), ("left_govt", 20), ("retired", 12), ("deceased", 8), ("unknown", 20)])
    figure = tables.overall_of(one)[0].figure
    found = statuses.departures_of(one.people, one.sample, one.is_in)
    assert (found.left, found.retired_or_died, found.lost) == pytest.approx((0.2, 0.2, 0.4))
    assert figure.estimate + found.lost == pytest.approx(1)


def test_few_retired_people_are_not_told_apart():
    one = scene([("same", 60), ("left_govt", 20), ("retired", 3)])
    assert statuses.departures_of(one.people, one.sample, one.is_in) is None


@pytest.mark.parametrize(
    ("endpoint", "is_counted"), [(Campaign.Endpoint.WORK, True), (Campaign.Endpoint.MINISTRY, False)]
)
def test_work_outside_government_is_a_line_of_its_own(endpoint, is_counted):
    one = scene([("same", 30), ("at_ngo_io", 10), ("left_govt", 10)], endpoint=endpoint)
    found = statuses.ngo_of(one.people, one.sample, endpoint)
    assert (found.people, found.share, found.is_counted) == (10, pytest.approx(0.2), is_counted)


def test_the_yearly_rate_is_the_constant_one_that_leaves_as_many():
    until = date(2027, 1, 1).toordinal()
    one = scene([("same", 40), ("left_govt", 20)])
    found = statuses.yearly_of(one.people, one.sample, share=2 / 3, until=until)
    assert found.rate == pytest.approx(1 - (2 / 3) ** (1 / found.years), abs=1e-6)
    assert statuses.yearly_of(one.people, one.sample, share=2 / 3, until=samples.TRAINED_ON + 100) is None
