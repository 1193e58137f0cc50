"""Questions that two cohorts share."""

import numpy as np
import pytest

from lms.assessments import equating
from lms.assessments.equating import Anchored

OLD = np.array([0.62, 0.71, 0.55, 0.40, 0.83, 0.48, 0.75, 0.58])
ANCHOR = np.array([2, 5, 3, 6, 4, 7, 3, 5, 6, 4], float)
TOTAL = np.array([11, 19, 13, 24, 16, 27, 12, 20, 22, 17], float)


def test_leaked_question_is_dropped_and_an_innocent_one_cleared():
    new = np.array([0.66, 0.73, 0.60, 0.93, 0.86, 0.52, 0.77, 0.64])
    plot = equating.delta_plot(OLD, new)
    assert np.flatnonzero(plot.first.flags).tolist() == [3, 4]
    assert (plot.dropped, np.flatnonzero(plot.purified.flags).tolist()) == ((3,), [3])


def test_even_learning_is_not_drift():
    plot = equating.delta_plot(OLD, OLD)
    assert (plot.dropped, plot.first.flags.any()) == ((), False)
    assert (plot.first.slope, plot.first.intercept) == pytest.approx((1, 0))


def test_share_of_none_or_all_has_a_delta():
    assert np.isfinite(equating.deltas(np.array([0, 1]))).all()
    assert equating.deltas(np.array([0.5]))[0] == 13


def test_two_questions_make_no_plot():
    with pytest.raises(ValueError, match="three common questions"):
        equating.delta_plot(OLD[:2], OLD[:2])


def test_questions_without_any_pattern_take_the_line_of_slope_one():
    plot = equating.delta_plot(np.full(4, 0.5), np.full(4, 0.6))
    assert plot.first.slope == 1
    assert plot.first.distance == pytest.approx(np.zeros(4))


@pytest.mark.parametrize(("anchors", "questions", "enough"), [(5, 40, True), (4, 40, False), (4, 20, True)])
def test_anchor_has_five_questions_or_a_fifth(anchors, questions, enough):
    assert equating.anchor_is_long_enough(anchors, questions) is enough


@pytest.mark.parametrize("link", [equating.tucker, equating.chained_linear])
def test_same_cohort_on_the_same_form_stays_in_place(link):
    assert link(Anchored(TOTAL, ANCHOR), Anchored(TOTAL, ANCHOR)) == pytest.approx((1, 0))


@pytest.mark.parametrize("link", [equating.tucker, equating.chained_linear])
def test_form_that_is_two_points_harder_is_lifted_by_two(link):
    assert link(Anchored(TOTAL - 2, ANCHOR), Anchored(TOTAL, ANCHOR)) == pytest.approx((1, 2))


def test_abler_cohort_is_not_taken_for_an_easier_form():
    able = Anchored(2 * ANCHOR + 2 * (ANCHOR + 2), ANCHOR + 1)
    plain = Anchored(4 * ANCHOR, ANCHOR)
    assert equating.chained_linear(able, plain) == pytest.approx((1, 0))
    assert equating.tucker(able, plain) == pytest.approx((1, 0))


@pytest.mark.parametrize("link", [equating.tucker, equating.chained_linear])
def test_anchor_that_everybody_answers_alike_links_nothing(link):
    with pytest.raises(ValueError, match="must vary"):
        link(Anchored(TOTAL, np.ones(10)), Anchored(TOTAL, ANCHOR))
