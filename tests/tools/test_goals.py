"""The bench's verdicts: a goal counts as reached only if nothing went wrong on the way."""

import pytest

from tools.bench.goals import GOALS, as_markdown, errors_of
from tools.bench.measures import Cost, Measured, compared, cost_of


def cost(cpu_ms, errors=0):
    return Cost(cpu_ms=cpu_ms, p50_ms=1.0, p95_ms=2.0, errors=errors)


@pytest.mark.parametrize(("ours", "is_reached"), [(2.0, True), (4.0, True), (4.1, False)])
def test_a_page_may_cost_twice_its_bare_view(ours, is_reached):
    assert GOALS["lesson"].is_reached(compared(cost(2.0), cost(ours))) is is_reached


def test_a_fast_page_with_an_error_has_not_reached_its_goal():
    measured = compared(cost(2.0), cost(2.0, errors=1))
    assert (errors_of(measured), GOALS["lesson"].is_reached(measured)) == (1, False)


@pytest.mark.parametrize(("rate", "is_reached"), [(29.9, False), (30.0, True)])
def test_tests_a_second_are_a_floor(rate, is_reached):
    assert GOALS["attempts"].is_reached(Measured(rate)) is is_reached


def test_a_missing_file_spoils_the_weight_of_a_page():
    assert GOALS["first_visit_km"].is_reached(Measured(40.0, more={"missing": ["/static/x.css"]})) is False


def test_what_has_no_goal_is_neither_reached_nor_missed():
    assert GOALS["retention_query"].is_reached(Measured(500.0)) is None


def test_one_bad_round_does_not_count():
    assert cost_of([0.001, 0.002, 0.9], [0.1, 0.1], errors=0).cpu_ms == 2.0


def test_the_table_names_bare_ours_and_verdict():
    table = as_markdown({"lesson": compared(cost(1.0), cost(1.5))}, 1.0)
    assert table.splitlines()[2] == (
        "| Lesson page, signed in | 1.00 ms | 1.50 ms | 1.0 / 2.0 ms | x1.5 |  | x2.0 | reached |"
    )


def test_the_table_keeps_what_was_measured_beside_what_is_judged():
    table = as_markdown({"attempts": Measured(20.0)}, 2.0)
    assert table.splitlines()[2] == (
        "| Whole tests of 20 saved answers, 50 people at once |  |  |  | 20 a second | 40 a second | 30 a second "
        "| reached |"
    )


@pytest.mark.parametrize(
    ("name", "value", "there", "is_reached"),
    [
        ("attempts", 15.0, 30.0, True),
        ("attempts", 14.9, 29.8, False),
        ("certificate", 50.0, 25.0, True),
        ("certificate", 50.1, 25.05, False),
        ("import_csv", 4.0, 2.0, True),
        ("lesson", 2.1, 2.1, False),
        ("html", 31.0, 31.0, False),
        ("autosave_at_once", 1.0, 1.0, False),
    ],
)
def test_times_are_judged_on_the_machine_of_the_goals(name, value, there, is_reached):
    goal = GOALS[name]
    assert (goal.there(value, 2.0), goal.is_reached(Measured(value), 2.0)) == (there, is_reached)


def test_a_quicker_machine_is_judged_more_strictly():
    assert GOALS["certificate"].is_reached(Measured(20.0), 0.5) is False
