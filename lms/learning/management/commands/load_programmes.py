"""Load the content of the programmes in all languages; an editor's change is kept, unless --force."""

from django.conf import settings
from django.core.management.base import BaseCommand

from lms.assessments.actions.freezing import draw_first_forms
from lms.learning import actions
from lms.learning.loading import folder_of
from lms.questionnaires.actions import loading as questionnaires


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="overwrite the changes of editors")

    def handle(self, *args, force=False, **options):
        may_write = actions.overwrite_edits if force else actions.keep_edits
        report = actions.load_pages(codes=list(settings.PROGRAMMES), may_write=may_write)
        actions.sync_editor_groups()
        for code in settings.PROGRAMMES:
            questionnaires.load_questions(programme_code=code, folder=folder_of(code).path)
            draw_first_forms(programme_code=code)
        if options["verbosity"]:
            self.say(report)

    def say(self, report):
        self.stdout.write(
            f"{len(report.created)} pages created, {len(report.updated)} updated, "
            f"{report.unchanged} unchanged, {len(report.kept)} kept as editors changed them."
        )
        for address in report.kept:
            self.stdout.write(f"  kept: {address}")
