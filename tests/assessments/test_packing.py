"""Marks as one sign per place, so that a report can join them in the database."""

from lms.assessments.packing import pack_choices, pack_points


def test_halves_and_thirds_are_whole_steps():
    assert [ord(sign) - ord("0") for sign in pack_points([0, 1, 0.5, 1 / 3, 0.25, 0.2])] == [0, 60, 30, 20, 15, 12]


def test_each_place_is_one_sign():
    assert pack_points([0, 1, None]) == "0l "
    assert pack_choices(["b", "", "ac", "1b 2a"]) == "b-**"
