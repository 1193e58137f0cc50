"""Nothing about fewer than ten people is shown, not even by subtraction."""

import pytest

from lms.alumni.estimators import Cell
from lms.alumni.publication import by_unit, hidden_names, overall, unit_figure

LARGE = Cell("KH", 200, 60, 30, 20)
MIDDLE = Cell("LA", 100, 40, 15, 10)
SMALL = Cell("MM", 40, 20, 5, 3)


def test_large_units_are_all_shown():
    assert hidden_names([LARGE, MIDDLE]) == set()


def test_a_small_unit_hides_the_next_one_too():
    assert hidden_names([LARGE, MIDDLE, SMALL]) == {"MM", "LA"}


def test_two_small_units_protect_each_other_only_from_ten_people_on():
    tiny, tinier = Cell("TH", 9, 9, 1, 2), Cell("VN", 9, 9, 2, 1)
    assert hidden_names([LARGE, SMALL, tiny]) == {"MM", "TH"}
    assert hidden_names([LARGE, MIDDLE, tiny, tinier]) == {"TH", "VN", "LA"}


def test_a_unit_with_nobody_known_needs_no_protection():
    assert hidden_names([LARGE, MIDDLE, Cell("VN", 30, 15, 0, 0)]) == {"VN"}


def test_a_small_unanimous_unit_is_hidden():
    assert hidden_names([LARGE, MIDDLE, Cell("CN", 30, 15, 0, 15)]) == {"CN", "LA"}


def test_hidden_lines_hold_neither_figure_nor_count():
    lines = {line.name: (line.known, line.figure) for line in by_unit([LARGE, MIDDLE, SMALL])}
    assert (lines["MM"], lines["LA"]) == ((None, None), (None, None))
    assert lines["KH"][0] == 50


def test_overall_of_fewer_than_ten_is_hidden():
    line = overall([SMALL])
    assert (line.known, line.figure, line.asked) == (None, None, 20)


def test_a_small_unit_has_the_exact_interval():
    figure = unit_figure(Cell("LA", 15, 15, 7, 3))
    assert (round(figure.low * 15), round(figure.high * 15)) == (8, 12)
    assert figure.worst <= figure.low <= figure.estimate <= figure.high <= figure.best


def test_a_wide_range_becomes_the_headline():
    assert overall([Cell("KH", 120, 120, 60, 30)]).is_wide
    assert not overall([Cell("KH", 120, 120, 80, 39)]).is_wide


@pytest.mark.parametrize("cells", [[LARGE, MIDDLE], [LARGE, SMALL], [MIDDLE, Cell("VN", 30, 15, 0, 0)]])
def test_bounds_include_the_estimate(cells):
    figure = overall(cells).figure
    assert figure.worst <= figure.estimate <= figure.best
