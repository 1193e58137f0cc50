"""Recommend, decide, issue, revoke: the only writers of certificates."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates import notices
from certificates.errors import (
    AlreadyDecided,
    AlreadyIssued,
    MayNotDecide,
    MayNotRecommend,
    NotAllMet,
    NotInForce,
    WrongKind,
)
from certificates.issuing import country_of, issue
from certificates.models import Certificate, Decision, Recommendation
from certificates.permissions import can_issue_completion, can_recommend, can_revoke, why_not_decide
from lms.cohorts.models import Enrolment
from lms.core import audit
from lms.people.models import User

__all__ = ["approve", "decline", "expire_due", "issue", "issue_completion", "recommend", "revoke"]

TRAINER, COMPLETION = Certificate.Kind.TRAINER, Certificate.Kind.COMPLETION
State = Certificate.State


@transaction.atomic
def recommend(*, enrolment: Enrolment, note: str, by: User) -> Recommendation:
    """Ask the Task Force of the person's country to decide; a second call answers the open recommendation."""
    check_may_recommend(enrolment, by)
    check_kind(enrolment, TRAINER)
    check_nothing_valid(enrolment)
    check_all_met(enrolment)
    recommendation, is_new = Recommendation.objects.get_or_create(
        enrolment=enrolment,
        is_closed=False,
        defaults={"country": country_of(enrolment), "note": note, "recommended_by": by},
    )
    if is_new:
        audit.record(recommendation, "certificates.recommend", by=by, person=enrolment.person_id)
    return recommendation


@transaction.atomic
def approve(*, recommendation: Recommendation, reason: str, by: User) -> Certificate:
    """Decide and issue in one transaction: if the certificate cannot be printed, nothing has been decided."""
    decision = decide(recommendation=recommendation, outcome=Decision.Outcome.APPROVED, reason=reason, by=by)
    check_all_met(recommendation.enrolment)
    audit.record(recommendation, "certificates.approve", by=by, person=recommendation.enrolment.person_id)
    certificate = issue(enrolment=recommendation.enrolment, decision=decision, by=by)
    notices.tell_of_approval(certificate, recommendation)
    return certificate


@transaction.atomic
def decline(*, recommendation: Recommendation, reason: str, by: User) -> Decision:
    """Decide against; the trainer reads the reason and may recommend again later."""
    decision = decide(recommendation=recommendation, outcome=Decision.Outcome.DECLINED, reason=reason, by=by)
    audit.record(recommendation, "certificates.decline", by=by, person=recommendation.enrolment.person_id)
    notices.tell_of_refusal(recommendation, reason)
    return decision


def decide(*, recommendation: Recommendation, outcome: str, reason: str, by: User) -> Decision:
    """Close the recommendation if it is still open: the row count says which of two members was first."""
    why_not = why_not_decide(by, recommendation)
    if why_not:
        raise MayNotDecide(why_not)
    closed = Recommendation.objects.filter(pk=recommendation.pk, is_closed=False).update(is_closed=True)
    if not closed:
        raise AlreadyDecided
    return Decision.objects.create(recommendation=recommendation, outcome=outcome, reason=reason, decided_by=by)


@transaction.atomic
def issue_completion(*, enrolment: Enrolment, by: User) -> Certificate:
    """The trainer's release of a certificate of completion."""
    if not can_issue_completion(by, enrolment):
        raise MayNotRecommend(_("You cannot issue this certificate."))
    check_kind(enrolment, COMPLETION)
    check_all_met(enrolment)
    certificate = issue(enrolment=enrolment, decision=None, by=by)
    notices.tell_of_completion(certificate)
    return certificate


@transaction.atomic
def revoke(*, certificate: Certificate, reason: str, by: User) -> Certificate:
    """End a certificate for good; the row stays and its check page says so."""
    if not can_revoke(by, certificate):
        raise MayNotDecide(_("You cannot revoke this certificate."))
    in_force = Certificate.objects.filter(pk=certificate.pk, state__in=[State.VALID, State.SUSPENDED])
    revoked = in_force.update(
        state=State.REVOKED, state_reason=reason, state_changed_at=timezone.now(), state_changed_by=by
    )
    if not revoked:
        raise NotInForce
    certificate.refresh_from_db()
    audit.record(certificate, "certificates.revoke", by=by, reason=reason)
    notices.tell_of_revocation(certificate)
    return certificate


def expire_due() -> int:
    """Mark as expired what was valid until a day before today, and return how many."""
    over = Certificate.objects.valid().filter(valid_until__lt=timezone.localdate())
    return sum(expire(certificate) for certificate in over)


@transaction.atomic
def expire(certificate: Certificate) -> bool:
    still_valid = Certificate.objects.valid().filter(pk=certificate.pk)
    if not still_valid.update(state=State.EXPIRED, state_changed_at=timezone.now()):
        return False
    audit.record(certificate, "certificates.expire", by=None)
    return True


def check_may_recommend(enrolment: Enrolment, by: User) -> None:
    if not can_recommend(by, enrolment):
        raise MayNotRecommend(_("You cannot recommend this person."))


def check_kind(enrolment: Enrolment, kind: str) -> None:
    if enrolment.programme.certificate_kind != kind:
        raise WrongKind


def check_all_met(enrolment: Enrolment) -> None:
    if enrolment.withdrawn_at or not all(row.is_met for row in enrolment.programme.requirements(enrolment)):
        raise NotAllMet


def check_nothing_valid(enrolment: Enrolment) -> None:
    if Certificate.objects.valid().filter(enrolment=enrolment).exists():
        raise AlreadyIssued
