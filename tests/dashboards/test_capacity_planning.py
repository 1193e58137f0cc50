"""How many to train: a range over three curves, and what next year asks for; and the picture of the forecast."""

from math import exp

import capacity_scenes as scenes
import pytest

from lms.dashboards.capacity import planning
from lms.dashboards.capacity.fan import fan


@pytest.fixture
def world():
    return scenes.everybody(scenes.people(60), tenures={"": scenes.curve(), "KH": scenes.curve(scale=100.0)})


def plan(world, target=60, curve=""):
    return planning.plan(world.outlook, world.rows(), target=target, curve=curve)


def test_at_a_steady_rate_the_target_over_the_mean_tenure_is_trained_a_year(world):
    found = plan(world)
    assert [(need.curve, round(need.tenure, 6), round(need.a_year, 6)) for need in found.needs] == [
        ("weibull", 5, 12),
        ("steady", 5, 12),
        ("pooled", 5, 12),
    ]


def test_three_curves_give_a_range(world):
    found = plan(world, curve="KH")
    assert (round(found.fewest, 6), round(found.most, 6)) == (7.2, 12)


def test_next_year_s_losses_are_made_up_by_those_who_are_still_there_at_its_end(world):
    now, later = (world.outlook.number(world.rows(), years=years).expected for years in (0, 1))
    found = plan(world, target=100)
    assert found.to_replace == pytest.approx((now - later) / exp(-6 / 60), rel=1e-4)
    assert found.to_reach == pytest.approx((100 - later) / exp(-6 / 60), rel=1e-4)


def test_a_target_that_is_held_anyway_asks_for_nobody(world):
    assert plan(world, target=10).to_reach == 0


def test_the_forecast_is_of_today_and_five_years_and_falls(world):
    numbers = planning.forecast(world.outlook, world.rows())
    assert len(numbers) == 6
    assert [number.expected for number in numbers] == sorted((number.expected for number in numbers), reverse=True)


def test_the_picture_stands_on_zero_and_hatches_what_is_extrapolated(world):
    numbers = planning.forecast(world.outlook, world.rows())
    picture = fan(numbers, first_year=2026, target=50)
    assert [words.text for words in picture.words[:6]] == ["2026", "2027", "2028", "2029", "2030", "2031"]
    assert picture.words[6].text == "0"
    first_hatched = min(line.x1 for line in picture.lines if line.kind == "hatch")
    beyond = [number.extrapolated > 0 for number in numbers].index(True)
    assert picture.dots[beyond - 1].x < first_hatched
    assert [line.kind for line in picture.lines].count("limit") == 1
