from types import SimpleNamespace

import pytest

from courses.tot import practice


def lesson(**facts):
    whole = {"plan": "Plan", "feedback": "Good", "reflection": "More time", "tested": 12, "mean_before": 48}
    return SimpleNamespace(**{"minutes": 60, "participants": 10, **whole, "mean_after": 71, **facts})


@pytest.mark.parametrize(
    ("minutes", "participants", "reason"),
    [
        (60, 10, ""),
        (59, 10, "It does not count: a lesson counts from 60 minutes."),
        (60, 9, "It does not count: a lesson counts from 10 participants."),
        (None, None, "It does not count: a lesson counts from 60 minutes."),
        (60, None, "It does not count: a lesson counts from 10 participants."),
    ],
)
def test_a_lesson_counts_by_length_and_people(minutes, participants, reason):
    assert practice.why_not_counted(lesson(minutes=minutes, participants=participants)) == reason


@pytest.mark.parametrize(
    ("facts", "gaps"),
    [
        ({}, []),
        ({"plan": " "}, ["session plan"]),
        ({"mean_after": None}, ["figures before and after"]),
        ({"tested": None}, ["figures before and after"]),
        ({"tested": 0, "mean_before": None, "mean_after": None}, ["figures before and after"]),
        ({"tested": 9, "mean_before": None, "mean_after": None}, []),
        ({"feedback": "", "reflection": ""}, ["what the participants said", "what you keep, and what you change"]),
    ],
)
def test_a_portfolio_names_what_is_missing(facts, gaps):
    assert practice.portfolio_gaps(lesson(**facts)) == gaps
