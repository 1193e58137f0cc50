"""A candidate who has met everything, and what follows from it."""

import factories
import pytest

from certificates import actions
from lms.cohorts.models import Attendance


@pytest.fixture(autouse=True)
def probe_programmes(settings):
    settings.PROGRAMMES = {
        **settings.PROGRAMMES,
        "probe-trainer": "probe_programmes.TRAINER",
        "probe-completion": "probe_programmes.COMPLETION",
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
    return actions.recommend(enrolment=candidate, note="Teaches calmly.", by=trainer_kh)


@pytest.fixture
def certificate(recommendation, taskforce_kh):
    return actions.approve(recommendation=recommendation, reason="Everything is met.", by=taskforce_kh)


@pytest.fixture
def finisher(completion_cohort, learner_kh, trainer_kh):
    enrolment = factories.enrolment(completion_cohort, learner_kh)
    attend(enrolment, trainer_kh)
    return enrolment
