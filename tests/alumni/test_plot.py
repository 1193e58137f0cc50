"""The picture says what the table says."""

from lms.alumni import plot
from lms.alumni.estimators import Cell
from lms.alumni.publication import by_unit, overall

CELLS = [Cell("KH", 200, 60, 30, 20), Cell("LA", 300, 80, 50, 20)]


def test_shares_span_the_picture():
    assert (plot.x_of(0), plot.x_of(0.5), plot.x_of(1)) == (plot.LEFT, 166, plot.RIGHT)


def test_rows_stand_in_order_and_do_not_overlap():
    picture = plot.drawn([overall(CELLS), *by_unit(CELLS)])
    assert [row.name for row in picture.rows] == ["", "KH", "LA"]
    assert [row.bar_y for row in picture.rows] == [38, 84, 130]
    assert picture.height == 8 + 3 * 46 + 28


def test_a_row_draws_its_four_numbers():
    line = overall(CELLS)
    row = plot.drawn([line]).rows[0]
    assert row.estimate == plot.x_of(line.figure.estimate)
    assert row.bounds == (plot.x_of(line.figure.worst), plot.x_of(line.figure.best))
    assert row.interval == (plot.x_of(line.figure.low), plot.x_of(line.figure.high))


def test_hidden_lines_are_not_drawn():
    assert plot.drawn(by_unit([Cell("KH", 40, 12, 5, 4)])).rows == []


def test_a_census_has_no_interval():
    assert plot.drawn([overall([Cell("KH", 30, 30, 20, 10)])]).rows[0].interval is None
