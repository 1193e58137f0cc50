"""The marks of the gain plot stand where the figures say."""

from lms.dashboards import plots


def test_shares_stand_along_the_axis():
    assert [plots.x_of(share) for share in (0, 0.5, 1)] == [20, 170, 320]


def test_each_cohort_has_its_own_line():
    first, second = plots.gain_marks([("A", 0.4, 0.6), ("B", 0.5, 0.5)])
    assert (first.pre, first.post) == (plots.x_of(0.4), plots.x_of(0.6))
    assert second.y - first.y == plots.ROW_HEIGHT
    assert second.pre == second.post


def test_the_plot_is_as_high_as_its_lines():
    assert plots.height_of(3) - plots.height_of(2) == plots.ROW_HEIGHT
