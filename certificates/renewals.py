"""What keeps a certificate alive, and whether its time has come."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from certificates import reissue_rules
from certificates.models import Certificate, Recommendation
from lms.core import programmes
from lms.core.programmes import Requirement


def checklist(certificate: Certificate) -> list[Requirement]:
    """What a renewal demands and where it stands; nothing where the certificate has no end."""
    if certificate.valid_until is None:
        return []
    return programmes.get(certificate.programme_code).renewal(certificate.person, counted_from(certificate))


def counted_from(certificate: Certificate) -> date:
    """From when evidence counts: a correction or a transfer is no new start."""
    first = certificate
    while first.replaces_id and is_no_new_start(first):
        first = first.replaces
    return first.issued_on


def is_no_new_start(certificate: Certificate) -> bool:
    """Whether the same decision led to the one before, or the request was a transfer."""
    decision = certificate.decision
    if decision is None or decision.pk == certificate.replaces.decision_id:
        return True
    return decision.recommendation.purpose == Recommendation.Purpose.TRANSFER


def may_renew_now(certificate: Certificate) -> bool:
    is_renewable = certificate.state_now in (Certificate.State.VALID, Certificate.State.EXPIRED)
    return is_renewable and reissue_rules.may_renew(timezone.localdate(), certificate.valid_until)


@dataclass(frozen=True)
class Paper:
    """One certificate as its holder reads it; `days_left` is None where it has no end or is not valid now."""

    certificate: Certificate
    days_left: int | None
    checklist: list[Requirement]
    opens_on: date | None
    may_renew: bool

    @classmethod
    def of(cls, certificate: Certificate) -> "Paper":
        until, may_renew = certificate.valid_until, may_renew_now(certificate)
        is_alive = until is not None and (certificate.is_valid_now or may_renew)
        return cls(
            certificate=certificate,
            days_left=(until - timezone.localdate()).days if until and certificate.is_valid_now else None,
            checklist=checklist(certificate) if is_alive else [],
            opens_on=reissue_rules.opens_on(until) if is_alive else None,
            may_renew=may_renew,
        )
