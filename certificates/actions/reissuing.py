"""A new certificate in the place of an older one: with the right name, or for another country."""

from django.db import transaction
from django.utils import timezone

from certificates import issuing, notices, terms
from certificates.actions.checks import check_kind, check_reason
from certificates.corrections import differences
from certificates.errors import AlreadyRecommended, EndsToday, MayNotChange, NothingDiffers, NotInForce, SameCountry
from certificates.models import Certificate, Recommendation
from certificates.permissions import can_reissue, free_members
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def correct(*, certificate: Certificate, reason: str, by: User) -> Certificate:
    """Issue it again with the names that the person's own record says now: same decision, level and last day.

    The old one is superseded, and both stay in the register.
    """
    check_may_reissue(certificate, reason=reason, by=by)
    if not differences(certificate):
        raise NothingDiffers
    today = timezone.localdate()
    if certificate.valid_until and certificate.valid_until <= today:
        raise EndsToday
    new = issuing.issue_on(
        terms.of_correction(certificate, issued_on=today),
        enrolment=certificate.enrolment,
        decision=certificate.decision,
        by=by,
        reason=reason,
    )
    audit.record(new, "certificates.correct", by=by, reason=reason, replaces=certificate.number)
    notices.tell_of_correction(new, old_number=certificate.number)
    return new


@transaction.atomic
def ask_transfer(*, certificate: Certificate, country: str, note: str, by: User) -> Recommendation:
    """Ask the Task Force of another country to take the certificate over; it decides as on any other request.

    A second call for the same country answers the open request.
    """
    check_may_reissue(certificate, reason=note, by=by)
    check_kind(certificate.enrolment, Certificate.Kind.TRAINER)
    if country == certificate.country:
        raise SameCountry
    terms.check_may_be_replaced(certificate)
    wanted = {"country": country, "level": certificate.level, "purpose": Recommendation.Purpose.TRANSFER}
    recommendation, is_new = Recommendation.objects.open().get_or_create(
        enrolment=certificate.enrolment, defaults={**wanted, "note": note, "recommended_by": by}
    )
    if is_new:
        audit.record(recommendation, "certificates.ask_transfer", by=by, certificate=certificate.number)
        notices.tell_of_recommendation(recommendation, free_members(recommendation))
    elif (recommendation.country, recommendation.purpose) != (country, Recommendation.Purpose.TRANSFER):
        raise AlreadyRecommended
    return recommendation


def check_may_reissue(certificate: Certificate, *, reason: str, by: User) -> None:
    if not can_reissue(by, certificate):
        raise MayNotChange
    check_reason(reason)
    certificate.refresh_from_db(fields=["state", "valid_until"])
    if not (certificate.is_valid_now or certificate.state == Certificate.State.SUSPENDED):
        raise NotInForce
