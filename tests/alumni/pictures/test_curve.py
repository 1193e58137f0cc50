"""The curve says where it is not identified, and never falls before it may."""

import math

from lms.alumni.pictures import curve
from lms.alumni.pictures.axes import BOTTOM, LEFT, TOP, UP
from lms.alumni.pictures.curve import AtTime, Step, Tenure
from lms.core.plots import RIGHT, Scale

STEPS = [Step(12, 24, 0.4), Step(36, 36, 0.2), Step(48, math.inf, 0.4)]


def picture(**fields):
    return curve.drawn(Tenure(**{"steps": STEPS, "times": [], "until": 60, **fields}), "Followed")


def test_a_fall_between_two_dates_is_a_box_as_wide_as_the_doubt():
    box = picture().bars[0]
    assert (box.x, box.x + box.width) == (curve_x(12), curve_x(24))
    assert (box.y, box.y + box.height) == (UP.at(1), UP.at(0.6))


def test_an_exact_fall_is_a_line_straight_down():
    falls = [line for line in picture().lines if line.kind == "curve" and line.x1 == line.x2]
    assert [(fall.x1, fall.y1, fall.y2) for fall in falls] == [(curve_x(36), UP.at(0.6), UP.at(0.4))]


def test_the_curve_stays_level_where_it_is_known():
    levels = [(line.x1, line.x2, line.y1) for line in picture().lines if line.y1 == line.y2]
    assert levels == [
        (curve_x(0), curve_x(12), UP.at(1)),
        (curve_x(24), curve_x(36), UP.at(0.6)),
        (curve_x(36), curve_x(60), UP.at(0.4)),
    ]


def test_intervals_stand_only_where_people_were_asked():
    drawn = picture(times=[AtTime(24, 0.6, 0.5, 0.7, 80), AtTime(48, 0.4, None, None, 12)])
    assert [(line.x1, line.y1, line.y2) for line in drawn.lines if line.kind == "whisker"] == [
        (curve_x(24), UP.at(0.5), UP.at(0.7))
    ]
    assert [words.text for words in drawn.words if words.y > BOTTOM + 30] == ["Followed", "80", "12"]


def test_the_ribbon_lies_between_best_and_worst():
    area = picture(best=[Step(24, 24, 0.1)], worst=[Step(24, 24, 0.5)]).areas[0]
    assert {y for x, y in area.points if x == curve_x(60)} == {UP.at(0.9), UP.at(0.5)}


def test_shares_begin_at_nothing():
    assert (UP.at(0), UP.at(1)) == (BOTTOM, TOP)


def curve_x(months):
    return Scale(0, 60, LEFT, RIGHT).at(months)
