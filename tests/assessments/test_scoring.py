"""Points, groups, serious harm and the bands."""

import pytest

from lms.assessments.marking import Key
from lms.assessments.scoring import Band, Item, Mark, band, is_passed, score
from lms.core.programmes import GroupRule, PassRule

HALF = PassRule(share=0.5)


def item(code, competency, right, serious_harm=""):
    return Item(code, competency, Key("single_best", right), frozenset(serious_harm))


ITEMS = [item("Q1", "C2", "a"), item("Q2", "C2", "b"), item("Q3", "C5", "c", "d"), item("Q4", "C5", "d")]


def test_each_key_is_one_point_and_silence_is_wrong():
    result = score(ITEMS, {"Q1": "a", "Q2": "c", "Q3": "c"}, HALF)
    assert (result.points, result.max_points) == (2, 4)
    assert result.competencies == {"C2": (1, 2), "C5": (1, 2)}
    assert result.marks["Q4"] == Mark("", 0, 1)


def test_an_answer_to_a_question_that_is_not_on_the_form_counts_nothing():
    assert score(ITEMS, {"Q9": "a"}, HALF).points == 0


def test_serious_harm_is_counted():
    assert score(ITEMS, {"Q3": "d", "Q4": "d"}, HALF).serious_harm_count == 1


def test_serious_harm_fails_above_the_limit():
    items = [item(f"Q{n}", "P1", "a", "d") for n in range(10)]
    rule = PassRule(share=0.5, serious_harm_at_most=1)
    answers = {f"Q{n}": "a" for n in range(8)}
    assert score(items, {**answers, "Q8": "d"}, rule).is_passed is True
    assert score(items, {**answers, "Q8": "d", "Q9": "d"}, rule).is_passed is False


@pytest.mark.parametrize(
    ("points", "most", "share", "passed"),
    [(30, 40, 0.75, True), (29, 40, 0.75, False), (8, 10, 0.75, True), (7, 10, 0.75, False), (23, 28, 23 / 28, True)],
)
def test_share_is_met_exactly(points, most, share, passed):
    assert is_passed(points, most, {}, 0, PassRule(share=share)) is passed


def test_group_rule_takes_its_competencies_together():
    rule = PassRule(share=0, groups=(GroupRule(("C5", "C6"), 8 / 11),))
    assert is_passed(8, 11, {"C5": (6, 6), "C6": (2, 5)}, 0, rule) is True
    assert is_passed(7, 11, {"C5": (6, 6), "C6": (1, 5)}, 0, rule) is False


def test_group_rule_applies_to_the_competencies_that_the_form_asks_about():
    rule = PassRule(share=0, groups=(GroupRule(("C5", "C6"), 8 / 11),))
    assert is_passed(4, 5, {"C5": (4, 5)}, 0, rule) is True
    assert is_passed(3, 5, {"C5": (3, 5)}, 0, rule) is False


def test_group_rule_without_its_competencies_does_not_apply():
    rule = PassRule(share=0, groups=(GroupRule(("P7",), 0.5),))
    assert is_passed(1, 1, {"P1": (1, 1)}, 0, rule) is True


def test_a_form_without_questions_is_not_passed():
    assert score([], {}, PassRule(share=0)).is_passed is False


@pytest.mark.parametrize(
    ("points", "expected"), [(0, Band.LOW), (4, Band.LOW), (5, Band.MIDDLE), (7, Band.MIDDLE), (8, Band.HIGH)]
)
def test_bands(points, expected):
    assert band(points, 10) == expected


def test_an_attitude_is_never_scored():
    items = [*ITEMS, Item("ATT", "C2", Key("attitude"))]
    result = score(items, {"Q1": "a", "ATT": "e"}, HALF)
    assert (result.points, result.max_points, result.competencies["C2"]) == (1, 4, (1, 2))
    assert result.marks["ATT"] == Mark("e", None, 1)


def test_an_open_answer_waits_for_the_trainers_points():
    items = [*ITEMS, Item("OPEN", "C5", Key("open"))]
    answers = {"Q1": "a", "Q2": "b", "OPEN": "Ask alone, with an interpreter."}
    assert score(items, answers, HALF).awaits_marks is True
    marked = score(items, answers, HALF, {"OPEN": 0.5})
    assert (marked.points, marked.awaits_marks, marked.is_passed) == (2.5, False, True)


def test_an_open_question_without_an_answer_waits_for_nobody():
    assert score([Item("OPEN", "C5", Key("open"))], {}, HALF).awaits_marks is False


def test_thirds_add_up_to_a_whole_point():
    items = [Item(f"M{n}", "C2", Key("multiple", "abc")) for n in range(3)]
    assert score(items, {"M0": "a", "M1": "b", "M2": "c"}, HALF).points == 1
