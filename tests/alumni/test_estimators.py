"""The retention figure agrees with R, and never claims more than it knows."""

import math

import pytest
from reference_cases import cases

from lms.alumni import estimators
from lms.alumni.estimators import Cell


@pytest.mark.parametrize("case", cases("stratified_proportion_fpc", "p", "var"))
def test_stratified_agrees_with_r(case):
    given, expected = case["input"], case["expected"]
    result = estimators.stratified(given["N_h"], given["n_h"], given["y_h"])
    assert result.share == pytest.approx(expected["p"], abs=case["tol"])
    assert math.sqrt(result.variance) == pytest.approx(expected["se"], abs=case["tol"])
    assert result.df == expected["df"]


@pytest.mark.parametrize(
    "case", [c for c in cases("stratified_proportion_fpc", "ci") if "beta" in c.values[0]["expected"]["ci"]]
)
def test_korn_graubard_agrees_with_r(case):
    given, expected = case["input"], case["expected"]
    proportion = estimators.stratified(given["N_h"], given["n_h"], given["y_h"])
    assert estimators.korn_graubard(proportion) == pytest.approx(expected["ci"]["beta"], abs=case["tol"])


def test_interval_where_everybody_is_in_post_is_not_a_point():
    cells = [Cell("KH", 50, 10, 10, 0), Cell("LA", 30, 6, 6, 0)]
    assert estimators.interval(cells) == pytest.approx((0.794092785792177, 1.0), abs=1e-8)


@pytest.mark.parametrize("case", cases("binomial_and_hypergeometric_ci", "hypergeom_K"))
def test_exact_count_agrees_with_r(case):
    given = case["input"]
    expected = tuple(case["expected"]["hypergeom_K"])
    assert estimators.exact_count(given["x"], given["n"], given["N"]) == expected


@pytest.mark.parametrize("case", cases("binomial_and_hypergeometric_ci", "wilson", "clopper_pearson"))
def test_binomial_intervals_agree_with_r(case):
    x, n = case["input"]["x"], case["input"]["n"]
    assert estimators.wilson(x, n) == pytest.approx(case["expected"]["wilson"], abs=1e-8)
    assert estimators.clopper_pearson(x, n) == pytest.approx(case["expected"]["clopper_pearson"], abs=1e-8)


@pytest.mark.parametrize("case", [c for c in cases("nonresponse_bounds", "lower") if "in_post" in c.values[0]["input"]])
def test_bounds_agree_with_r(case):
    given = case["input"]
    asked = given["in_post"] + given["left"] + given["unknown"]
    cell = Cell("all", given["N"], asked, given["in_post"], given["left"])
    expected = (case["expected"]["lower"], case["expected"]["upper"])
    assert estimators.bounds([cell]) == pytest.approx(expected, abs=case["tol"])


def test_retention_holds_four_numbers_and_the_bounds_enclose_the_estimate():
    cells = [Cell("KH", 100, 20, 10, 6), Cell("LA", 80, 16, 9, 3)]
    figure = estimators.retention(cells)
    assert (figure.frame, figure.asked, figure.known) == (180, 36, 28)
    assert figure.known_rate == pytest.approx(28 / 36)
    assert figure.worst < figure.estimate < figure.best
    assert figure.low < figure.estimate < figure.high


def test_retention_of_fewer_than_ten_is_suppressed():
    figure = estimators.retention([Cell("KH", 40, 12, 6, 3)])
    assert figure.is_suppressed
    assert (figure.low, figure.high, figure.worst, figure.best, figure.known_rate) == (None,) * 5


def test_a_census_has_bounds_but_no_interval():
    figure = estimators.retention([Cell("KH", 14, 14, 9, 5)])
    assert (figure.low, figure.high) == (None, None)
    assert figure.worst == figure.best == pytest.approx(9 / 14)


def test_unknown_people_move_the_bounds_and_never_the_estimate():
    fewer = estimators.retention([Cell("KH", 200, 40, 20, 10)])
    more = estimators.retention([Cell("KH", 200, 60, 20, 10)])
    assert more.estimate == fewer.estimate
    assert more.best - more.worst > fewer.best - fewer.worst


def test_yearly_exit_rate_of_one_third_in_five_years():
    assert estimators.yearly_exit_rate(1 / 3, 5) == pytest.approx(0.0779, abs=5e-5)
