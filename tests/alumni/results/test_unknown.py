"""What those nobody could trace might change."""

import people_samples as samples
import pytest
from reference_cases import cases

from lms.alumni.results import tables
from lms.alumni.results.unknown import unknown_of

NAMES = ("mb_120", "mb_none_unknown", "mb_alumni", "mb_small")
PLAIN = [case for case in cases("nonresponse_bounds", "delta") if case.id in NAMES]


def found_in(case):
    given = case["input"]
    counts = (given["in_post"], given["left"], given["unknown"])
    scene = samples.scene(samples.strata([given["N"]]), [counts])
    line, counted = tables.overall_of(scene)
    estimate = given["in_post"] / (given["in_post"] + given["left"])
    return unknown_of(counted, scene.sample, estimate=estimate), line


@pytest.mark.parametrize("case", PLAIN)
def test_the_odds_table_agrees_with_r(case):
    found = {f"{row.odds:g}": row.share for row in found_in(case)[0].odds}
    assert found == pytest.approx(case["expected"]["delta"], abs=1e-9)


@pytest.mark.parametrize("case", PLAIN)
def test_the_interval_around_the_bounds_agrees_with_r(case):
    found, expected = found_in(case)[0], case["expected"]["ci_im"]
    assert (found.low, found.high) == ((None, None) if expected is None else pytest.approx(expected, abs=1e-6))


def test_the_tipping_point_says_how_many_of_the_unknown_must_be_there():
    found = found_in(PLAIN[0].values[0])[0].tipping
    assert (found.people, found.needed) == (30, pytest.approx((80 - 59) / 30))


def test_two_thirds_may_hold_whatever_is_true_or_not_at_all():
    scenes = [samples.scene(samples.strata([100]), [counts]) for counts in ((80, 10, 10), (40, 50, 10))]
    needed = []
    for scene in scenes:
        line, counts = tables.overall_of(scene)
        needed.append(unknown_of(counts, scene.sample, estimate=line.figure.estimate).tipping.needed)
    assert needed == [0.0, None]
