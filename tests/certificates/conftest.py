"""A candidate who has met everything, and what follows from it."""

import factories
import pytest

from certificates.actions import deciding, recommending
from certificates.models import TaskForce
from lms.cohorts.models import Attendance


@pytest.fixture(autouse=True)
def probe_programmes(settings):
    settings.PROGRAMMES = {
        **settings.PROGRAMMES,
        "probe-trainer": "probe_programmes.TRAINER",
        "probe-completion": "probe_programmes.COMPLETION",
        "probe-levels": "probe_programmes.LEVELS",
    }


def attend(enrolment, marked_by):
    """Meets the probe programmes' only requirement."""
    session = factories.session(enrolment.cohort)
    return Attendance.objects.create(session=session, enrolment=enrolment, is_present=True, marked_by=marked_by)


@pytest.fixture
def meet_all():
    return attend


@pytest.fixture
def trainer_cohort(trainer_kh):
    return factories.cohort(trainers=[trainer_kh], code="probe-kh", programme_code="probe-trainer")


@pytest.fixture
def completion_cohort(trainer_kh):
    return factories.cohort(trainers=[trainer_kh], code="probe-done", programme_code="probe-completion")


@pytest.fixture
def candidate(trainer_cohort, learner_kh, observer_kh):
    enrolment = factories.enrolment(trainer_cohort, learner_kh)
    attend(enrolment, observer_kh)
    return enrolment


@pytest.fixture
def recommendation(candidate, trainer_kh):
    return recommending.recommend(enrolment=candidate, note="Teaches calmly.", by=trainer_kh)


@pytest.fixture
def certificate(recommendation, taskforce_kh):
    return deciding.approve(recommendation=recommendation, reason="Everything is met.", by=taskforce_kh)


@pytest.fixture
def two_members(db):
    """Cambodia asks for two."""
    return TaskForce.objects.create(country="KH", needs_two=True)


@pytest.fixture
def climber(trainer_kh, observer_kh, learner_kh):
    """A candidate of a programme with levels, present once: enough for the lowest."""
    cohort = factories.cohort(trainers=[trainer_kh], code="probe-levels", programme_code="probe-levels")
    enrolment = factories.enrolment(cohort, learner_kh)
    attend(enrolment, observer_kh)
    return enrolment


@pytest.fixture
def finisher(completion_cohort, learner_kh, trainer_kh):
    enrolment = factories.enrolment(completion_cohort, learner_kh)
    attend(enrolment, trainer_kh)
    return enrolment
