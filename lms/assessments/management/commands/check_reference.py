"""Compare our statistics with every reference case in a folder: one line a case, or the figures as JSON."""

import json
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lms.assessments.reference import checking
from lms.assessments.reference.checking import Outcome, Result


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a folder with *.json files of reference cases")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, folder, **options):
        if not folder.is_dir():
            raise CommandError(f"there is no folder {folder}")
        outcomes, broken = self.outcomes_of(folder)
        counts = Counter(outcome.result for outcome in outcomes)
        if options["format"] == "json":
            self.stdout.write(json.dumps(computed_of(outcomes), indent=1, allow_nan=False))
        else:
            self.stdout.write("\n".join([*map(line_of, outcomes), *summary_of(counts)]))
        failed = counts[Result.FAILED] + broken
        if failed:
            raise CommandError(f"{counts[Result.FAILED]} cases failed, {broken} not readable")

    def outcomes_of(self, folder: Path) -> tuple[list[Outcome], int]:
        """(one outcome per case, how many faults of files there are): these are named at once."""
        known, outcomes, broken = checking.adapters(), [], 0
        for path in sorted(folder.rglob("*.json")):
            cases, faults = checking.read(path)
            outcomes += [checking.check(case, known) for case in cases]
            broken += len(faults)
            for fault in faults:
                self.stderr.write(fault)
        return outcomes, broken


def computed_of(outcomes: list[Outcome]) -> dict:
    """`{case id: computed}`, without the cases of methods that nobody here computes or that were refused."""
    return {outcome.case.id: outcome.computed for outcome in outcomes if outcome.computed is not None}


def line_of(outcome: Outcome) -> str:
    line = f"{outcome.case.method} {outcome.case.id}: {outcome.result}"
    return f"{line}: {'; '.join(outcome.faults)}" if outcome.faults else line


def summary_of(counts: Counter) -> list[str]:
    """The cases that nobody judged, counted apart, then the last line."""
    apart = [f"{counts[result]} {result}" for result in (Result.NOT_CHECKED, Result.NOT_COMPARED) if counts[result]]
    return [*apart, f"{counts[Result.PASSED]} passed, {counts[Result.FAILED]} failed"]
