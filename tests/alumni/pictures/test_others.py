"""Days, reasons, the funnel, and the flow from wave to wave."""

import pytest

from lms.alumni.pictures import days, flow, funnel, incidence
from lms.alumni.pictures.axes import UP
from lms.alumni.pictures.funnel import Unit


def test_each_way_of_asking_has_its_own_staircase_from_nothing():
    picture = days.known({"mode-all": [0, 3, 5], "mode-web": [0, 3, 3]})
    assert [path.kind for path in picture.paths] == ["step mode-all", "step mode-web"]
    assert [path.points[0][1] for path in picture.paths] == [UP.at(0), UP.at(0)]
    assert picture.paths[0].points[-1][1] < picture.paths[1].points[-1][1]


def test_one_day_makes_a_picture():
    assert days.known({"mode-all": [0]}).paths[0].points[-1][0] == days.width([1.0]).paths[0].points[-1][0]


def test_the_width_is_drawn_as_high_as_it_is():
    picture = days.width([1.0, 0.25])
    assert picture.paths[0].points[-1][1] == UP.at(0.25)


def test_reasons_climb_from_nobody():
    path = incidence.drawn({"reason-left": [(12, 0.1), (24, 0.3)]}, 24).paths[0]
    assert (path.points[0][1], path.points[-1][1]) == (UP.at(0), UP.at(0.3))


def test_the_funnel_narrows_and_stays_within_nothing_and_all():
    assert funnel.limits_at(0.5, 100, 1.959964) == pytest.approx((0.402, 0.598), abs=0.001)
    assert funnel.limits_at(0.9, 4, 1.959964) == (pytest.approx(0.606, abs=0.001), 1.0)


def test_each_ministry_is_a_dot_of_the_funnel():
    picture = funnel.drawn([Unit(20, 0.5), Unit(80, 0.7, is_reliable=False)], 0.6)
    assert [(dot.kind, dot.y) for dot in picture.dots] == [("estimate", UP.at(0.5)), ("muted", UP.at(0.7))]
    assert {path.kind for path in picture.paths} == {"limit", "limit-outer"}


def test_bands_of_the_flow_are_as_high_as_their_people():
    cells = {("in", "in"): 30, ("in", "out"): 10, ("out", "out"): 20}
    picture = flow.drawn(cells, ("in", "out"), ("2024", "2026"))
    heights = {band.kind: [] for band in picture.areas}
    for band in picture.areas:
        heights[band.kind].append(round(band.points[3][1] - band.points[0][1], 1))
    per_person = heights["flow-out"][0] / 20
    assert heights["flow-in"] == pytest.approx([30 * per_person, 10 * per_person], abs=0.2)
    assert [bar.kind for bar in picture.bars] == ["place-in", "place-out"] * 2
