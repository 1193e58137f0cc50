"""What a list would do: read, checked and planned, with nothing written."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from lms.cohorts.importing import enrolling, participants, spreadsheet
from lms.cohorts.importing.enrolling import ImportReport
from lms.cohorts.importing.matching import known_people, problems_in
from lms.cohorts.importing.participants import Participant, RowNote, RowProblem
from lms.cohorts.models import Cohort
from lms.people.models import User


@dataclass(frozen=True)
class DryRun:
    """`participants` are those of the rows without a problem."""

    cohort: Cohort
    rows: int
    participants: list[Participant]
    problems: list[RowProblem]
    notes: list[RowNote]
    known: dict[int, User]

    @property
    def is_clean(self) -> bool:
        return not self.problems

    @cached_property
    def forecast(self) -> ImportReport:
        """What the rows without a problem would do."""
        known = {item.row: self.known[item.row] for item in self.participants if item.row in self.known}
        return enrolling.plan(self.cohort, self.participants, known).report


def dry_run(cohort: Cohort, content: bytes) -> DryRun:
    """Raises FileTooLarge or FileNotReadable."""
    reading = participants.interpret(spreadsheet.read(content), today=timezone.localdate())
    known = known_people(cohort, reading.participants)
    problems = reading.problems + problems_in(cohort, reading.participants, known)
    wrong_rows = {problem.row for problem in problems}
    return DryRun(
        cohort=cohort,
        rows=reading.rows,
        participants=[participant for participant in reading.participants if participant.row not in wrong_rows],
        problems=sorted(problems, key=lambda problem: problem.row),
        notes=reading.notes,
        known=known,
    )
