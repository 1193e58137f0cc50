"""No count under ten is shown, and none that the others and their sum would give away."""

import pytest

from lms.alumni.small_cells import shown, shown_alone


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, {}),
        ({"a": 10, "b": 0}, {"a": 10, "b": 0}),
        ({"a": 40, "b": 30, "c": 3}, {"a": 40, "b": None, "c": None}),
        ({"a": 40, "b": 4, "c": 5}, {"a": None, "b": None, "c": None}),
        ({"a": 40, "b": 4, "c": 6}, {"a": 40, "b": None, "c": None}),
        ({"a": 7}, {"a": None}),
        ({"a": 7, "b": 0}, {"a": None, "b": 0}),
        ({"a": 12, "b": 1, "c": 0}, {"a": None, "b": None, "c": 0}),
    ],
)
def test_which_counts_are_shown(counts, expected):
    assert shown(counts) == expected


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, None), (9, None), (10, 10)])
def test_a_count_that_stands_alone(count, expected):
    assert shown_alone(count) == expected
