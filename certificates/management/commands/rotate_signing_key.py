"""Sign certificates with a new key from now on. Every older public key stays published, so old ones keep verifying."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management.base import BaseCommand, CommandError

from certificates import keys
from lms.core.errors import Refused


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()  # one of them asks for the key that this makes

    def add_arguments(self, parser):
        parser.add_argument("--print", action="store_true", help="only print a new private key, for LMS_SIGNING_KEY")

    def handle(self, **options):
        if options["print"]:
            self.stdout.write(keys.private_text(Ed25519PrivateKey.generate()))
            return
        try:
            row = keys.rotate(by=None)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"{row} is in use: {row.public_key}")
