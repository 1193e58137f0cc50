"""Fill an empty site with invented people, cohorts, certificates and one finished campaign; the same each time."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from lms.demo.agreements import seed_agreements
from lms.demo.bank import seed_bank
from lms.demo.calls import seed_calls
from lms.demo.cascade import seed_cascade
from lms.demo.cast import is_seeded, seed_cast
from lms.demo.cohorts import seed_cohorts
from lms.demo.follow_up import seed_campaign
from lms.demo.past_tests import seed_past_tests
from lms.demo.plan import seed_plan
from lms.demo.register import ALUMNI, seed_register
from lms.demo.trainers import seed_both_countries
from lms.learning.actions import add_to_editor_group


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--alumni", type=int, default=ALUMNI, help="people in the register, a multiple of 6")

    def handle(self, *, alumni: int, **options):
        if not settings.EMBEDDED:
            raise CommandError("The demo's people have a known password: only the embedded mode may hold them.")
        if is_seeded():
            self.stdout.write("The demo is here already; nothing was changed.")
            return
        with transaction.atomic():
            people = seed_cast()
            for account in ("editor", "translator.km", "reviewer.km"):
                add_to_editor_group(people[account])
            seed_register(alumni=alumni)
            cohorts = seed_cohorts(people)
            seed_past_tests(people)
            seed_bank(people)
            seed_agreements(admin=people["admin"])
            finished = seed_campaign(admin=people["admin"])
            seed_plan(admin=people["admin"], previous=finished)
            seed_calls(admin=people["admin"], interviewer=people["interviewer.kh"])
            seed_both_countries(cohorts, people)  # last: its candidates completed courses that the campaign never asked
            seed_cascade(people)
        if options["verbosity"]:
            self.stdout.write("The demo is ready.")
