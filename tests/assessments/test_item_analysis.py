"""The item report: agreed with R elsewhere (test_check_reference), here its rules and its edges."""

import numpy as np
import pytest

from lms.assessments import item_analysis
from lms.assessments.item_analysis import Verdict

SHEETS = (np.random.default_rng(7).random((80, 12)) < np.linspace(0.3, 0.9, 12)).astype(float)
ABLE = (np.linspace(-2, 2, 80)[:, None] > np.linspace(-1.5, 1.5, 12)).astype(float)


def numbers_of(report):
    return [report.facility, report.r_rest, report.d27_fraction, report.alpha_if_deleted]


def test_order_of_the_people_changes_nothing_that_is_shown():
    mixed = item_analysis.analyse(np.random.default_rng(1).permutation(SHEETS))
    report = item_analysis.analyse(SHEETS)
    assert np.stack(numbers_of(mixed)) == pytest.approx(np.stack(numbers_of(report)))
    assert mixed.reliability.alpha == pytest.approx(report.reliability.alpha)


def test_plain_d27_depends_on_the_order_and_the_shown_one_does_not():
    tied = np.array([[1, 0], [0, 1]] * 10, float)
    one, other = item_analysis.analyse(tied), item_analysis.analyse(tied[np.argsort(tied[:, 0])])
    assert one.d27_fraction.tolist() == other.d27_fraction.tolist() == pytest.approx([0, 0])
    assert one.d27.tolist() != other.d27.tolist()


def test_kr20_is_alpha_where_answers_are_right_or_wrong():
    whole = item_analysis.analyse(SHEETS).reliability
    assert whole.kr20 == pytest.approx(whole.alpha)


def test_part_points_have_alpha_but_no_kr20():
    whole = item_analysis.analyse(np.where(ABLE == 1, 1, 0.5)).reliability
    assert whole.alpha > 0.8
    assert (whole.kr20, whole.kr21) == (None, None)


def test_corrected_discrimination_is_below_the_uncorrected_one():
    report = item_analysis.analyse(ABLE)
    assert (report.r_rest < report.r_total).all()


def test_question_that_everybody_got_right_stays_in_the_total_without_an_r():
    report = item_analysis.analyse(np.column_stack([ABLE, np.ones(80)]))
    assert report.total_mean == pytest.approx(ABLE.sum(1).mean() + 1)
    assert (report.item(12).facility, report.item(12).r_rest, report.item(12).r_low) == (1, None, None)
    without = item_analysis.analyse(ABLE).reliability.mean_inter_item_r
    assert report.reliability.mean_inter_item_r == pytest.approx(without)


def test_question_that_was_not_given_leaves_the_person_out_of_the_totals_only():
    partly = SHEETS.copy()
    partly[:5, 0] = np.nan
    report = item_analysis.analyse(partly)
    assert (report.n, report.complete, report.seen.tolist()) == (80, 75, [75] + [80] * 11)
    assert report.facility[0] == SHEETS[5:, 0].mean()
    assert report.reliability.alpha == pytest.approx(item_analysis.analyse(SHEETS[5:]).reliability.alpha)


@pytest.mark.parametrize("shape", [(0, 5), (1, 5), (5, 0), (5, 1)])
def test_too_little_gives_no_figures_instead_of_a_fault(shape):
    whole = item_analysis.analyse(np.ones(shape)).reliability
    assert (whole.alpha, whole.sem, whole.verdict) == (None, None, Verdict.TOO_FEW)


def test_list_is_not_a_table():
    with pytest.raises(ValueError, match="table"):
        item_analysis.analyse(np.ones(5))


@pytest.mark.parametrize(
    ("alpha", "n", "verdict"),
    [
        (0.9, 29, Verdict.TOO_FEW),
        (0.59, 30, Verdict.NO_INDIVIDUAL_SCORES),
        (0.60, 30, Verdict.CAUTION),
        (0.70, 30, Verdict.GROUPS),
        (0.80, 30, Verdict.CERTIFICATES),
        (None, 30, Verdict.UNKNOWN),
    ],
)
def test_reliability_says_what_it_allows(alpha, n, verdict):
    assert item_analysis.Reliability(n, 20, alpha, *(None,) * 6).verdict == verdict


def test_one_person_s_score_has_its_interval():
    whole = item_analysis.analyse(ABLE).reliability
    assert whole.half_width == pytest.approx(1.959964 * whole.sem)


def test_decisions_of_a_perfect_test_repeat_away_from_the_cut():
    report = item_analysis.analyse(np.repeat([[0.0] * 40, [1.0] * 40], 40, axis=0))
    found = item_analysis.decision_consistency(report.totals, items=40, cut=32, figures=report.reliability)
    assert (found.n, found.agreement, found.kappa, found.near_cut) == (80, 1, 1, 0)


def test_decisions_of_a_test_of_chance_agree_by_chance():
    sheets = (np.random.default_rng(2).random((4000, 20)) < 0.5).astype(float)
    report = item_analysis.analyse(sheets)
    found = item_analysis.decision_consistency(report.totals, items=20, cut=10, figures=report.reliability)
    assert found.kappa == pytest.approx(0, abs=0.02)
    assert found.near_cut > 0.5


@pytest.mark.parametrize("spread", [0.0, 0.6])
def test_decisions_are_as_consistent_as_a_second_form_shows(spread):
    chances = np.random.default_rng(4)
    able = chances.normal(1.2, 0.7, (20_000, 1)) - chances.normal(0, spread, (1, 30))
    first, second = (chances.random((20_000, 30)) < 1 / (1 + np.exp(-able)) for _form in "AB")
    report = item_analysis.analyse(first)
    found = item_analysis.decision_consistency(report.totals, items=30, cut=24, figures=report.reliability)
    agreed = ((first.sum(1) >= 24) == (second.sum(1) >= 24)).mean()
    assert found.agreement == pytest.approx(agreed, abs=0.01)


def test_everybody_passes_without_a_kappa():
    report = item_analysis.analyse(ABLE)
    found = item_analysis.decision_consistency(report.totals, items=12, cut=0, figures=report.reliability)
    assert (found.agreement, found.kappa) == (1, None)


def test_few_people_have_no_decision_consistency():
    report = item_analysis.analyse(ABLE[:29])
    assert item_analysis.decision_consistency(report.totals, items=12, cut=8, figures=report.reliability) is None
