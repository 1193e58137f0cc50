"""What changed question by question."""

import numpy as np
import pytest
from scipy import stats

from lms.assessments import gain


def test_four_counts_of_each_question():
    before = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 0]])
    after = np.array([[1, 1, 0], [0, 1, 0], [1, 1, 0], [0, 1, 0]])
    assert gain.four_counts(before, after) == [
        gain.FourCounts(learned=1, forgotten=1, kept=1, never=1),
        gain.FourCounts(learned=2, forgotten=0, kept=2, never=0),
        gain.FourCounts(learned=0, forgotten=0, kept=0, never=4),
    ]


def test_question_that_was_not_given_leaves_the_person_out_of_it():
    counts = gain.four_counts(np.array([[1, np.nan], [0, 1]]), np.array([[1, 1], [1, 1]]))
    assert counts == [gain.FourCounts(1, 0, 1, 0), gain.FourCounts(0, 0, 1, 0)]


def test_different_people_are_not_compared():
    with pytest.raises(ValueError, match="matched people"):
        gain.four_counts(np.ones((3, 2)), np.ones((4, 2)))


def test_question_without_answers_is_not_tested():
    with pytest.raises(ValueError, match="no matched answers"):
        gain.mcnemar(gain.FourCounts(0, 0, 0, 0))


@pytest.mark.parametrize(("learned", "forgotten"), [(20, 4), (12, 12), (0, 0), (24, 0)])
def test_fewer_than_twenty_five_changed_use_mid_p(learned, forgotten):
    found = gain.mcnemar(gain.FourCounts(learned, forgotten, 30, 30))
    assert found.p_value == found.p_mid


def test_twenty_five_changed_use_chi_square():
    found = gain.mcnemar(gain.FourCounts(20, 5, 30, 30))
    assert found.p_value == found.p_chi2 == pytest.approx(stats.chi2.sf(225 / 25, 1))


def test_as_many_learned_as_forgot_is_no_difference():
    found = gain.mcnemar(gain.FourCounts(5, 5, 10, 10))
    assert (found.difference, found.p_exact, found.p_chi2, found.p_chi2_corrected) == (0, 1, 1, 1)
    assert found.low == pytest.approx(-found.high)


def test_learning_and_forgetting_mirror_each_other():
    one, other = gain.mcnemar(gain.FourCounts(12, 2, 20, 6)), gain.mcnemar(gain.FourCounts(2, 12, 20, 6))
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))
    assert one.p_value == pytest.approx(other.p_value)


def test_everybody_learned_it_stays_within_one():
    found = gain.mcnemar(gain.FourCounts(40, 0, 0, 0))
    assert found.difference == 1
    assert 0.8 < found.low < found.high <= 1


def test_pre_post_index_flags_from_thirty_people():
    assert gain.FourCounts(3, 1, 20, 6).not_learned
    assert not gain.FourCounts(3, 0, 20, 7).not_learned
    assert not gain.FourCounts(1, 1, 20, 7).not_learned
    assert gain.FourCounts(0, 0, 0, 0).pre_post_index is None


def test_adjusted_values_follow_their_questions():
    p = np.array([0.3, 0.001, 0.04, 0.02, 0.012])
    assert gain.holm(p) == pytest.approx([0.3, 0.005, 0.08, 0.06, 0.048])
    assert gain.benjamini_hochberg(p) == pytest.approx([0.3, 0.005, 0.05, 1 / 30, 0.03])


def test_no_questions_have_no_adjusted_values():
    assert (gain.holm(np.array([])).size, gain.benjamini_hochberg(np.array([])).size) == (0, 0)
