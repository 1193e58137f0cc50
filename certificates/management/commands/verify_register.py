"""Compare every certificate with its snapshot: render it again and look at the hash."""

from django.core.management.base import BaseCommand, CommandError

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
    for name in ("number", "code", "country", "language", "kind", "programme_code"):
        if getattr(certificate, name) != certificate.snapshot[name]:
            yield f"{name} differs from the snapshot"
    for name in ("issued_on", "valid_until"):
        day = getattr(certificate, name)
        if (day.isoformat() if day else None) != certificate.snapshot[name]:
            yield f"{name} differs from the snapshot"
    try:
        pdf = rendering.render(certificate.snapshot)
    except Refused as refusal:
        yield refusal.message
    else:
        if rendering.sha256(pdf) != certificate.pdf_sha256:
            yield "the paper differs from the one that was issued"
