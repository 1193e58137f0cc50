"""Tables that people open in a spreadsheet program: whatever somebody typed stays text and never becomes a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
WIDTH_SIGNS = 22

Row = Sequence[Any]


def as_xlsx(title: str, headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Dates and numbers stay what they are, everything else is text; None is an empty cell."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for number, row in enumerate([headings, *rows], start=1):
        write_row(sheet, number, row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = WIDTH_SIGNS
    sheet.freeze_panes = "B2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def write_row(sheet: Worksheet, number: int, row: Row) -> None:
    for column, value in enumerate(row, start=1):
        cell = sheet.cell(row=number, column=column)
        if value is None or isinstance(value, int | float | date):
            cell.value = value
        else:
            text = UNPRINTABLE.sub("", str(value))
            cell.value, cell.data_type = text, "s"
            cell.quotePrefix = text.startswith(FORMULA_SIGNS)


def as_csv(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """With a byte order mark, without which Excel takes UTF-8 for something else."""
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerows([plain_cell(value) for value in row] for row in [headings, *rows])
    return content.getvalue().encode("utf-8-sig")


def plain_cell(value: Any) -> str:
    """A sign before what a spreadsheet program would compute; it shows, but nothing runs."""
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value)
    text = UNPRINTABLE.sub("", value.isoformat() if isinstance(value, date) else str(value))
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
