"""Writes of tries that a trainer gives after a talk."""

from django.db import transaction
from django.utils import timezone

from lms.assessments import admission, errors
from lms.assessments.models import Attempt, GrantedTry
from lms.cohorts.models import Enrolment
from lms.core import audit
from lms.core.errors import Refused
from lms.people.models import User


@transaction.atomic
def grant_try(*, enrolment: Enrolment, reason: str, by: User) -> GrantedTry:
    """Open one more try at the test after the course, once; raises TriesLeft where the rules allow one or none.

    Two trainers at once: the second waits for the first and is refused.
    """
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if not needs_grant(enrolment):
        raise errors.TriesLeft
    number = enrolment.attempts.filter(phase=Attempt.Phase.POST).count() + 1
    granted = GrantedTry.objects.create(enrolment=enrolment, number=number, reason=reason, granted_by=by)
    audit.record(granted, "assessments.grant_try", by=by, number=number, reason=reason)
    return granted


def needs_grant(enrolment: Enrolment) -> bool:
    """Every try is used and marked, none is passed, and no other one was given: after that one, keys are shown."""
    try:
        admission.check(enrolment, Attempt.Phase.POST, now=timezone.now())
    except errors.TriesUsedUp:
        return not enrolment.attempts.open().exists() and not enrolment.granted_tries.exists()
    except Refused:
        return False
    return False
