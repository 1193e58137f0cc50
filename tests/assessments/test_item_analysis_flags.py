"""Which figures of a question raise which flag, before and after the course."""

import numpy as np
import pytest

from lms.assessments import item_analysis
from lms.assessments.gain import FourCounts
from lms.assessments.item_analysis import Ebel, Flag, ItemFigures, OptionLine, Phase, flags_of


def figures(facility=0.6, r=0.4, n=30):
    return ItemFigures(n=n, n_complete=n, facility=facility, r_rest=r)


def wrong(share=0.2, r=-0.2, count=20):
    return OptionLine(1, is_key=False, count=count, share=share, upper=share, middle=share, lower=share, r=r)


@pytest.mark.parametrize(
    ("r", "before", "after"),
    [
        (-0.01, [Flag.CHECK_KEY], [Flag.CHECK_KEY]),
        (0.05, [Flag.POOR], []),
        (0.15, [Flag.WEAK], []),
        (0.20, [], []),
        (None, [], []),
    ],
)
def test_low_discrimination_counts_before_the_course_and_a_negative_one_always(r, before, after):
    assert flags_of(figures(r=r), phase=Phase.PRE) == before
    assert flags_of(figures(r=r), phase=Phase.POST) == after


@pytest.mark.parametrize(
    ("facility", "before", "after"),
    [
        (0.19, [Flag.TOO_HARD], [Flag.TOO_HARD]),
        (0.20, [Flag.HARD], [Flag.HARD]),
        (0.30, [], []),
        (0.90, [], []),
        (0.95, [Flag.EASY], []),
    ],
)
def test_easy_question_after_the_course_is_success(facility, before, after):
    assert flags_of(figures(facility=facility), phase=Phase.PRE) == before
    assert flags_of(figures(facility=facility), phase=Phase.POST) == after


def test_facility_of_blind_guessing_is_flagged_to_its_edge():
    assert flags_of(figures(facility=0.30), phase=Phase.PRE, chance=0.25) == [Flag.AT_CHANCE]
    assert flags_of(figures(facility=0.31), phase=Phase.PRE, chance=0.25) == []


def test_nothing_is_flagged_under_thirty_people():
    assert flags_of(figures(facility=0.1, r=-0.5, n=29), phase=Phase.PRE, options=[wrong(share=0.0)]) == []


def test_options_are_flagged_in_both_tests():
    options = [wrong(share=0.01, r=0.3, count=4), wrong(r=0.11, count=5)]
    expected = [Flag.ATTRACTIVE_OPTION, Flag.UNUSED_OPTION]
    assert flags_of(figures(), phase=Phase.PRE, options=options) == expected
    assert flags_of(figures(), phase=Phase.POST, options=options) == expected


def test_unused_option_of_a_mastered_question_is_no_fault():
    assert flags_of(figures(facility=0.97), phase=Phase.POST, options=[wrong(share=0.01)]) == []


def test_question_that_nobody_learned_is_flagged():
    assert flags_of(figures(), phase=Phase.POST, change=FourCounts(2, 1, 20, 10)) == [Flag.NOT_LEARNED]


def test_question_that_is_harder_in_a_language_is_flagged():
    assert flags_of(figures(), phase=Phase.PRE, harder_by=0.16) == [Flag.HARDER_IN_LANGUAGE]
    assert flags_of(figures(), phase=Phase.PRE, harder_by=0.15) == []
    assert flags_of(figures(), phase=Phase.PRE, harder_by=float("nan")) == []


def test_languages_are_compared_with_english_from_fifty_answers():
    facility = {"en": np.array([0.8, 0.8]), "km": np.array([0.6, 0.6]), "lo": np.array([0.5, 0.5])}
    answers = {"en": np.array([60, 60]), "km": np.array([50, 49]), "lo": np.array([10, 10])}
    found = item_analysis.harder_by(facility, answers)
    assert sorted(found) == ["km", "lo"]
    assert found["km"] == pytest.approx([0.2, np.nan], nan_ok=True)
    assert np.isnan(found["lo"]).all()


def test_languages_without_english_are_not_compared():
    assert item_analysis.harder_by({"km": np.ones(2)}, {"km": np.full(2, 90)}) == {}


def test_ebel_s_words_begin_at_their_limits():
    assert [item_analysis.ebel(d) for d in (0.4, 0.3, 0.2, 0.19)] == [
        Ebel.VERY_GOOD,
        Ebel.GOOD,
        Ebel.MARGINAL,
        Ebel.POOR,
    ]
