"""Who is in the pairs, and whether the test left room."""

import numpy as np
import pytest

from lms.assessments import gain

PRE = {person: float(score) for person, score in enumerate([10, 11, 12, 13, 14, 15, 16, 17, 18, 19] * 2)}


def test_unmatched_means_are_not_the_gain():
    post = {person: score + 3 for person, score in PRE.items() if score >= 13}
    found = gain.matching(PRE, post)
    assert (found.n_pre, found.n_post, found.n_matched) == (20, 14, 14)
    assert (found.naive_gain, found.matched_gain) == (4.5, 3)


def test_leavers_who_were_weaker_before_are_flagged():
    found = gain.matching(PRE, {person: 20.0 for person, score in PRE.items() if score >= 15})
    assert (found.difference, found.differs, found.few_matched) == (5, True, True)
    assert found.low < 5 < found.high
    assert found.d == pytest.approx(5 / np.sqrt(20 / 9))


def test_difference_is_silent_where_few_are_unmatched():
    found = gain.matching(PRE, {person: 20.0 for person, score in PRE.items() if score >= 13})
    assert (found.difference, found.low, found.high) == (None, None, None)
    assert (found.differs, found.few_matched) == (True, False)


def test_nobody_unmatched_has_nothing_to_compare():
    found = gain.matching(PRE, PRE)
    assert (found.d, found.differs, found.matched_rate) == (None, False, 1)


def test_nobody_at_all_has_no_rate():
    found = gain.matching({}, {})
    assert (found.n_pre, found.matched_rate, found.naive_gain, found.few_matched) == (0, None, None, False)


def test_person_with_only_a_second_test_counts_in_no_pair():
    pre, post = gain.matched({"a": 1.0, "b": 2.0}, {"b": 5.0, "c": 9.0})
    assert (pre.tolist(), post.tolist()) == ([2], [5])


@pytest.mark.parametrize(
    ("pre", "post", "expected"),
    [
        ([19] * 3 + [10] * 17, [15] * 20, gain.Ends(True, False, False)),
        ([19] * 2 + [10] * 18, [20] * 5 + [15] * 15, gain.Ends(False, True, False)),
        ([6] * 20, [20] * 4 + [15] * 16, gain.Ends(False, False, True)),
        ([8] * 20, [15] * 20, gain.Ends(False, False, False)),
    ],
)
def test_ends_are_flagged_at_their_limits(pre, post, expected):
    assert gain.ends(np.array(pre, float), np.array(post, float), 20, chance=5, sem=1.5) == expected


def test_floor_is_not_judged_without_chance():
    assert gain.ends(np.zeros(20), np.ones(20), 20).floor_pre is False


def test_rise_below_the_error_of_a_difference_is_not_counted():
    assert gain.share_above_error(np.array([1.0, 2, 3, 5]), 1.8, 2.4) == 0.5


def test_five_runs_are_not_averaged_and_six_are():
    assert gain.gain_over_runs([1, 2, 3, 4, 5]) == gain.RunsGain(5)
    found = gain.gain_over_runs([1, 2, 3, 4, 5, 6])
    assert (found.runs, found.gain) == (6, 3.5)
    assert (found.low, found.high) == pytest.approx((1.53668, 5.46332), abs=1e-5)
