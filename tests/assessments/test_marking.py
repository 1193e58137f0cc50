"""What an answer is worth, kind by kind."""

import pytest

from lms.assessments.keys import Marked, key_of
from lms.assessments.marking import Key, points_of

SEVERAL = Key("multiple", "ac")
PAIRS = Key("matching", "1b 2a 3c")
ORDER = Key("ordering", "bcda")
WORTH = Key("situational", "a", {"a": 2, "b": 1, "c": 0})


@pytest.mark.parametrize(
    ("key", "answer", "points"),
    [
        (Key("single_best", "b"), "b", 1),
        (Key("single_best", "b"), "a", 0),
        (Key("true_false", "a"), "a", 1),
        (SEVERAL, "ac", 1),
        (SEVERAL, "a", 0.5),
        (SEVERAL, "ab", 0),
        (SEVERAL, "abcd", 0),
        (SEVERAL, "bd", 0),
        (PAIRS, "1b 2a 3c", 1),
        (PAIRS, "1b 2b 3b", 1 / 3),
        (PAIRS, "2a", 1 / 3),
        (ORDER, "bcda", 1),
        (ORDER, "adcb", 0),
        (ORDER, "bcad", 2 / 3),
        (ORDER, "bc", 0),
        (WORTH, "a", 1),
        (WORTH, "b", 0.5),
        (WORTH, "c", 0),
        (Key("attitude"), "e", 0),
        (Key("open"), "Ask alone.", 0),
    ],
)
def test_points_by_kind(key, answer, points):
    assert points_of(key, answer) == pytest.approx(points)


@pytest.mark.parametrize("key", [Key("single_best", "b"), SEVERAL, PAIRS, ORDER, WORTH])
def test_silence_is_worth_nothing(key):
    assert points_of(key, "") == 0


@pytest.mark.parametrize(
    ("kind", "options", "right"),
    [
        ("single_best", [Marked("a"), Marked("b", is_key=True)], "b"),
        ("multiple", [Marked("a", points=1), Marked("b", points=0), Marked("c", points=1)], "ac"),
        ("matching", [Marked("1", pair="b"), Marked("2", pair="a"), Marked("a"), Marked("b")], "1b 2a"),
        ("ordering", [Marked("a", rank=2), Marked("b", rank=1)], "ba"),
        ("situational", [Marked("a", points=1), Marked("b", points=2)], "b"),
        ("attitude", [Marked("a"), Marked("b")], ""),
    ],
)
def test_the_key_is_read_from_the_options(kind, options, right):
    assert key_of(kind, options).right == right
