"""Answers from a spreadsheet: each row a sheet, or what is wrong with which field. It writes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from lms.assessments.actions import papers as actions
from lms.assessments.actions.papers import Entry
from lms.assessments.models import PaperSheet
from lms.assessments.paper import errors, queries
from lms.assessments.paper.letters import CONTROL, Cell, PaperQuestion, Unclear, read_cell
from lms.cohorts.importing import participants, spreadsheet
from lms.cohorts.importing.participants import RowProblem
from lms.cohorts.importing.spreadsheet import Row
from lms.cohorts.models import Cohort
from lms.core import codes
from lms.core.cleaning import clean
from lms.core.errors import Refused
from lms.people.models import User

MOST_ROWS = 2000
LONGEST_KEY = 254
WHO = ("code", "email")
KNOWN = (*WHO, "name", "taken_on")
NAME_SIGNS = 60


class TooManyRows(Refused):
    def __init__(self):
        super().__init__(_("The file has more than %(count)s rows.") % {"count": MOST_ROWS})


@dataclass
class AnswerRun:
    """What a file of answers would do; `rows` counts those below the headings, `empty` those without an answer."""

    cohort: Cohort
    phase: str
    rows: int = 0
    empty: int = 0
    unchanged: int = 0
    entries: dict[int, Entry] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.problems

    @property
    def to_create(self) -> int:
        return len(self.entries) - self.unchanged

    @property
    def missing(self) -> int:
        """Questions without an answer on the sheets that are new."""
        return sum(1 for entry in self.entries.values() for cell in entry.cells.values() if not cell.answer)

    def fault(self, row: int, name: str, reason: str) -> None:
        self.problems.append(RowProblem(row, name, reason))


@dataclass(frozen=True)
class Known:
    """What rows are matched with: sheets by code, the sheet of each e-mail, questions by form."""

    by_code: Mapping[str, PaperSheet]
    by_email: Mapping[str, PaperSheet]
    questions: Mapping[int, list[PaperQuestion]]


def dry_run(cohort: Cohort, phase: str, content: bytes, *, by: User | None) -> AnswerRun:
    """Every row checked, nothing written; `by` will type them. Raises FileTooLarge, FileNotReadable or TooManyRows."""
    table = spreadsheet.read(content)
    if len(table) > MOST_ROWS + 1:
        raise TooManyRows
    run = AnswerRun(cohort, phase, rows=max(0, len(table) - 1))
    number, headings = table[0] if table else (1, [])
    columns = columns_of(number, headings, run)
    rows = [(row, values_of(cells, columns)) for row, cells in table[1:]]
    check_width(run, table[1:], len(headings))
    known = known_to(cohort, phase, rows)
    check_columns(number, columns, known, run)
    if any(column in columns.values() for column in WHO):
        for row, values in rows:
            interpret(row, values, known, run)
    find_repeated(run)
    find_refused(run, by)
    run.problems.sort(key=lambda problem: problem.row)
    return run


def columns_of(number: int, headings: list[str], run: AnswerRun) -> dict[int, str]:
    """`{column index: name}`; what is unknown, missing or there twice is a problem of the headings' row."""
    columns: dict[int, str] = {}
    for index, heading in enumerate(headings):
        name = clean(heading).lower().replace(" ", "_").replace("-", "")
        if not name:
            continue
        if name not in KNOWN and question_number(name) is None:
            run.fault(number, clean(heading)[:NAME_SIGNS], _("This column is not known."))
        elif name in columns.values():
            run.fault(number, name, _("This column is there twice."))
        else:
            columns[index] = name
    if not any(name in columns.values() for name in WHO):
        run.fault(number, "code", _("This column is missing."))
    if "taken_on" not in columns.values():
        run.fault(number, "taken_on", _("This column is missing."))
    return columns


def question_number(name: str) -> int | None:
    digits = name.removeprefix("q")
    is_number = name.startswith("q") and digits.isascii() and digits.isdecimal() and len(digits) <= 3
    return int(digits) if is_number and int(digits) and digits == str(int(digits)) else None


def values_of(cells: list[str], columns: Mapping[int, str]) -> dict[str, str]:
    return {name: cells[index] for index, name in columns.items() if index < len(cells)}


def check_width(run: AnswerRun, rows: Iterable[Row], width: int) -> None:
    for number, cells in rows:
        if any(cells[width:]):
            run.fault(number, "", _("This row has more cells than there are headings."))


