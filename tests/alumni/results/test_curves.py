"""Curves in months: exits between two dates, never at the day of the survey."""

from datetime import date

import numpy as np
import people_samples as samples
import pytest

from lms.alumni import estimators
from lms.alumni.results import background, curves, tables
from lms.alumni.results.curves import CURRENT_STATUS, KAPLAN_MEIER, TURNBULL, Spells
from lms.alumni.results.people import DAYS_IN_MONTH, NO_DAY

UNTIL = date(2026, 1, 1)


def spells(left, right, *, weight=None, reason=None):
    left, right = np.asarray(left, float), np.asarray(right, float)
    why = np.where(np.isfinite(right), "left_govt", "") if reason is None else np.asarray(reason, object)
    weights = np.ones(len(left)) if weight is None else np.asarray(weight, float)
    return Spells(left, right, weights, np.zeros(len(left), int), why)


def days(*after):
    return [NO_DAY if day is None else samples.TRAINED_ON + day for day in after]


def spell_of(status, known_in, known_out):
    cells = samples.strata([1])
    one = samples.people([status], cells, known_in=days(known_in), known_out=days(known_out))
    is_in = one.has_status(["same"])
    found = curves.spells_of(one, np.ones(1), np.zeros(1, int), until=UNTIL.toordinal(), is_in=is_in)
    return (found.left * DAYS_IN_MONTH).round(6).tolist(), (found.right * DAYS_IN_MONTH).round(6).tolist()


@pytest.mark.parametrize(
    ("status", "known_in", "known_out", "expected"),
    [
        ("same", 400, None, ([400], [np.inf])),  # still there when last asked
        ("left_govt", 365, 395, ([365], [395])),  # the month is known
        ("left_govt", 364, 365, ([365], [365])),  # the day is known
        ("left_govt", None, 800, ([0], [800])),  # not on the list of that day
        ("same", 365, 395, ([365], [395])),  # came back: the first exit stays
        ("left_govt", None, None, ([0], [1461])),  # out when the asking ended, nothing more
    ],
)
def test_a_case_lies_between_its_two_days(status, known_in, known_out, expected):
    assert spell_of(status, known_in, known_out) == expected


def test_retired_and_deceased_are_gone_for_capacity_and_unwatched_for_turnover():
    told = spells([12, 24, 30], [18, 30, np.inf], reason=["retired", "left_govt", ""])
    turnover = curves.without_competing(told)
    assert (turnover.left.tolist(), turnover.right.tolist()) == ([12, 24, 30], [np.inf, 30, np.inf])
    assert turnover.reason.tolist() == ["", "left_govt", ""]


@pytest.mark.parametrize(
    ("left", "right", "method"),
    [
        ([12, 24, 30], [12, 24, np.inf], KAPLAN_MEIER),
        ([12, 24, 30], [18, 24, np.inf], TURNBULL),
        ([0, 0, 30], [18, 24, np.inf], CURRENT_STATUS),
    ],
)
def test_the_method_follows_from_what_is_known(left, right, method):
    assert spells(left, right).method == method


def test_the_curve_stops_where_fewer_than_ten_are_at_risk():
    told = spells([*range(1, 31), *[12] * 10], [*[np.inf] * 30, *[14] * 10])
    figure = curves.figure_of(told, curves.masses(told))
    assert figure.until == 21
    assert [point.month for point in figure.points] == [12]
    assert [(row.month, row.people) for row in figure.at_risk] == [(0, 40), (12, 29), (24, None)]
    assert max(step.left for step in figure.steps) <= 21


def test_at_risk_counts_whom_somebody_still_watches():
    told = spells([10, 10, 0, 0], [np.inf, 20, np.inf, 30])
    assert told.at_risk([0, 5, 15, 25]).tolist() == [3, 3, 2, 1]


def test_an_exact_curve_has_kaplan_meiers_limits():
    times = np.arange(1, 61, dtype=float)
    told = spells(times, np.where(times % 2 == 0, times, np.inf))
    figure = curves.figure_of(told, curves.masses(told))
    expected = estimators.kaplan_meier(times, times % 2 == 0)
    lower, upper = expected.band("loglog")
    point = figure.points[1]
    assert (point.month, point.share) == (24, pytest.approx(expected.at(24)[0]))
    assert (point.low, point.high) == (pytest.approx(lower[23]), pytest.approx(upper[23]))
    assert figure.rmst_24 == pytest.approx(expected.mean_until(24)[0])
    assert figure.median == expected.quantile(0.5)


