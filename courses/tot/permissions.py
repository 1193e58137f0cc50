"""Who may observe whose practice lesson."""

from django.utils.translation import gettext as _

from lms.cohorts.models import Enrolment
from lms.people.models import Role, User


def can_observe(user: User, enrolment: Enrolment) -> bool:
    return why_not_observe(user, enrolment) == ""


def why_not_observe(user: User, enrolment: Enrolment) -> str:
    """The reason in words, or nothing when the person may observe."""
    if enrolment.country not in user.countries_as(Role.Kind.OBSERVER):
        return _("You are not an observer for this person's country.")
    if enrolment.person_id == user.pk:
        return _("You cannot observe your own lesson.")
    if enrolment.cohort.trainers.filter(pk=user.pk).exists():
        return _("You train this person, so another observer must score this lesson.")
    return ""
