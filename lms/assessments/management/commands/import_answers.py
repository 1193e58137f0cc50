"""Save answers that people gave on paper (CSV or XLSX, a row for each sheet): all of them or none."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lms.assessments.actions import papers as actions
from lms.assessments.actions.papers import Typed
from lms.assessments.models import Attempt
from lms.assessments.paper.reading import AnswerRun, dry_run
from lms.cohorts.models import Cohort
from lms.core.errors import Refused


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--cohort", required=True)
        parser.add_argument("--phase", required=True, choices=Attempt.Phase.values)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, file, cohort, phase, format, **options):
        run = self.plan(file, cohort, phase)
        done = Typed(run.to_create, run.unchanged) if options["dry_run"] else self.save(run)
        answer = self.as_json if format == "json" else self.as_text
        self.stdout.write(answer(run, done))
        if not run.is_clean:
            sys.exit(1)

    def plan(self, file: Path, code: str, phase: str) -> AnswerRun:
        try:
            return dry_run(Cohort.objects.get(code=code), phase, file.read_bytes(), by=None)
        except Cohort.DoesNotExist as error:
            raise CommandError(f"There is no cohort {code}.") from error
        except OSError as error:
            raise CommandError(str(error)) from error
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal

    def save(self, run: AnswerRun) -> Typed:
        if not run.is_clean:
            return Typed()
        try:
            return actions.type_sheets(entries=list(run.entries.values()), by=None)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal

    def as_json(self, run: AnswerRun, done: Typed) -> str:
        problems = [asdict(problem) for problem in run.problems]
        counts = {"rows": run.rows, "empty": run.empty, **asdict(done)}
        return json.dumps({**counts, "problems": problems}, ensure_ascii=False)

    def as_text(self, run: AnswerRun, done: Typed) -> str:
        lines = [f"row {problem.row}, {problem.field}: {problem.reason}" for problem in run.problems]
        counts = f"{run.rows} rows: created {done.created}, unchanged {done.unchanged}, empty {run.empty}"
        return "\n".join([*lines, counts])
