"""The three programmes, loaded once for all tests of learning."""

from datetime import UTC, datetime

import pytest

from lms.assessments.models import Attempt, Form
from lms.cohorts.models import Enrolment
from lms.learning import actions, contents
from lms.learning.models import CoursesPage


@pytest.fixture(scope="session")
def _loaded_programmes(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        load_everything()


def load_everything():
    actions.load_pages(codes=["rtp", "tot", "ethics"])
    actions.sync_editor_groups()


@pytest.fixture
def programmes_loaded(_loaded_programmes, db):
    """The page tree stands; what a test changes in it is rolled back. A race test before this one has emptied all."""
    if not CoursesPage.objects.exists():
        load_everything()


@pytest.fixture
def enrolled(cohort_kh, learner_kh):
    return Enrolment.objects.create(cohort=cohort_kh, person=learner_kh)


@pytest.fixture
def written(programmes_loaded):
    """The written lessons of RTP in English, in their order."""
    return [lesson for lesson in contents.lessons_of("rtp", "en") if lesson.is_written]


@pytest.fixture
def coming(programmes_loaded):
    """A lesson of RTP that is written in no language."""
    return next(lesson for lesson in contents.lessons_of("rtp", "en") if not lesson.is_written)


@pytest.fixture
def taken(db):
    """`taken(enrolment, phase)` adds one passed sitting."""

    def take(enrolment, phase, number=1, **fields):
        form, _created = Form.objects.get_or_create(programme_code=enrolment.programme.code, letter="A")
        fields = {"state": Attempt.State.SUBMITTED, "points": 8, "max_points": 10, "is_passed": True, **fields}
        when = datetime(2026, 11, 5, 3, 0, tzinfo=UTC)
        return Attempt.objects.create(
            enrolment=enrolment,
            form=form,
            phase=phase,
            number=number,
            language="en",
            deadline_at=when,
            submitted_at=when,
            **fields,
        )

    return take
