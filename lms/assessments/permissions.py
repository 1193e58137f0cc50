"""Who may sit a test, read points by name, mark answers and correct keys."""

from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import User
from lms.questionnaires import permissions as bank


def can_sit(user: User, enrolment: Enrolment) -> bool:
    """Only the enrolled person, as long as the enrolment stands."""
    return enrolment.person_id == user.pk and enrolment.withdrawn_at is None


def can_read_scores(user: User, cohort: Cohort) -> bool:
    """Points by name, to help those who need it: the cohort's own trainers."""
    return cohort.trainers.filter(pk=user.pk).exists()


def can_grant_try(user: User, enrolment: Enrolment) -> bool:
    """The cohort's own trainers, for somebody else who still takes part."""
    is_own = enrolment.person_id == user.pk
    return not is_own and enrolment.withdrawn_at is None and can_read_scores(user, enrolment.cohort)


def can_mark(user: User, enrolment: Enrolment) -> bool:
    """The cohort's own trainers; nobody an own answer."""
    return enrolment.person_id != user.pk and can_read_scores(user, enrolment.cohort)


def can_rekey(user: User) -> bool:
    """Those who write the bank: editors and administrators."""
    return bank.can_write(user)


def can_read_analysis(user: User) -> bool:
    """How questions behaved over all cohorts, figures only: those who write and review the bank."""
    return user.is_authenticated and any(map(user.holds, (*bank.WRITING_ROLES, *bank.REVIEWING_ROLES)))


def can_send_flags(user: User) -> bool:
    """Opening tasks for the bank is work on the bank."""
    return can_read_analysis(user)
