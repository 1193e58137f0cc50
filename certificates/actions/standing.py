"""What happens to a certificate after its issue: suspended, valid again, revoked by two, expired."""

from django.db import transaction
from django.utils import timezone

from certificates import events, notices
from certificates.actions.checks import check_reason
from certificates.errors import MayNotChange, NotInForce, NotSuspended, RevocationClosed, SecondMemberNeeded
from certificates.models import Certificate, CertificateEvent, RevocationProposal
from certificates.permissions import can_change_standing, can_confirm_revocation, members_of
from certificates.queries import IN_FORCE
from lms.core import audit
from lms.people.models import User

State, Kind = Certificate.State, CertificateEvent.Kind


@transaction.atomic
def suspend(*, certificate: Certificate, reason: str, by: User) -> Certificate:
    """Take a certificate out of force for a while: its check page and the published lists say so at once."""
    check_may_change(certificate, reason=reason, by=by)
    event = events.move(certificate, among=[State.VALID], to=State.SUSPENDED, kind=Kind.SUSPENDED, by=by, reason=reason)
    audit.record(certificate, "certificates.suspend", by=by, reason=reason)
    notices.tell_of_suspension(event)
    return certificate


@transaction.atomic
def reinstate(*, certificate: Certificate, reason: str, by: User) -> Certificate:
    """Make a suspended certificate valid again, until the day that it had."""
    check_may_change(certificate, reason=reason, by=by)
    event = events.move(
        certificate,
        among=[State.SUSPENDED],
        to=State.VALID,
        kind=Kind.REINSTATED,
        by=by,
        reason=reason,
        refusal=NotSuspended,
    )
    audit.record(certificate, "certificates.reinstate", by=by, reason=reason)
    notices.tell_of_reinstatement(event)
    return certificate


@transaction.atomic
def propose_revocation(*, certificate: Certificate, reason: str, by: User) -> RevocationProposal:
    """Ask another member to end a certificate for good; while somebody's request is open, that one is the answer."""
    check_may_change(certificate, reason=reason, by=by)
    if not Certificate.objects.select_for_update().filter(pk=certificate.pk, state__in=IN_FORCE).first():
        raise NotInForce
    proposal, is_new = RevocationProposal.objects.get_or_create(
        certificate=certificate,
        state=RevocationProposal.State.OPEN,
        defaults={"reason": reason, "proposed_by": by},
    )
    if is_new:
        audit.record(certificate, "certificates.propose_revocation", by=by, reason=reason)
        others = members_of(certificate.country).exclude(pk__in=[by.pk, certificate.person_id])
        notices.tell_of_proposal(proposal, others)
    return proposal


@transaction.atomic
def confirm_revocation(*, proposal: RevocationProposal, by: User) -> Certificate:
    """The second of two people: the certificate ends; the row stays and its check page says so.

    Also where it expired after the request: what was wrong with it is said all the same.
    """
    if proposal.proposed_by_id == by.pk:
        raise SecondMemberNeeded
    close(proposal, RevocationProposal.State.CONFIRMED, by=by)
    certificate = proposal.certificate
    among = (*IN_FORCE, State.EXPIRED)
    event = events.move(certificate, among=among, to=State.REVOKED, kind=Kind.REVOKED, by=by, reason=proposal.reason)
    audit.record(certificate, "certificates.revoke", by=by, reason=proposal.reason, proposed_by=proposal.proposed_by_id)
    notices.tell_of_revocation(event)
    return certificate


@transaction.atomic
def drop_revocation(*, proposal: RevocationProposal, by: User) -> RevocationProposal:
    """Leave the certificate as it is: whoever asked may take it back, another member may turn it down."""
    close(proposal, RevocationProposal.State.DROPPED, by=by)
    audit.record(proposal.certificate, "certificates.drop_revocation", by=by)
    return proposal


def close(proposal: RevocationProposal, state: str, *, by: User) -> None:
    """The row count says who of two was first."""
    if proposal.proposed_by_id != by.pk and not can_confirm_revocation(by, proposal):
        raise MayNotChange
    still_open = RevocationProposal.objects.filter(pk=proposal.pk, state=RevocationProposal.State.OPEN)
    if not still_open.update(state=state, closed_by=by, closed_at=timezone.now()):
        raise RevocationClosed
    proposal.refresh_from_db()


def check_may_change(certificate: Certificate, *, reason: str, by: User) -> None:
    if not can_change_standing(by, certificate):
        raise MayNotChange
    check_reason(reason)


def expire_due() -> int:
    """Mark as expired what was valid until a day before today, and return how many."""
    over = Certificate.objects.valid().filter(valid_until__lt=timezone.localdate())
    return sum(expire(certificate) for certificate in over)


@transaction.atomic
def expire(certificate: Certificate) -> bool:
    """False where somebody changed it in this moment."""
    try:
        events.move(certificate, among=[State.VALID], to=State.EXPIRED, kind=Kind.EXPIRED, by=None)
    except NotInForce:
        return False
    audit.record(certificate, "certificates.expire", by=None)
    return True
