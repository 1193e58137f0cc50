"""What a list would do: read, checked and planned, with nothing written."""

from dataclasses import dataclass

from django.utils import timezone

from lms.cohorts.importing import enrolling, participants, spreadsheet
from lms.cohorts.importing.enrolling import ImportReport
from lms.cohorts.importing.matching import problems_in
from lms.cohorts.importing.participants import Participant, RowNote, RowProblem
from lms.cohorts.models import Cohort


@dataclass(frozen=True)
class DryRun:
    """`forecast` counts what the rows without a problem would do."""

    cohort: Cohort
    rows: int
    participants: list[Participant]
    problems: list[RowProblem]
    notes: list[RowNote]
    forecast: ImportReport

    @property
    def is_clean(self) -> bool:
        return not self.problems


def dry_run(cohort: Cohort, content: bytes) -> DryRun:
    """Raises FileTooLarge or FileNotReadable."""
    reading = participants.interpret(spreadsheet.read(content), today=timezone.localdate())
    problems = reading.problems + problems_in(cohort, reading.participants)
    wrong_rows = {problem.row for problem in problems}
    good = [participant for participant in reading.participants if participant.row not in wrong_rows]
    return DryRun(
        cohort=cohort,
        rows=reading.rows,
        participants=good,
        problems=sorted(problems, key=lambda problem: problem.row),
        notes=reading.notes,
        forecast=enrolling.plan(cohort, good).report,
    )
