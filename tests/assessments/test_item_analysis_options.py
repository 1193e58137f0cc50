"""Which options people chose."""

import numpy as np
import pytest

from lms.assessments.item_analysis import NOT_GIVEN, OMITTED, distractor_tables, distractors, group_size, groups

REST = np.arange(20.0)
CHOICES = np.array([1] * 6 + [2] * 4 + [0] * 10)


def test_every_option_has_a_line_with_its_share():
    lines = distractors(CHOICES, 0, REST, options=4)
    assert [(line.option, line.is_key, line.count, line.share) for line in lines] == [
        (0, True, 10, 0.5),
        (1, False, 6, 0.3),
        (2, False, 4, 0.2),
        (3, False, 0, 0.0),
    ]


def test_correlation_is_pearson_s_with_the_rest():
    lines = distractors(CHOICES, 0, REST, options=4)
    expected = [np.corrcoef(option == CHOICES, REST)[0, 1] for option in range(3)]
    assert [line.r for line in lines[:3]] == pytest.approx(expected)
    assert lines[3].r is None


def test_groups_are_the_best_and_least_27_per_cent():
    key, first, *_others = distractors(CHOICES, 0, REST)
    assert (key.upper, key.middle, key.lower) == (1, 0.5, 0)
    assert (first.upper, first.lower) == (0, 1)


def test_wrong_key_shows_in_the_key_and_in_the_right_option():
    lines = distractors(CHOICES, 1, REST)
    assert lines[1].miskeyed
    assert (lines[0].attracts, lines[0].favours_upper, lines[2].attracts) == (True, True, False)


def test_option_of_four_people_does_not_attract():
    choices = np.where(REST >= 16, 3, 0)
    assert not distractors(choices, 0, REST)[3].attracts


def test_rare_wrong_option_is_unused_and_a_rare_key_is_not():
    key, other = distractors(np.array([1] * 50 + [0]), 0, np.arange(51.0))
    assert (key.unused, other.unused) == (False, False)
    key, other = distractors(np.array([0] * 50 + [1]), 0, np.arange(51.0))
    assert (key.unused, other.unused) == (False, True)


def test_omitted_answers_count_in_the_shares_and_not_given_ones_do_not():
    choices = CHOICES.copy()
    choices[:2], choices[2:4] = OMITTED, NOT_GIVEN
    line = distractors(choices, 0, REST)[1]
    assert (line.count, line.share) == (2, 2 / 18)


def test_nobody_gives_lines_without_figures():
    lines = distractors(np.array([], int), 0, np.array([]), options=2)
    assert [(line.count, line.share, line.upper, line.r) for line in lines] == [(0, None, None, None)] * 2


def test_tables_of_all_questions_are_those_of_each():
    choices = np.random.default_rng(3).integers(0, 4, (200, 5))
    points = (choices == 0).astype(float)
    totals = points.sum(1)
    tables = distractor_tables(choices, np.zeros(5, int), points)
    each = [distractors(choices[:, item], 0, totals - points[:, item], group=groups(totals)) for item in range(5)]
    assert tables == each


def test_outer_groups_round_half_up_and_hold_somebody():
    assert [group_size(n) for n in (1, 10, 50, 60)] == [1, 3, 14, 16]
