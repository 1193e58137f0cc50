"""Every plot stands on the same axis."""

from lms.core import plots
from lms.core.plots import LEFT, RIGHT, Scale


def test_a_scale_runs_from_its_start_to_its_end():
    assert [Scale().at(value) for value in (0, 0.5, 1)] == [LEFT, 166, RIGHT]
    assert [Scale(0, 10, 200, 0).at(value) for value in (0, 10)] == [200, 0]


def test_rows_stand_below_one_another_on_an_axis_below_them():
    plot = plots.framed(["a", "b"])
    assert (plots.row_top(1) - plots.row_top(0), plot.axis_y) == (plots.ROW_HEIGHT, plots.row_top(2))
    assert [tick for _x, tick in plot.ticks] == [0, 0.25, 0.5, 0.75, 1]
    assert plot.height > plot.ticks_y > plot.axis_y


def test_ticks_are_round_few_and_around_everything():
    assert plots.ticks_over(-7, 23, (5, 10)) == [-10, 0, 10, 20, 30]
    assert plots.ticks_over(0, 1) == [0, 1]
    assert plots.ticks_over(0, 432)[-1] >= 432


def test_a_staircase_stays_level_until_the_next_point():
    assert plots.staircase([(0, 1), (5, 2)], 9) == [(0, 1), (5, 1), (5, 2), (9, 2)]
    assert plots.staircase([], 9) == []


def test_an_axis_across_names_each_tick_under_its_line():
    lines, words = plots.across([(0, "0"), (1, "1")], Scale(), 100)
    assert [line.x1 for line in lines[:2]] == [word.x for word in words] == [LEFT, RIGHT]
    assert {word.y for word in words} == {100 + plots.WORDS_BELOW}