def test_weights_in_whole_numbers_are_people():
    left, right, weight = [6, 12, 12, 24], [12, 24, np.inf, np.inf], [2, 1, 3, 1]
    once = curves.masses(spells(left, right, weight=weight))
    repeated = curves.masses(spells(np.repeat(left, weight), np.repeat(right, weight)))
    assert once.at([12, 24]) == pytest.approx(repeated.at([12, 24]), abs=1e-9)


def test_reasons_are_aalen_and_johansens_where_days_are_known():
    random = np.random.default_rng(3)
    times = np.ceil(random.weibull(1.2, 80) * 40)
    reason = random.choice(["left_govt", "retired", "censored"], 80)
    told = spells(
        times, np.where(reason == "censored", np.inf, times), reason=np.where(reason == "censored", "", reason)
    )
    expected = estimators.cumulative_incidence(times, reason)
    found = {row.code: row.shares for row in curves.reasons_of(told, curves.masses(told), [12, 24])}
    for place, code in enumerate(expected.reasons):
        row = expected.rows_at([12, 24])
        assert list(found[code].values()) == pytest.approx(expected.share[row, place].tolist(), abs=1e-9)


def test_reasons_and_those_still_in_post_are_everybody():
    random = np.random.default_rng(5)
    left = random.integers(0, 30, 90).astype(float)
    is_exit = random.random(90) < 0.5
    told = spells(
        left,
        np.where(is_exit, left + random.integers(1, 12, 90), np.inf),
        reason=np.where(is_exit, random.choice(["left_govt", "retired"], 90), ""),
    )
    steps = curves.masses(told)
    found = curves.reasons_of(told, steps, [12, 24])
    for place, month in enumerate((12, 24)):
        gone = sum(row.shares[month] for row in found)
        assert gone + steps.at([12, 24])[place] == pytest.approx(1)


def test_a_reason_of_few_people_is_hidden_and_another_with_it():
    told = spells([1] * 40, [2.0] * 40, reason=["left_govt"] * 25 + ["other_govt"] * 12 + ["deceased"] * 3)
    found = {row.code: row.people for row in curves.reasons_of(told, curves.masses(told), [12])}
    assert found == {"left_govt": 25, "other_govt": None, "deceased": None}


def scene_with_unknown():
    cells = samples.strata([120])
    statuses = ["same"] * 60 + ["left_govt"] * 30 + ["unknown"] * 30
    known_in = days(*[1000] * 60, *range(200, 800, 20), *[None] * 30)
    known_out = days(*[None] * 60, *range(230, 830, 20), *[None] * 30)
    told = samples.people(statuses, cells, known_in=known_in, known_out=known_out)
    return tables.scene_of(samples.campaign(), told, cells)


def made(scene, **draws):
    tenure = background.tenure_of(scene, until=UNTIL)
    return background.curves_of(scene, tenure, until=UNTIL, seed=1, draws=draws)


def test_the_unknown_move_the_extremes_and_not_the_curve():
    found = made(scene_with_unknown())
    share = {point.month: point.share for point in found.lost.points}
    best, worst = (
        [step for step in steps if step.right and step.right <= 24][-1].share for steps in (found.best, found.worst)
    )
    assert worst < share[24] < best
    assert worst == pytest.approx(0.75 * share[24], abs=0.02)


def test_one_piece_is_the_same_for_the_same_seed_and_number():
    tenure = background.tenure_of(scene_with_unknown(), until=UNTIL)
    first, again, other = (background.piece_of(tenure, seed=7, number=number, size=5) for number in (0, 0, 100))
    assert first == again
    assert first != other


def test_limits_are_percentiles_around_the_share():
    tenure = background.tenure_of(scene_with_unknown(), until=UNTIL)
    draws = background.piece_of(tenure, seed=7, number=0, size=60)
    point = made(scene_with_unknown(), **draws).lost.points[1]
    assert point.low < point.share < point.high


def test_many_people_are_counted_in_whole_months_and_the_curve_stays():
    random = np.random.default_rng(2)
    left = random.uniform(1, 60, 2500)
    told = spells(left, np.where(random.random(2500) < 0.4, left + 1, np.inf))
    rough = curves.coarse(told)
    assert (rough.left == np.floor(told.left)).all()
    assert rough.left.max() < 61
    exact = curves.masses(spells(told.left[:1500], told.right[:1500]))
    assert curves.masses(rough).at([12, 24]) == pytest.approx(exact.at([12, 24]), abs=0.03)
