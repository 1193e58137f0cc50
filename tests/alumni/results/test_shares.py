"""The four numbers of a group agree with R, and with the plain formulas where these hold."""

import numpy as np
import people_samples as samples
import pytest
from reference_cases import cases

from lms.alumni import estimators
from lms.alumni.estimators.reliability import Verdict
from lms.alumni.results import tables
from lms.alumni.results.people import DRAWN, IN_FIRST_PHASE, NOT_DRAWN
from lms.alumni.results.shares import estimated

PLAIN = [case for case in cases("stratified_proportion_fpc", "p", "var") if 1 not in case.values[0]["input"]["n_h"]]


def overall_of(frame, counts):
    return tables.overall_of(samples.scene(samples.strata(frame), counts))[0]


def given(case):
    columns = (case["input"][key] for key in ("N_h", "n_h", "y_h"))
    sizes, known, inside = columns
    return sizes, [(y, n - y, 0) for n, y in zip(known, inside, strict=True)]


@pytest.mark.parametrize("case", PLAIN)
def test_everybody_agrees_with_r(case):
    expected = case["expected"]
    scene = samples.scene(samples.strata(given(case)[0]), given(case)[1])
    _line, counts = tables.overall_of(scene)
    found = estimated(counts, scene.sample)
    assert (found.share, found.std_error) == pytest.approx((expected["p"], expected["se"]), abs=case["tol"])
    assert (found.df, found.known) == (expected["df"], expected["n"])


@pytest.mark.parametrize(
    "case", [case for case in PLAIN if case.id in ("sp_six", "sp_takeall", "sp_zero_one", "sp_neyman")]
)
def test_the_interval_is_korn_and_graubards_not_capped(case):
    figure = overall_of(*given(case)).figure
    assert (figure.low, figure.high) == pytest.approx(case["expected"]["ci"]["beta"], abs=1e-6)
    assert figure.method == "korn_graubard"


def test_everybody_in_post_is_no_point():
    case = next(case.values[0] for case in cases("stratified_proportion_fpc", "p") if case.id == "sp_all_one")
    scene = samples.scene(samples.strata(given(case)[0]), given(case)[1])
    _line, counts = tables.overall_of(scene)
    figure = tables.figure_of(counts, scene.sample, frame=80)
    assert (figure.low, figure.high) == pytest.approx(case["expected"]["ci"]["fallback"], abs=1e-8)
    assert (figure.method, figure.verdict) == ("fallback", Verdict.REVIEW)


def test_a_single_person_of_a_stratum_is_adjusted_and_named():
    case = next(case.values[0] for case in cases("stratified_proportion_fpc", "adjust") if case.id == "sp_lonely")
    scene = samples.scene(samples.strata(given(case)[0]), given(case)[1])
    figure = tables.overall_of(scene)[0].figure
    assert (figure.estimate, figure.std_error) == pytest.approx(tuple(case["expected"]["adjust"].values()), abs=1e-9)
    assert (scene.sample.joined.single, scene.sample.joined.merged) == (["LA"], [])


def test_a_single_person_joins_the_neighbour_of_the_same_country():
    cells = samples.strata([80, 60, 7], countries=["KH", "KH", "KH"])
    scene = samples.scene(cells, [(12, 8, 0), (10, 5, 0), (1, 0, 6)])
    joined = tables.overall_of(scene)[0].figure
    expected = estimators.stratified([87, 60], [21, 15], [13, 10])
    assert (joined.estimate, joined.std_error) == pytest.approx((expected.share, expected.std_error))
    assert (scene.sample.joined.merged, scene.sample.joined.single) == (["KH:2"], [])


def test_a_domain_keeps_all_rows_of_its_strata():
    """The variance by hand over everybody known, with 0 for those of other groups; cutting the rows out is narrower."""
    cells = samples.strata([100, 60])
    inside, police = np.tile([1, 1, 0], 20), np.tile([True, False], 30)
    stratum = np.repeat([0, 1], 30)
    found = samples.people(
        np.where(inside == 1, samples.IN, samples.OUT).tolist(),
        cells,
        stratum=stratum,
        sector=np.where(police, "police", "labour").tolist(),
    )
    scene = tables.scene_of(samples.campaign(), found, cells)
    line = next(line for line in tables.table_of(scene, "sector") if line.name == "police")
    weight = np.array([100 / 30, 60 / 30])[stratum]
    share = (weight * police * inside).sum() / (weight * police).sum()
    rest = police * (inside - share) / (weight * police).sum()
    variance = sum(
        size**2 * (1 - 30 / size) / 30 * rest[stratum == place].var(ddof=1) for place, size in enumerate((100, 60))
    )
    assert (line.figure.estimate, line.figure.std_error) == pytest.approx((share, variance**0.5))
    assert line.figure.df == 30 - 2
    cut = estimators.stratified([50, 30], [15, 15], [10, 10])
    assert line.figure.std_error != pytest.approx(cut.std_error, rel=1e-3)


