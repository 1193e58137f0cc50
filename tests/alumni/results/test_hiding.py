"""Nothing about fewer than ten people, not even by subtraction."""

import numpy as np
import people_samples as samples
import pytest

from lms.alumni import small_cells
from lms.alumni.results import tables
from lms.alumni.results.hiding import Told, hidden_names, together


@pytest.mark.parametrize(
    ("inside", "outside", "is_too_much"),
    [(5, 4, True), (7, 3, False), (12, 0, True), (0, 19, True), (20, 0, False), (40, 2, True), (3, 40, False)],
)
def test_what_tells_too_much(inside, outside, is_too_much):
    assert Told(inside, outside).is_too_much is is_too_much


def test_one_small_line_hides_the_next_one_too():
    told = {"a": Told(30, 20), "b": Told(15, 10), "c": Told(3, 2)}
    assert hidden_names(told, [list(told)]) == {"b", "c"}


def test_a_small_ministry_is_protected_within_its_country_and_its_sector():
    told = {"kh_police": Told(3, 3), "kh_labour": Told(30, 20), "la_police": Told(9, 8), "la_labour": Told(40, 20)}
    sums = [
        list(told),
        ["kh_police", "kh_labour"],
        ["la_police", "la_labour"],
        ["kh_police", "la_police"],
        ["kh_labour", "la_labour"],
    ]
    assert hidden_names(told, sums) == set(told)


def test_hidden_together_may_not_be_unanimous_in_a_small_group():
    told = {"a": Told(30, 20), "b": Told(8, 0), "c": Told(9, 0), "d": Told(15, 12)}
    assert hidden_names(told, [list(told)]) == {"b", "c", "d"}


@pytest.mark.parametrize("seed", range(40))
def test_no_hidden_line_follows_from_the_others(seed):
    random = np.random.default_rng(seed)
    told = {str(number): Told(*random.integers(0, 25, 2).tolist()) for number in range(random.integers(2, 9))}
    hidden = {name for name in hidden_names(told, [list(told)]) if told[name].known}
    assert not any(told[name].is_too_much for name in told if name not in hidden)
    left_over = together(told[name] for name in hidden)
    assert hidden == {name for name in told if told[name].known} or not hidden or not left_over.is_too_much


@pytest.mark.parametrize("seed", range(40))
def test_a_shown_table_never_holds_one_to_nine_and_no_sum_tells_them(seed):
    random = np.random.default_rng(seed)
    counts = random.integers(0, 40, (random.integers(2, 7), 5)).tolist()
    shown = small_cells.shown_table(counts, hidden_rows=[0] if seed % 3 == 0 else [])
    for told, true in [
        *zip(shown, counts, strict=True),
        *zip(zip(*shown, strict=True), zip(*counts, strict=True), strict=True),
    ]:
        assert not [count for count in told if count is not None and 0 < count < 10]
        rest = [count for count, seen in zip(true, told, strict=True) if seen is None and count]
        assert not rest or rest == [count for count in true if count] or (len(rest) > 1 and sum(rest) >= 10)


def test_lines_of_small_groups_hold_neither_figure_nor_count():
    scene = samples.scene(samples.strata([200, 100, 40]), [(30, 20, 10), (15, 10, 15), (5, 3, 12)])
    lines = {line.name: (line.known, line.figure is None) for line in tables.table_of(scene, "country")}
    assert lines == {"KH": (50, False), "CN": (None, True), "LA": (None, True)}
