"""Whether forms are equally hard, and which rule brings one onto the other."""

import numpy as np
import pytest

from lms.assessments import equating
from lms.assessments.equating import Rule

A = np.array([12, 15, 9, 18, 14, 11, 16, 13, 10, 17, 12, 14, 15, 11, 13, 16, 9, 14, 12, 15], float)
B = np.array([10, 13, 8, 16, 12, 10, 14, 11, 9, 15, 11, 12, 13, 9, 12, 14, 8, 13, 10, 14], float)


def test_clear_shift_of_small_forms_proposes_the_mean():
    found = equating.compare_forms(A, B)
    assert (found.rule, found.differs, found.proposes_equating) == (Rule.MEAN, True, True)
    assert (found.shift, found.se, found.z) == pytest.approx((1.6, 0.771874, 2.072877), abs=1e-6)


def test_unclear_shift_of_small_forms_leaves_scores_as_they_are():
    found = equating.compare_forms(A, B + 1)
    assert (found.rule, found.differs, found.proposes_equating) == (Rule.IDENTITY, False, False)
    assert found.conversion.score(7.0) == 7
    assert found.conversion.standard_error(7.0) == 0


def test_form_of_nine_people_is_not_compared():
    found = equating.compare_forms(A, B[:9])
    assert found == equating.FormComparison(20, 9)
    assert (found.suppressed, found.rule, found.proposes_equating, found.differs) == (True, None, False, False)


@pytest.mark.parametrize(
    ("n", "z", "rule"),
    [
        (24, 2.0, Rule.IDENTITY),
        (24, -2.1, Rule.MEAN),
        (24, None, Rule.IDENTITY),
        (25, 0.1, Rule.MEAN),
        (99, 5.0, Rule.MEAN),
        (100, 0.1, Rule.LINEAR),
    ],
)
def test_rule_follows_the_smaller_form(n, z, rule):
    assert equating.rule_for(n, z) == rule


def test_smaller_form_decides():
    assert equating.compare_forms(np.tile(A, 10), np.tile(B, 2)).rule == Rule.MEAN


def test_linear_gives_form_b_the_mean_and_spread_of_form_a():
    scores = equating.linear(A, B).score(B)
    assert (scores.mean(), scores.std(ddof=1)) == pytest.approx((A.mean(), A.std(ddof=1)))


def test_error_of_linear_equating_is_least_at_the_mean():
    errors = equating.linear(A, B).standard_error(np.array([B.mean(), 5, 20]))
    assert errors[0] == pytest.approx(A.std(ddof=1) * np.sqrt(2 / 20))
    assert errors[0] < min(errors[1:])


def test_form_without_spread_falls_back_to_the_mean():
    assert equating.linear(A, np.full(20, 9.0)).rule == Rule.MEAN
    assert equating.compare_forms(np.full(20, 9.0), np.full(20, 9.0)).rule == Rule.IDENTITY


def test_circle_arc_keeps_the_ends_and_moves_the_middle_by_the_shift():
    ends = equating.circle_arc(A, B, np.array([0, B.mean(), 20]), scale=(0, 20))
    assert ends == pytest.approx([0, A.mean(), 20])
    downward = equating.circle_arc(B, A, np.array([0, A.mean(), 20]), scale=(0, 20))
    assert downward == pytest.approx([0, B.mean(), 20])


def test_circle_arc_of_equal_means_is_a_line():
    assert equating.circle_arc(A, A, np.array([3.0, 9]), scale=(0, 20)).tolist() == [3, 9]


def test_circle_arc_needs_the_mean_inside_the_scale():
    with pytest.raises(ValueError, match="between the ends"):
        equating.circle_arc(A, np.full(20, 20.0), np.array([3.0]), scale=(0, 20))
