"""Generations of trainers, against reference cases and by hand."""

from datetime import date

import pytest
from reference_cases import FOLDER

from lms.alumni.cascade import Taught, cascade, who_taught
from lms.assessments.reference import checking

CASES = checking.read(FOLDER / "tot_cascade.json")[0]
EARLY, LATE = date(2024, 3, 1), date(2025, 3, 1)


def taught(*lines):
    return [Taught(trainer, learner, course, number) for number, (trainer, learner, course) in enumerate(lines)]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CASES])
def test_figures_agree_with_the_reference(case):
    assert checking.check(case, checking.adapters()).faults == []


def test_a_person_counts_once_in_the_lowest_generation():
    found = cascade(["a", "b"], taught(("a", "c", 1), ("c", "d", 2), ("b", "d", 3), ("d", "e", 4), ("c", "e", 4)))
    assert found.generation == {"a": 0, "b": 0, "c": 1, "d": 1, "e": 2}
    assert (found.sizes, found.reached, found.contacts) == ([2, 2, 1], 3, 4)


def test_circles_end():
    found = cascade(["a"], taught(("a", "b", 1), ("b", "c", 2), ("c", "a", 3), ("c", "b", 3)))
    assert (found.generation, found.sizes) == ({"a": 0, "b": 1, "c": 2}, [1, 1, 1])


def test_teaching_oneself_counts_for_nothing():
    found = cascade(["a"], taught(("a", "a", 1)))
    assert (found.sizes, found.reached, found.contacts, found.share_active) == ([1], 0, 0, 0.0)


def test_who_learnt_outside_the_tree_is_not_in_it():
    assert cascade(["a"], taught(("x", "y", 1))).generation == {"a": 0}


def test_without_a_first_generation_there_is_nothing():
    found = cascade([], taught(("a", "b", 1)))
    assert (found.generation, found.sizes, found.growth, found.share_active) == ({}, [], [], 0.0)


def test_credit_adds_up_to_the_people_reached():
    found = cascade(["a", "b"], taught(("a", "c", 1), ("b", "c", 1), ("b", "d", 1), ("c", "e", 2), ("d", "e", 2)))
    assert (found.credit, sum(found.credit.values())) == ({"a": 0.5, "b": 1.5, "c": 0.5, "d": 0.5, "e": 0.0}, 3)


def test_every_trainer_of_a_course_taught_everyone_who_completed_it():
    completions = [("a", "regional", EARLY), ("b", "regional", EARLY), ("c", "national", LATE)]
    lines = who_taught(completions, [("national", "a", LATE), ("national", "b", LATE)])
    assert [(line.trainer, line.learner) for line in lines] == [("a", "c"), ("b", "c")]


def test_who_taught_before_the_own_training_is_no_product_of_it():
    completions = [("a", "regional", LATE), ("c", "national", LATE)]
    assert who_taught(completions, [("national", "a", EARLY), ("national", "nobody", EARLY)]) == []
