"""Who may sit a test and who may read points by name."""

from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import User


def can_sit(user: User, enrolment: Enrolment) -> bool:
    """Only the enrolled person, as long as the enrolment stands."""
    return enrolment.person_id == user.pk and enrolment.withdrawn_at is None


def can_read_scores(user: User, cohort: Cohort) -> bool:
    """Points by name, to help those who need it: the cohort's own trainers."""
    return cohort.trainers.filter(pk=user.pk).exists()
