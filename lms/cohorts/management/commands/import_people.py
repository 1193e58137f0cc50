"""Enrol the people of a list (CSV or XLSX) in a cohort: all of them or nobody."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lms.cohorts import actions
from lms.cohorts.importing.dry_run import DryRun, dry_run
from lms.cohorts.importing.enrolling import ImportReport
from lms.cohorts.models import Cohort
from lms.core.errors import Refused


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--cohort", required=True)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, file, cohort, format, **options):
        plan = self.plan(file, cohort)
        report = plan.forecast if options["dry_run"] else self.enrol(plan)
        answer = self.as_json if format == "json" else self.as_text
        self.stdout.write(answer(plan, report))
        for note in plan.notes:
            self.stderr.write(f"row {note.row}, {note.field}: {note.written} = {note.understood.isoformat()}")
        if not plan.is_clean:
            sys.exit(1)

    def enrol(self, plan: DryRun) -> ImportReport:
        if not plan.is_clean:
            return ImportReport()
        return actions.import_people(cohort=plan.cohort, participants=plan.participants, by=None)

    def plan(self, file: Path, code: str) -> DryRun:
        try:
            return dry_run(Cohort.objects.get(code=code), file.read_bytes())
        except Cohort.DoesNotExist as error:
            raise CommandError(f"There is no cohort {code}.") from error
        except OSError as error:
            raise CommandError(str(error)) from error
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal

    def as_json(self, plan: DryRun, report: ImportReport) -> str:
        problems = [asdict(problem) for problem in plan.problems]
        return json.dumps({"rows": plan.rows, **asdict(report), "problems": problems}, ensure_ascii=False)

    def as_text(self, plan: DryRun, report: ImportReport) -> str:
        lines = [f"row {problem.row}, {problem.field}: {problem.reason}" for problem in plan.problems]
        counts = ", ".join(f"{name} {count}" for name, count in asdict(report).items())
        return "\n".join([*lines, f"{plan.rows} rows: {counts}"])
