"""From wave to wave: the same people only."""

import people_samples as samples

from lms.alumni.models import Campaign
from lms.alumni.results.flow import flow_of


def flow(before, now):
    """Both `{person: status}`."""
    cells = samples.strata([len(now)])
    people = samples.people(list(now.values()), cells, persons=list(now))
    second = samples.campaign(title="Second", endpoint=Campaign.Endpoint.WORK)
    second.previous = samples.campaign(title="First", pk=1)
    return flow_of(second, before, people)


def statuses(*runs):
    return dict(enumerate((status for status, count in runs for _person in range(count)), start=1))


def test_people_asked_once_are_counted_apart():
    found = flow(statuses(("same", 30)), {**statuses(("same", 20)), 99: "same"})
    assert (found.both, found.only_first, found.only_second) == (20, 10, 1)


def test_shares_are_of_those_known_in_both_waves():
    before = statuses(("same", 40), ("left_govt", 20), ("unknown", 20))
    now = statuses(("same", 28), ("left_govt", 12), ("same", 10), ("left_govt", 10), ("same", 20))
    found = flow(before, now)
    assert (found.known_both, found.share_before, found.share_now) == (60, 40 / 60, 38 / 60)
    assert found.cells[("in", "out")] == 12
    assert found.cells[("unknown", "in")] == 20


def test_few_people_who_moved_are_hidden():
    before = statuses(("same", 60), ("left_govt", 30))
    now = statuses(("same", 57), ("left_govt", 3), ("left_govt", 30))
    found = flow(before, now)
    assert found.cells[("in", "out")] is None
    assert 3 not in found.cells.values()
