"""What was typed on a screen for one or many sheets: entries, and the cells that need a look."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from lms.assessments import marking
from lms.assessments.actions.papers import Entry
from lms.assessments.models import PaperSheet
from lms.assessments.paper.letters import LONGEST_CELL, Cell, PaperQuestion, Unclear, read_cell, shown
from lms.assessments.responses import LARGEST_TEXT

MOST_CELLS = 800  # a form takes a thousand fields
CELL_NAME = re.compile(r"([0-9A-Z]+)-[0-9]+\Z")
TAKES_ONE_SIGN = marking.ONE_OPTION


@dataclass(frozen=True)
class TypedCell:
    """One field on the screen."""

    name: str
    question: PaperQuestion
    label: str
    text: str = ""
    fault: str = ""

    @property
    def hint(self) -> str:
        """What may be typed: the letters on paper."""
        if self.question.kind == marking.MATCHING:
            return " ".join(prompt + "_" for prompt in self.question.prompts)
        return " ".join(self.question.options)

    @property
    def is_long(self) -> bool:
        return self.question.kind == marking.OPEN

    @property
    def moves_on(self) -> bool:
        """Whether one letter is the whole answer."""
        return self.question.kind in TAKES_ONE_SIGN and not self.question.asks_confidence

    @property
    def most_signs(self) -> int:
        return LARGEST_TEXT if self.is_long else LONGEST_CELL


@dataclass
class TypedRow:
    """One sheet on the screen; `fault` is what the rules say against the whole of it."""

    sheet: PaperSheet
    cells: list[TypedCell]
    read: dict[int, Cell] = field(default_factory=dict)
    fault: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(cell.text.strip() for cell in self.cells)

    @property
    def has_fault(self) -> bool:
        return bool(self.fault) or any(cell.fault for cell in self.cells)

    @property
    def missing(self) -> int:
        return sum(not cell.answer for cell in self.read.values())

    def entry(self, taken_on: date) -> Entry:
        return Entry(self.sheet, taken_on, self.read)


def rows_a_page(questions: Mapping[int, list]) -> int:
    longest = max((len(rows) for rows in questions.values()), default=1)
    return max(1, MOST_CELLS // longest)


def as_typed(sheet: PaperSheet, questions: Iterable[PaperQuestion], post: Mapping[str, str]) -> TypedRow:
    """What was sent for one sheet."""
    row = TypedRow(sheet, [])
    for question in questions:
        text, fault = post.get(name_of(sheet, question), ""), ""
        try:
            row.read[question.position] = read_cell(text, question)
        except Unclear as error:
            fault = str(error)
        row.cells.append(cell_of(sheet, question, text[:LARGEST_TEXT], fault))
    return row


def as_saved(sheet: PaperSheet, questions: Iterable[PaperQuestion], cells: Mapping[int, Cell]) -> TypedRow:
    """What stands in the database; `cells` are by question id."""
    given = [(question, cells.get(question.question_id, Cell())) for question in questions]
    return TypedRow(
        sheet,
        [cell_of(sheet, question, shown(cell, question), "") for question, cell in given],
        {question.position: cell for question, cell in given},
    )


def codes_in(post: Iterable[str]) -> set[str]:
    """The codes of the sheets whose fields came, by the fields' names."""
    return {match[1] for match in map(CELL_NAME.match, post) if match}


def codes_filled_in(post: Mapping[str, str]) -> set[str]:
    return codes_in(name for name, text in post.items() if text.strip())


def name_of(sheet: PaperSheet, question: PaperQuestion) -> str:
    return f"{sheet.code}-{question.position}"


def cell_of(sheet: PaperSheet, question: PaperQuestion, text: str, fault: str) -> TypedCell:
    label = _("%(name)s, question %(number)s")
    names = {"name": sheet.enrolment.person.full_name, "number": question.position}
    return TypedCell(name_of(sheet, question), question, label % names, text.replace("\0", ""), fault)
