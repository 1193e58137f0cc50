"""The measures beside the headline: rank test, effect sizes, normalised gains and the delayed test."""

import numpy as np
import pytest
from scipy import stats

from lms.assessments import gain

PRE = np.array([8, 10, 12, 9, 14, 11, 7, 13, 15, 10, 12, 9], float)
POST = np.array([13, 14, 15, 12, 17, 15, 10, 16, 18, 12, 17, 11], float)
LATER = np.array([11, 13, 14, 11, 16, 13, 9, 15, 17, 12, 15, 11], float)


def mixed(*columns, seed=3):
    order = np.random.default_rng(seed).permutation(len(columns[0]))
    return [column[order] for column in columns]


def test_order_of_the_people_changes_nothing():
    pre, post = mixed(PRE, POST)
    assert vars(gain.paired_gain(pre, post, 20)) == pytest.approx(vars(gain.paired_gain(PRE, POST, 20)))
    assert gain.wilcoxon(post - pre) == gain.wilcoxon(POST - PRE)
    assert vars(gain.hake_gain(pre, post, 20)) == pytest.approx(vars(gain.hake_gain(PRE, POST, 20)))


def test_change_of_scale_leaves_every_effect_size():
    assert vars(gain.effect_sizes(PRE * 5, POST * 5)) == pytest.approx(vars(gain.effect_sizes(PRE, POST)))


def test_missing_score_is_no_pair():
    with pytest.raises(ValueError, match="matched pairs"):
        gain.paired_gain([1.0] * 9 + [float("nan")], [2.0] * 10)


def test_rank_test_is_exact_without_ties_and_zeros_below_fifty():
    change = np.random.default_rng(5).normal(0.3, 1, 49)
    found = gain.wilcoxon(change)
    assert found.exact
    assert found.p_value == pytest.approx(stats.wilcoxon(change, method="exact").pvalue)
    assert found.low < found.shift < found.high
    assert found.shift == found.walsh


def test_rank_test_is_approximate_with_a_zero_a_tie_or_fifty():
    change = np.random.default_rng(5).normal(0.3, 1, 50)
    assert not gain.wilcoxon(change).exact
    assert not gain.wilcoxon(np.append(change[:20], 0)).exact
    assert not gain.wilcoxon(np.append(change[:20], -change[0])).exact
    approximate = stats.wilcoxon(change, correction=True, zero_method="wilcox", method="asymptotic")
    assert gain.wilcoxon(change).p_value == pytest.approx(approximate.pvalue)


def test_rank_test_of_people_who_did_not_move_has_no_answer():
    assert gain.wilcoxon(np.zeros(12)) == gain.SignedRank(0.0, 0, exact=False)


def test_same_rise_for_everybody_has_a_test_but_no_searched_shift():
    found = gain.wilcoxon(np.ones(12))
    assert (found.v, found.n_nonzero, found.shift, found.walsh) == (78, 12, None, 1)


def test_rank_test_of_a_hundred_thousand_whole_scores_keeps_its_shift():
    change = np.random.default_rng(1).integers(-10, 20, 100_000).astype(float)
    assert gain.wilcoxon(change).shift == pytest.approx(4.5, abs=1e-3)


def test_tests_disagree_where_one_far_score_hides_the_rise_from_the_t_test():
    change = np.array([2, 3, 4, 2, 3, 4, 2, 3, 4, 2, 3, -25], float)
    found, ranks = gain.paired_gain(np.full(12, 30), 30 + change), gain.wilcoxon(change)
    assert (found.p_value > 0.05, ranks.p_value < 0.05, gain.tests_disagree(found, ranks)) == (True, True, True)
    assert not gain.tests_disagree(gain.paired_gain(PRE, POST), gain.wilcoxon(POST - PRE))
    assert not gain.tests_disagree(gain.Gain(n=9, suppressed=True), ranks)


def test_group_gain_is_undefined_where_everybody_was_at_the_maximum():
    full = np.full(12, 20.0)
    found = gain.hake_gain(full, full, 20)
    assert (found.g, found.individual, found.change, found.band) == (None, None, None, None)
    assert (found.at_ceiling_before, found.n_individual, found.n_change) == (12, 0, 0)


def test_change_at_both_ends_is_left_out_of_the_normalised_change():
    pre, post = np.array([0.0, 20, 10, 10]), np.array([0.0, 20, 15, 5])
    assert gain.normalised_changes(pre, post, 20).tolist() == [0.5, -0.5]


def test_effect_sizes_are_none_where_nobody_differs():
    found = gain.effect_sizes(np.full(10, 3.0), np.full(10, 4.0))
    assert (found.d_z, found.d_av, found.d_rm, found.d_bonett, found.g_av) == (None,) * 5


def test_d_z_of_no_gain_has_an_even_interval():
    low, high = gain.effect_sizes(np.array([1.0, 2, 3, 4]), np.array([2.0, 1, 4, 3])).d_z_low, 1.5912231
    assert low == pytest.approx(-high, abs=1e-6)


def test_delayed_test_of_few_people_is_suppressed():
    assert gain.delayed_gain(PRE[:9], POST[:9], LATER[:9]) == gain.DelayedGain(n=9, suppressed=True)


def test_retention_is_refused_where_there_was_no_clear_gain():
    found = gain.delayed_gain(PRE, PRE + np.tile([1, -1], 6), LATER)
    assert (found.refused, found.ratio, found.low, found.high) == (True, None, None, None)
    assert found.retained_gain == 2.25


def test_everything_kept_is_a_ratio_of_one():
    found = gain.delayed_gain(PRE, POST, POST)
    assert (found.ratio, found.loss, found.loss_p_value) == (pytest.approx(1), 0, None)
