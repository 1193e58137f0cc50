"""The certificate that follows from one approval."""

from django.db import transaction

from certificates import notices, queries
from certificates.errors import NotInForce
from certificates.issuing import issue
from certificates.models import Certificate, Decision
from lms.people.models import User


@transaction.atomic
def grant(*, decision: Decision, by: User) -> Certificate:
    """Issue what was approved and tell the holder and the trainer."""
    recommendation = decision.recommendation
    check_nothing_revoked_since(decision)
    certificate = issue(enrolment=recommendation.enrolment, decision=decision, by=by)
    notices.tell_of_approval(certificate, recommendation)
    return certificate


def check_nothing_revoked_since(decision: Decision) -> None:
    """An approval that still waits for its paper does not outlive a revocation."""
    papers = queries.papers_of_programme(decision.recommendation.enrolment)
    if papers.filter(state=Certificate.State.REVOKED, state_changed_at__gt=decision.decided_at).exists():
        raise NotInForce
