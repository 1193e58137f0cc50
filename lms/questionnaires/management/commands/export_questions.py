"""Export a programme's questions to a file: .xlsx, or .zip for a QTI package."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms.core.languages import CODES
from lms.questionnaires.exchange import stored
from lms.questionnaires.exchange.formats import TARGETS
from lms.questionnaires.models import Question


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("programme", choices=list(settings.PROGRAMMES))
        parser.add_argument("--to", required=True, type=Path)
        parser.add_argument("--format", choices=list(TARGETS), help="default: by the file's name, a .zip as QTI 3.0")
        parser.add_argument("--state", action="append", choices=Question.State.values, default=[])
        parser.add_argument("--language", action="append", choices=CODES, default=[])

    def handle(self, *, programme, to, state, language, **options):
        target = TARGETS[options["format"] or ("qti30" if to.suffix == ".zip" else "xlsx")]
        items = stored.items_of(stored.chosen(programme, state), language or CODES)
        made = target.write([item for item in items if item.words])
        try:
            to.write_bytes(made.content)
        except OSError as error:
            raise CommandError(str(error)) from error
        for code, reason in made.left_out:
            self.stderr.write(f"{code}: {reason}")
        self.stdout.write(f"{len(items)} questions: {to}")
