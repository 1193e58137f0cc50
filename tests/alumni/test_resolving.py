"""Many reports, one status: the best source decides, and an exit lies between two days."""

from datetime import date

import pytest

from lms.alumni.models import Campaign, Case, Report
from lms.alumni.resolving import Said, resolve

Source, Status, Precision = Report.Source, Case.Status, Report.Precision
WORK = Campaign.Endpoint.WORK
MAY, JUNE = date(2026, 5, 20), date(2026, 6, 20)


def said(source, status, as_of=JUNE, changed_on=None, precision=Precision.NONE):
    return Said(source, status, as_of, changed_on, precision)


def test_nobody_said_anything():
    found = resolve([said(Source.SELF, Status.UNKNOWN)], endpoint=WORK)
    assert (found.status, found.source, found.known_in, found.known_out) == (Status.UNKNOWN, "", None, None)


@pytest.mark.parametrize("better", range(5))
def test_the_better_source_decides_even_where_a_worse_one_is_newer(better):
    ranked = list(Source)
    reports = [said(source, Status.LEFT_GOVT, as_of=JUNE) for source in ranked[better + 1 :]]
    found = resolve([said(ranked[better], Status.SAME, as_of=MAY), *reports], endpoint=WORK)
    assert (found.status, found.source, found.has_conflict) == (Status.SAME, ranked[better], bool(reports))


def test_the_newest_decides_within_a_source():
    found = resolve([said(Source.SELF, Status.SAME, MAY), said(Source.SELF, Status.RETIRED, JUNE)], endpoint=WORK)
    assert (found.status, found.known_in, found.known_out) == (Status.RETIRED, MAY, JUNE)


def test_an_older_report_of_another_state_is_no_conflict():
    found = resolve(
        [said(Source.COLLEAGUE, Status.SAME, MAY), said(Source.SELF, Status.LEFT_GOVT, JUNE)], endpoint=WORK
    )
    assert (found.has_conflict, found.known_in, found.known_out) == (False, MAY, JUNE)


@pytest.mark.parametrize(
    ("changed_on", "precision", "known_in", "known_out"),
    [
        (date(2026, 2, 11), Precision.DAY, date(2026, 2, 10), date(2026, 2, 11)),
        (date(2026, 2, 1), Precision.MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        (date(2025, 1, 1), Precision.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), Precision.YEAR, date(2026, 1, 1), JUNE),
        (date(2026, 6, 1), Precision.MONTH, date(2026, 6, 1), JUNE),
        (None, Precision.NONE, None, JUNE),
    ],
)
def test_an_exit_lies_within_the_days_that_were_said(changed_on, precision, known_in, known_out):
    found = resolve([said(Source.SELF, Status.LEFT_GOVT, JUNE, changed_on, precision)], endpoint=WORK)
    assert (found.known_in, found.known_out) == (known_in, known_out)


def test_an_interval_on_the_first_of_the_month_is_not_empty():
    first = date(2026, 6, 1)
    found = resolve([said(Source.SELF, Status.LEFT_GOVT, first, first, Precision.MONTH)], endpoint=WORK)
    assert (found.known_in, found.known_out) == (date(2026, 5, 31), first)


def test_somebody_who_came_back_is_in_now_and_keeps_the_first_exit():
    found = resolve(
        [said(Source.SELF, Status.OTHER_GOVT, MAY), said(Source.SELF, Status.OTHER_AT_SAME, JUNE)], endpoint=WORK
    )
    assert (found.status, found.known_in, found.known_out) == (Status.OTHER_AT_SAME, None, MAY)


def test_the_same_status_is_an_exit_for_one_endpoint_and_none_for_another():
    moved = [said(Source.SELF, Status.OTHER_AT_SAME)]
    outs = {one: resolve(moved, endpoint=one).known_out for one in Campaign.Endpoint}
    assert outs == {"E1": JUNE, "E2": None, "E3": None, "E4": None}


def test_what_a_worse_source_claims_against_the_person_makes_no_exit():
    found = resolve(
        [said(Source.SELF, Status.SAME, MAY), said(Source.STAFF_LIST, Status.LEFT_GOVT, JUNE)], endpoint=WORK
    )
    assert (found.known_in, found.known_out, found.has_conflict) == (MAY, None, True)
