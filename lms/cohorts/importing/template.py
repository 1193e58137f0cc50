"""The empty list that trainers download, with headings in their language."""

import io

from openpyxl import Workbook
from openpyxl.styles import Font

from lms.cohorts.importing import words

WIDTH_SIGNS = 26


def empty_list(language: str) -> bytes:
    """An XLSX file; a star marks the two headings that are compulsory."""
    book = Workbook()
    sheet = book.active
    for column, name in enumerate(words.FIELDS, start=1):
        heading = words.heading(name, language) + ("*" if name in words.REQUIRED else "")
        cell = sheet.cell(row=1, column=column, value=heading)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = WIDTH_SIGNS
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
