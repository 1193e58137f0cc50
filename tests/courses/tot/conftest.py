"""A candidate of a Training of Trainers in Cambodia, and a lesson scored at level 3 throughout."""

from datetime import date

import factories
import pytest

from courses.tot import rubric
from courses.tot.models import Observation


@pytest.fixture
def tot_cohort(trainer_kh):
    return factories.cohort(trainers=[trainer_kh], code="tot-kh-test", programme_code="tot")


@pytest.fixture
def trainee(tot_cohort, learner_kh):
    return factories.enrolment(tot_cohort, learner_kh)


@pytest.fixture
def threes():
    return dict.fromkeys(rubric.KEYS, 3)


@pytest.fixture
def draft(trainee, threes):
    return Observation(
        enrolment=trainee, lesson_title="Safe questions", taught_on=date(2026, 11, 5), scores=threes, notes="Calm."
    )
