"""The table of capacity says nothing of fewer than ten people, not even by subtraction."""

import capacity_scenes as scenes
import numpy as np
import pytest

from lms.dashboards.capacity.units import Line, Tables, rounded

SIX = ("KH", "CN", "LA", "MM", "TH", "VN")


def random_world(seed):
    """Six countries of different sizes with a few offices and provinces each."""
    random = np.random.default_rng(seed)
    groups = []
    for country in SIX:
        for _number in range(random.integers(1, 9)):
            size, office = int(random.integers(1, 40)), f"Office {random.integers(4)}"
            left = bool(random.random() < 0.2)
            place = f"Province {random.integers(3)}"
            groups.append(scenes.people(size, country, office=office, province=place, has_left=left))
    return scenes.everybody(*groups)


def lines_of(tables):
    inside = [line for country in SIX for line in [*tables.organisations(country), *tables.provinces(country)]]
    return [*tables.countries(SIX), *inside]


def numbers_of(line):
    cells = [line.people]
    for seen in (line.now, line.in_a_year):
        cells += [seen.expected, seen.low, seen.high] if seen else []
    return [cell for cell in cells if cell is not None]


@pytest.mark.parametrize("seed", range(12))
def test_no_number_from_one_to_nine_stands_in_any_table(seed):
    lines = lines_of(Tables(random_world(seed)))
    assert [cell for line in lines for cell in numbers_of(line) if 0 < cell < 10] == []


@pytest.mark.parametrize("seed", range(12))
def test_what_is_hidden_cannot_be_worked_out_from_the_sum(seed):
    tables = Tables(random_world(seed))
    for country in tables.shown_countries:
        for names, lines in (
            ("organisation_name", tables.organisations(country)),
            ("province", tables.provinces(country)),
        ):
            true = {line.name: len(tables.everybody.rows(country=country, **{names: line.name})) for line in lines}
            hidden = [line.name for line in lines if line.people is None]
            assert len(hidden) != 1 or len(lines) == 1
            assert not hidden or len(hidden) == len(lines) or sum(true[name] for name in hidden) >= 10


@pytest.mark.parametrize("seed", range(5))
def test_units_add_up_to_the_country_before_rounding(seed):
    world = random_world(seed)
    for country in SIX:
        whole = world.expected(world.rows(country=country))
        names = {one.organisation_name for one in world.people if one.country == country}
        assert sum(world.expected(world.rows(country=country, organisation_name=name)) for name in names) == (
            pytest.approx(whole)
        )


def test_a_small_office_takes_the_next_smallest_with_it():
    world = scenes.everybody(scenes.people(4, office="A"), scenes.people(15, office="B"), scenes.people(30, office="C"))
    assert [(line.name, line.people) for line in Tables(world).organisations("KH")] == [
        ("C", 30),
        ("B", None),
        ("A", None),
    ]


def test_a_small_group_of_which_all_left_is_hidden():
    world = scenes.everybody(
        scenes.people(12, office="Gone", has_left=True), scenes.people(30, office="B"), scenes.people(40, office="C")
    )
    assert [line.people for line in Tables(world).organisations("KH")] == [40, None, None]


def test_a_hidden_country_hides_its_offices():
    world = scenes.everybody(scenes.people(5, "LA"), scenes.people(30, "KH"), scenes.people(40, "TH"))
    tables = Tables(world)
    assert tables.shown_countries == {"TH"}
    assert tables.organisations("KH") == [Line("Police", None)]


def test_a_sum_over_some_countries_is_shown_only_where_it_tells_nothing():
    tables = Tables(scenes.everybody(scenes.people(5, "LA"), scenes.people(30, "KH"), scenes.people(40, "TH")))
    wanted = {("TH",): True, ("KH",): False, ("KH", "TH"): False, SIX: True}
    assert {chosen: tables.may_add_up(chosen) for chosen in wanted} == wanted


def test_provinces_are_rounded_to_fives():
    [line] = Tables(scenes.everybody(scenes.people(33))).provinces("KH")
    assert (line.people, [number % 5 for number in numbers_of(line)[1:]]) == (33, [0] * 6)


@pytest.mark.parametrize(
    ("value", "step", "expected"), [(0.3, 1, 0), (4, 1, None), (9.6, 1, 10), (9, 5, 10), (7, 5, None)]
)
def test_one_to_nine_people_are_under_ten(value, step, expected):
    assert rounded(value, step) == expected


def test_the_age_of_the_last_confirmation_is_that_of_those_who_may_be_there():
    world = scenes.everybody(scenes.people(20, years=3), scenes.people(30, years=1, has_left=True))
    [line] = Tables(world).countries(["KH"])
    assert (round(line.months_old), line.is_old) == (36, True)


@pytest.mark.parametrize(("years", "expected"), [(1, False), (6, True)])
def test_a_unit_of_which_fewer_than_half_remain_in_a_year_is_at_risk(years, expected):
    [line] = Tables(scenes.everybody(scenes.people(40, years=years))).countries(["KH"])
    assert line.is_at_risk is expected


def test_a_line_says_whose_curve_it_rests_on():
    own = scenes.people(25, office="Own")
    world = scenes.everybody(
        own,
        scenes.people(26, office="Other"),
        scenes.people(30, "LA"),
        tenures={"": scenes.curve(), "KH": scenes.curve(), own[0].names[0]: scenes.curve()},
    )
    tables = Tables(world)
    assert {line.name: line.curve for line in tables.organisations("KH")} == {"Own": "own", "Other": "country"}
    assert [line.curve for line in tables.organisations("LA")] == ["all"]
