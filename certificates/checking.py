"""What the check page may say about a certificate, and when it must say that it cannot tell."""

import re
from dataclasses import dataclass
from datetime import datetime

from certificates import queries
from certificates.models import Certificate, CertificateEvent

SHA256 = re.compile(r"[0-9a-f]{64}")
FACTS = {"name", "number", "code", "printed"}


class Unreadable(Exception):
    """A row that is not what we stored: nothing on it may be called valid."""


@dataclass(frozen=True)
class Standing:
    """What happened to a certificate since its issue, as far as anyone may know: days and numbers, never a reason."""

    valid_again_at: datetime | None = None
    replaced_by: str = ""


def with_code(code: str) -> Certificate | None:
    """None where nothing was issued with this code. Raises Unreadable."""
    try:
        certificate = queries.by_code(code)
    except ValueError as fault:  # the snapshot is no JSON any more
        raise Unreadable from fault
    return readable(certificate)


def with_paper(sha256: str) -> Certificate | None:
    """The certificate whose PDF has this SHA-256, in hexadecimal. Raises Unreadable."""
    digest = sha256.lower()
    if not SHA256.fullmatch(digest):
        return None
    try:
        certificate = Certificate.objects.filter(pdf_sha256=digest).first()
    except ValueError as fault:
        raise Unreadable from fault
    return readable(certificate)


def readable(certificate: Certificate | None) -> Certificate | None:
    """The same again, if the row and the facts copied into it still speak of one paper."""
    if certificate is None:
        return None
    facts = certificate.snapshot
    if not isinstance(facts, dict) or not facts.keys() >= FACTS:
        raise Unreadable
    if (facts["number"], facts["code"]) != (certificate.number, certificate.code):
        raise Unreadable
    return certificate


def standing_of(certificate: Certificate) -> Standing:
    """No query for a paper to which nothing happened: that is nearly every one that a hall looks up."""
    if certificate.state == Certificate.State.SUPERSEDED:
        newer = Certificate.objects.filter(replaces=certificate).values_list("number", flat=True)
        return Standing(replaced_by=newer.first() or "")
    if certificate.state == Certificate.State.VALID and certificate.state_changed_by_id:
        back = certificate.events.filter(kind=CertificateEvent.Kind.REINSTATED).values_list("made_at", flat=True)
        return Standing(valid_again_at=back.last())
    return Standing()
