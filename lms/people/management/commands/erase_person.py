"""Erase one person on request: shows what would go, and does it with --yes. Certificates and bare counts stay."""

from django.core.management.base import BaseCommand, CommandError

from lms.core.errors import Refused
from lms.people.erasing import erase_person, would_erase
from lms.people.models import User


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("id", type=int, help="the person's number, as in the address of the register's page")
        parser.add_argument("--yes", action="store_true", help="erase for good; without it nothing is changed")

    def handle(self, **options):
        try:
            person = User.objects.get(pk=options["id"])
            counts = erase_person(person=person, by=None) if options["yes"] else would_erase(person=person)
        except User.DoesNotExist as error:
            raise CommandError("There is no such person.") from error
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        for what, count in counts.items():
            self.stdout.write(f"{what}: {count}")
        self.stdout.write("Erased." if options["yes"] else "Nothing was changed. Add --yes to erase for good.")
