"""How many forms the live questions fill."""

from lms.core.programmes import Blueprint
from lms.questionnaires.coverage import Cell, coverage_of
from lms.questionnaires.lifecycle import steps_from

BLUEPRINT = Blueprint({"C1": {"recall": 1, "apply": 2}, "C2": {"analyse": 1}})


def test_the_scarcest_cell_says_how_many_forms():
    found = coverage_of(BLUEPRINT, {("C1", "recall"): 4, ("C1", "apply"): 4, ("C2", "analyse"): 3})
    assert (found.live, found.forms, [cell.forms for cell in found.cells]) == (11, 2, [4, 2, 3])


def test_an_empty_cell_fills_no_form():
    assert coverage_of(BLUEPRINT, {("C1", "recall"): 4}).forms == 0


def test_questions_outside_the_blueprint_are_shown_and_fill_nothing():
    found = coverage_of(BLUEPRINT, {("C9", "recall"): 2})
    assert (found.cells[-1], found.forms) == (Cell("C9", "recall", 0, 2), 0)


def test_few_higher_levels_are_told():
    assert coverage_of(BLUEPRINT, {("C1", "recall"): 6, ("C1", "apply"): 2}).has_few_higher is True
    assert (
        coverage_of(BLUEPRINT, {("C1", "recall"): 1, ("C1", "apply"): 2, ("C2", "analyse"): 1}).has_few_higher is False
    )
    assert coverage_of(BLUEPRINT, {}).has_few_higher is False


def test_each_state_has_its_steps():
    table = {
        state: [step.code for step in steps_from(state)]
        for state in ("draft", "content_reviewed", "harm_reviewed", "piloted", "live", "retired")
    }
    assert table == {
        "draft": ["content_review", "retire"],
        "content_reviewed": ["harm_review", "bring_back", "retire"],
        "harm_reviewed": ["mark_piloted", "put_live", "bring_back", "retire"],
        "piloted": ["put_live", "bring_back", "retire"],
        "live": ["bring_back", "retire"],
        "retired": ["bring_back"],
    }
