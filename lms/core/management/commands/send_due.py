"""Do what is due by the clock: mails, overdue attempts, expired certificates."""

from django.core.management.base import BaseCommand

from lms.core import due


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        for name, count in due.run_everything().items():
            self.stdout.write(f"{name}: {count}")
