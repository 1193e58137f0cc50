"""A candidate of a Training of Trainers in Cambodia, one taught lesson, and two observers who score it."""

from datetime import date

import factories
import pytest

from courses.tot import rubric
from courses.tot.actions import observing
from courses.tot.models import PracticeSession
from lms.people.models import Role


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
def taught(trainee):
    """`taught(kind, **facts)` adds a lesson of the candidate that counts."""

    def teach(kind="delivered", *, enrolment=None, **facts):
        enrolment = enrolment or trainee
        facts = {"title": "Safe questions", "taught_on": date(2026, 11, 5), "minutes": 75, "participants": 14, **facts}
        return PracticeSession.objects.create(enrolment=enrolment, kind=kind, created_by=enrolment.person, **facts)

    return teach


@pytest.fixture
def lesson(taught):
    return taught()


@pytest.fixture
def draft(lesson, observer_kh, threes):
    """Begun and filled in, not yet saved."""
    row = observing.begin(session=lesson, by=observer_kh)
    row.scores, row.notes, row.is_independent = threes, "Calm.", True
    return row


@pytest.fixture
def observer2_kh(db):
    return factories.person_with_role(
        Role.Kind.OBSERVER, "KH", full_name="Long Sokha", email="observer2.kh@example.org"
    )


@pytest.fixture
def observer3_kh(db):
    return factories.person_with_role(Role.Kind.OBSERVER, "KH", full_name="Mao Rith", email="observer3.kh@example.org")


@pytest.fixture
def signed_by():
    """`signed_by(observer, lesson, level=3, accuracy=4)` signs a whole rubric."""

    def sign(observer, session, level=3, *, is_read=False, **other):
        row = observing.begin(session=session, by=observer)
        row.scores = {**dict.fromkeys(rubric.KEYS, level), **other}
        row.notes, row.is_independent = "Calm.", True
        signed = observing.sign(observation=observing.save_draft(observation=row, by=observer), by=observer)
        if is_read:
            observing.countersign(observation=signed, reply="", by=session.enrolment.person)
        return signed

    return sign
