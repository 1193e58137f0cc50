"""Who may sit a test and who may read results."""

from lms.assessments.models import Attempt
from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import User


def can_sit(user: User, enrolment: Enrolment) -> bool:
    """Only the enrolled person, as long as the enrolment stands."""
    return enrolment.person_id == user.pk and enrolment.withdrawn_at is None


def can_answer(user: User, attempt: Attempt) -> bool:
    return attempt.enrolment.person_id == user.pk


def can_read_results(user: User, cohort: Cohort) -> bool:
    """The figures of a cohort: its trainers and administrators."""
    return user.is_administrator or can_read_scores(user, cohort)


def can_read_scores(user: User, cohort: Cohort) -> bool:
    """Points by name, to help those who need it: the cohort's own trainers."""
    return cohort.trainers.filter(pk=user.pk).exists()
