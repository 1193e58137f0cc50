"""Bars begin at zero, names fit, and what is not reliable is grey."""

from lms.alumni.pictures import rows
from lms.alumni.pictures.rows import ALONG, Group
from lms.core.plots import LEFT, ROW_HEIGHT


def test_a_stacked_bar_begins_at_zero_and_fills_the_whole():
    bars = rows.stacked([("All", [("a", 0.5), ("b", 0.0), ("c", 0.5)])]).bars
    assert [(bar.kind, bar.x, bar.x + bar.width) for bar in bars] == [("a", LEFT, 166.0), ("c", 166.0, 316.0)]


def test_rows_of_a_forest_do_not_overlap():
    groups = [Group("One", 0.5, (0.4, 0.6)), Group("Two", 0.7, None, (0.2, 0.9), is_reliable=False)]
    picture = rows.forest(groups)
    assert [dot.kind for dot in picture.dots] == ["estimate", "muted"]
    assert picture.dots[1].y - picture.dots[0].y == ROW_HEIGHT
    assert [(line.kind, line.x1, line.x2) for line in picture.lines] == [
        ("interval", ALONG.at(0.4), ALONG.at(0.6)),
        ("bounds", ALONG.at(0.2), ALONG.at(0.9)),
    ]


def test_differences_stand_on_either_side_of_zero():
    picture = rows.differences([("Few", -3.0), ("Many", 4.0)])
    zero = picture.lines[0]
    assert (zero.kind, picture.dots[0].x < zero.x1 < picture.dots[1].x) == ("axis", True)
    assert [words.text for words in picture.words[:5]] == ["-4", "-2", "0", "+2", "+4"]


def test_a_long_name_is_cut_and_stays_in_the_picture():
    name = rows.forest([Group("x" * 80, 0.5, None)]).words[-1].text
    assert (len(name), name[-1]) == (rows.LONGEST, "…")
