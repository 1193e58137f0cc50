"""The spreadsheet for typing: one row for each printed sheet, with its code and name filled in."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from lms.assessments.models import PaperSheet
from lms.assessments.paper import queries
from lms.core import codes
from lms.core.cleaning import clean

HEADINGS = ["code", "name", "taken_on"]
WIDTHS = {"A": 14, "B": 30, "C": 14}
NARROW = 6


def answers_to_fill(sheets: Sequence[PaperSheet]) -> bytes:
    """An XLSX file that `import_answers` and the screen read."""
    questions = queries.questions_on(sheet.form_id for sheet in sheets)
    longest = max((len(rows) for rows in questions.values()), default=0)
    book = Workbook()
    table = book.active
    write_row(table, 1, [*HEADINGS, *(f"q{number}" for number in range(1, longest + 1))])
    for cell in table[1]:
        cell.font = Font(bold=True)
        table.column_dimensions[cell.column_letter].width = WIDTHS.get(cell.column_letter, NARROW)
    for number, sheet in enumerate(sheets, start=2):
        write_row(table, number, [codes.grouped(sheet.code), clean(sheet.enrolment.person.full_name)])
    table.freeze_panes = "D2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def write_row(table: Worksheet, number: int, texts: Sequence[str]) -> None:
    """Always as text: a name never becomes a formula."""
    for column, text in enumerate(texts, start=1):
        table.cell(row=number, column=column, value=text).data_type = "s"