def known_to(cohort: Cohort, phase: str, rows: list[tuple[int, dict[str, str]]]) -> Known:
    """In a constant number of queries."""
    wanted = {codes.plain(values.get("code", "")[:LONGEST_KEY]) for _row, values in rows}
    by_code = queries.sheets_by_code(wanted - {""})
    own = list(queries.sheets_of(cohort, phase))
    by_email = {sheet.enrolment.person.email: sheet for sheet in own if sheet.attempt and sheet.enrolment.person.email}
    by_email |= {
        sheet.enrolment.person.email: sheet for sheet in own if not sheet.attempt and sheet.enrolment.person.email
    }
    forms = {sheet.form_id for sheet in [*own, *by_code.values()]}
    return Known(by_code, by_email, queries.questions_on(forms))


def check_columns(number: int, columns: Mapping[int, str], known: Known, run: AnswerRun) -> None:
    """A column for a question that no form of these sheets has."""
    longest = max((len(questions) for questions in known.questions.values()), default=0)
    for name in columns.values():
        if longest and (question_number(name) or 0) > longest:
            run.fault(number, name, _("The test has only %(count)s questions.") % {"count": longest})


def interpret(row: int, values: Mapping[str, str], known: Known, run: AnswerRun) -> None:
    """One row: an entry, or its problems. A sheet that nobody has filled in is passed over."""
    if not any(text for name, text in values.items() if question_number(name)):
        run.empty += 1
        return
    sheet = sheet_of(row, values, known, run)
    if sheet is None:
        return
    before = len(run.problems)
    cells = cells_of(row, values, known.questions[sheet.form_id], run)
    day = day_of(row, values.get("taken_on", ""), run)
    if day and len(run.problems) == before:
        run.entries[row] = Entry(sheet, day, cells)


def sheet_of(row: int, values: Mapping[str, str], known: Known, run: AnswerRun) -> PaperSheet | None:
    """The sheet that the row names, if it belongs to this cohort and test."""
    typed, email = values.get("code", ""), values.get("email", "").lower()
    if not typed:
        if email not in known.by_email:
            run.fault(row, "email" if email else "code", _("No answer sheet of this test was printed for this person."))
        return known.by_email.get(email)
    sheet = known.by_code.get(codes.plain(typed)) if is_short(typed) else None
    if sheet is None or sheet.enrolment.cohort_id != run.cohort.pk:
        run.fault(row, "code", _("No sheet of this cohort has this code."))
        return None
    if sheet.phase != run.phase:
        run.fault(row, "code", _("This sheet belongs to another test of this cohort."))
        return None
    if email and email != (sheet.enrolment.person.email or ""):
        run.fault(row, "email", _("This sheet was printed for somebody else."))
        return None
    return sheet


def is_short(text: str) -> bool:
    return len(text) <= LONGEST_KEY and not CONTROL.search(text)


def cells_of(
    row: int, values: Mapping[str, str], questions: Iterable[PaperQuestion], run: AnswerRun
) -> dict[int, Cell]:
    asked = {question.position: question for question in questions}
    cells: dict[int, Cell] = {position: Cell() for position in asked}
    for name, text in values.items():
        position = question_number(name)
        if position is None or not text:
            continue
        try:
            cells[position] = read_cell(text, asked[position])
        except Unclear as error:
            run.fault(row, name, str(error))
        except KeyError:
            run.fault(row, name, _("The test has only %(count)s questions.") % {"count": len(asked)})
    return cells


def day_of(row: int, text: str, run: AnswerRun) -> date | None:
    if not text:
        run.fault(row, "taken_on", _("This is missing."))
        return None
    try:
        return participants.read_date(text if is_short(text) else "?", "taken_on")
    except participants.Unclear as error:
        run.fault(row, "taken_on", str(error))
        return None


def find_repeated(run: AnswerRun) -> None:
    first: dict[int, int] = {}
    for row, entry in list(run.entries.items()):
        if entry.sheet.enrolment_id in first:
            words = _("The same person stands in row %(row)s.") % {"row": first[entry.sheet.enrolment_id]}
            run.fault(row, "code", words)
            del run.entries[row]
        first.setdefault(entry.sheet.enrolment_id, row)


def find_refused(run: AnswerRun, by: User | None) -> None:
    """What the rules do not take; and what was typed before with the same answers."""
    for row, entry in list(run.entries.items()):
        try:
            run.unchanged += not actions.would_change(entry, by=by)
        except errors.WrongDate as refusal:
            run.fault(row, "taken_on", refusal.message)
            del run.entries[row]
        except Refused as refusal:
            run.fault(row, "code", refusal.message)
            del run.entries[row]
