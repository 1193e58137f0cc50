"""People's chances to be in post: as the reference cases say, falling with time, adding up, and never too sure."""

import itertools

import numpy as np
import pytest

from lms.alumni import capacity
from lms.alumni.forecasting import Outlook, curve_names, largest_sure, spread_of
from lms.alumni.tenure import MONTHS, Tail, Tenure


def curve(scale=60.0, shape=1.2, draws=8, end=48.0):
    """A Weibull curve whose draws differ a little."""
    months = np.arange(MONTHS)
    scales = scale * np.linspace(0.9, 1.1, draws)
    shares = np.array([np.exp(-((months / each) ** shape)) for each in [scale, *scales]])
    return Tenure(shares, end, Tail(shape, scale), Tail(1.0, scale), 100, 30)


def outlook(people=60, seed=1):
    random = np.random.default_rng(seed)
    months = random.uniform(1, 90, people)
    return Outlook(
        months=months,
        confirmed=months * random.uniform(0, 1, people),
        has_left=random.random(people) < 0.2,
        curve=list(random.choice(["", "KH"], people)),
        tenures={"": curve(), "KH": curve(30.0)},
    )


ALL = np.arange(60)


def test_a_chance_is_what_the_checked_formula_says():
    found, stays = outlook(), capacity.weibull(1.2, 60.0)
    rows = np.array([row for row in ALL if found.curve[row] == ""])
    states = [capacity.Known.LEFT if left else capacity.Known.UNKNOWN for left in found.has_left[rows]]
    checked = capacity.capacity(found.months[rows], found.confirmed[rows], states, stays, ahead=24)
    assert found.chances(rows, years=2)[0] == pytest.approx(checked.chance, abs=2e-3)


def test_known_to_have_left_is_nobody_and_confirmed_today_is_one():
    given = outlook()
    found = Outlook(given.months, given.months, given.has_left, given.curve, given.tenures)
    assert (found.chances(ALL)[0] == np.where(given.has_left, 0, 1)).all()


@pytest.mark.parametrize("seed", range(5))
def test_without_intake_the_number_falls_year_by_year(seed):
    found = outlook(seed=seed)
    numbers = [found.number(ALL, years=years).expected for years in range(6)]
    assert all(later < before for before, later in itertools.pairwise(numbers))


@pytest.mark.parametrize("seed", range(5))
def test_the_units_add_up_to_the_whole(seed):
    found, units = outlook(seed=seed), np.arange(60) % 7
    parts = sum(found.number(ALL[units == unit], years=1).expected for unit in range(7))
    assert parts == pytest.approx(found.number(ALL, years=1).expected)


def test_the_interval_holds_the_number_and_stays_between_nobody_and_all():
    number = outlook().number(ALL, years=3)
    assert 0 <= number.low <= number.expected <= number.high <= number.people


def test_the_interval_is_wider_than_luck_alone():
    found = outlook()
    chance = found.chances(ALL)[0]
    luck = 2 * 1.96 * np.sqrt((chance * (1 - chance)).sum())
    number = found.number(ALL)
    assert number.high - number.low > luck


def test_intake_is_trained_in_the_middle_of_each_year():
    found = outlook()
    more = found.number(ALL, years=3, intake=10).expected - found.number(ALL, years=3).expected
    assert more == pytest.approx(10 * capacity.weibull(1.2, 60.0)(np.array([6, 18, 30])).sum(), rel=1e-3)


def test_what_lies_beyond_the_curves_end_is_extrapolated():
    found = outlook()
    chance, beyond = found.chances(ALL)[0], found.months > 48
    assert found.number(ALL).extrapolated == pytest.approx(chance[beyond & (chance < 1)].sum())
    assert found.number(ALL, years=5).extrapolated_share == pytest.approx(1)


def test_the_spread_of_equal_chances_is_binomial():
    spread = spread_of(np.full((1, 3), 0.5))
    assert spread == pytest.approx([1 / 8, 3 / 8, 3 / 8, 1 / 8])


@pytest.mark.parametrize(("level", "expected"), [(0.9, 0), (0.8, 1), (0.5, 2), (0.1, 3)])
def test_so_many_are_in_post_for_sure(level, expected):
    assert largest_sure(np.array([1 / 8, 3 / 8, 3 / 8, 1 / 8]), level) == expected


def test_confirmed_people_are_sure():
    given = outlook()
    found = Outlook(given.months, given.months, np.zeros(60, bool), given.curve, given.tenures)
    assert (found.at_least(ALL[:4]), found.at_least(ALL[:0])) == (4, 0)


def test_the_nearest_curve_counts():
    tenures = {"": curve(), "KH": curve(), "KH:1": curve()}
    assert curve_names([("KH:1", "KH"), ("KH:2", "KH"), ("LA",)], tenures) == ["KH:1", "KH", ""]
