"""Seal every phone and private address with the newest contact key, so that the older keys can be taken away."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from lms.people import contacts, encryption


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()  # one of them asks for the key that this makes

    def add_arguments(self, parser):
        parser.add_argument("--print", action="store_true", help="only print a new key, for LMS_CONTACT_KEYS")

    def handle(self, **options):
        if options["print"]:
            self.stdout.write(encryption.new_key())
            return
        try:
            count = contacts.seal_anew()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} people's contacts are sealed with the newest key")
