"""A trainer releases certificates of completion."""

from django.db import transaction
from django.utils.translation import gettext as _

from certificates import notices
from certificates.actions.checks import check_all_met, check_kind
from certificates.errors import MayNotRecommend
from certificates.issuing import issue
from certificates.models import Certificate
from certificates.permissions import can_issue_completion
from lms.cohorts.models import Enrolment
from lms.people.models import User


@transaction.atomic
def issue_completion(*, enrolment: Enrolment, by: User) -> Certificate:
    """The trainer's release of a certificate of completion."""
    if not can_issue_completion(by, enrolment):
        raise MayNotRecommend(_("You cannot issue this certificate."))
    check_kind(enrolment, Certificate.Kind.COMPLETION)
    check_all_met(enrolment)
    certificate = issue(enrolment=enrolment, decision=None, by=by)
    notices.tell_of_completion(certificate)
    return certificate
