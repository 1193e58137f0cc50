"""Compare every certificate with its snapshot: render it again and look at the hash."""

from django.core.management.base import BaseCommand, CommandError
from typst import TypstError

from certificates import rendering
from certificates.models import Certificate
from lms.core.errors import Refused


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        checked = differing = 0
        for certificate in Certificate.objects.order_by("pk").iterator():
            checked += 1
            fault = next(faults_of(certificate), "")
            if fault:
                differing += 1
                self.stdout.write(f"{certificate.number}: {fault}")
        self.stdout.write(f"{checked} checked, {differing} differ")
        if differing:
            raise CommandError("The register differs from what was issued.")


def faults_of(certificate: Certificate):
    """What differs between the row, its snapshot and the paper."""
    facts = certificate.snapshot if isinstance(certificate.snapshot, dict) else {}
    for name in ("number", "code", "country", "language", "kind", "programme_code"):
        if getattr(certificate, name) != facts.get(name):
            yield f"{name} differs from the snapshot"
    for name in ("issued_on", "valid_until"):
        day = getattr(certificate, name)
        if (day.isoformat() if day else None) != facts.get(name):
            yield f"{name} differs from the snapshot"
    yield from faults_of_paper(facts, certificate.pdf_sha256)


def faults_of_paper(facts: dict, sha256: str):
    try:
        pdf = rendering.render(facts)
    except Refused as refusal:
        yield refusal.message
    except (LookupError, TypeError, ValueError, TypstError):
        yield "the snapshot cannot be printed"
    else:
        if rendering.sha256(pdf) != sha256:
            yield "the paper differs from the one that was issued"
