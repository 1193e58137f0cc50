"""The history of a certificate: its state never changes without a line of it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from certificates.errors import NotInForce
from certificates.models import Certificate, CertificateEvent
from lms.core.errors import Refused
from lms.people.models import User

Kind = CertificateEvent.Kind


def note(
    certificate: Certificate, kind: str, *, by: User | None, reason: str = "", at: datetime | None = None
) -> CertificateEvent:
    return CertificateEvent.objects.create(
        certificate=certificate, kind=kind, reason=reason, made_by=by, made_at=at or timezone.now()
    )


def move(
    certificate: Certificate,
    *,
    among: Iterable[str],
    to: str,
    kind: str,
    by: User | None,
    reason: str = "",
    refusal: type[Refused] = NotInForce,
) -> CertificateEvent:
    """Change the state if it is still one of `among`, with its line of history; `refusal` where somebody was first."""
    now = timezone.now()
    changed = {"state": to, "state_reason": reason, "state_changed_at": now, "state_changed_by": by}
    if not Certificate.objects.filter(pk=certificate.pk, state__in=list(among)).update(**changed):
        raise refusal
    for name, value in changed.items():
        setattr(certificate, name, value)
    return note(certificate, kind, by=by, reason=reason, at=now)