def test_a_followed_up_census_is_two_strata_and_only_the_drawn_silent_count():
    cells = samples.strata([100])
    statuses = [samples.IN] * 40 + [samples.OUT] * 20 + [samples.IN] * 4 + [samples.OUT] * 6 + [samples.IN] * 3
    statuses += [samples.UNKNOWN] * 27
    phase = [IN_FIRST_PHASE] * 60 + [DRAWN] * 10 + [NOT_DRAWN] * 30
    scene = tables.scene_of(samples.campaign(), samples.people(statuses, cells, phase=phase), cells)
    figure = tables.overall_of(scene)[0].figure
    expected = estimators.stratified([60, 40], [60, 10], [40, 4])
    assert (figure.estimate, figure.std_error) == pytest.approx((expected.share, expected.std_error))
    assert (figure.asked, figure.known, figure.worst, figure.best) == (70, 70, pytest.approx(0.56), pytest.approx(0.56))


def test_until_the_silent_are_drawn_all_of_them_are_awaited():
    figure = overall_of([100], [(40, 20, 40)]).figure
    assert (figure.asked, figure.worst, figure.best) == (100, 0.4, 0.8)


def test_unknown_people_widen_the_bounds_as_r_says():
    case = next(case.values[0] for case in cases("nonresponse_bounds", "lower") if case.id == "mb_120")
    figure = overall_of([540], [(59, 31, 30)]).figure
    assert (figure.worst, figure.best) == pytest.approx((case["expected"]["lower"], case["expected"]["upper"]))
    assert figure.estimate == pytest.approx(case["expected"]["complete_case"])


def test_a_small_unit_asked_in_full_has_the_exact_interval():
    figure = overall_of([15], [(7, 3, 5)]).figure
    assert (figure.method, figure.low, figure.high) == ("exact", 8 / 15, 12 / 15)


def test_a_census_has_bounds_and_no_interval():
    figure = overall_of([30], [(20, 10, 0)]).figure
    assert (figure.method, figure.low, figure.high, figure.verdict) == ("census", None, None, Verdict.PUBLISH)


def test_who_never_took_the_course_is_dropped_from_the_estimate_and_known_for_the_weight():
    cells = samples.strata([100])
    statuses = [samples.IN] * 20 + [samples.OUT] * 10 + [samples.UNKNOWN] * 10
    is_eligible = np.array([True] * 30 + [False] * 10)
    scene = tables.scene_of(samples.campaign(), samples.people(statuses, cells, is_eligible=is_eligible), cells)
    figure = tables.overall_of(scene)[0].figure
    assert (figure.asked, figure.known, figure.estimate, figure.best) == (
        30,
        30,
        pytest.approx(2 / 3),
        pytest.approx(2 / 3),
    )


@pytest.mark.parametrize("counts", [[(20, 10, 5), (9, 9, 0)], [(30, 2, 40), (12, 0, 9)], [(11, 11, 0), (0, 14, 3)]])
def test_bounds_hold_the_estimate_and_the_interval_holds_it_too(counts):
    figure = overall_of([90, 60], counts).figure
    assert figure.worst <= figure.estimate <= figure.best
    assert figure.low <= figure.estimate <= figure.high


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_people_changes_nothing(seed):
    random = np.random.default_rng(seed)
    cells = samples.strata([80, 60])
    found = samples.people(
        random.choice([samples.IN, samples.OUT, samples.UNKNOWN], 90).tolist(),
        cells,
        stratum=np.repeat([0, 1], 45),
        sector=random.choice(["police", "labour"], 90).tolist(),
    )
    mixed = found.only(random.permutation(90))
    once, again = (tables.scene_of(samples.campaign(), people, cells) for people in (found, mixed))
    assert tables.overall_of(once)[0] == tables.overall_of(again)[0]
    assert tables.tables_of(once) == tables.tables_of(again)


def test_everybody_twice_keeps_the_share_and_shrinks_its_error_by_root_two():
    once, twice = (figure_in(10**9, scale) for scale in (1, 2))
    assert twice.estimate == pytest.approx(once.estimate)
    assert once.std_error / twice.std_error == pytest.approx((2 * 49 + 1) ** 0.5 / 49**0.5, rel=1e-6)


def figure_in(frame, scale):
    return overall_of([frame], [(30 * scale, 20 * scale, 0)]).figure


@pytest.mark.parametrize(("counts", "is_wide"), [((60, 30, 30), True), ((80, 39, 1), False)])
def test_a_wide_range_becomes_the_headline(counts, is_wide):
    assert overall_of([120], [counts]).is_wide is is_wide
