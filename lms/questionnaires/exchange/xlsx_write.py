"""Writes questions as a spreadsheet that an editor can fill in by hand: a row per question and language."""

import io
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from lms.core.languages import CODES
from lms.questionnaires.exchange import columns
from lms.questionnaires.exchange.items import Export, Item
from lms.questionnaires.exchange.notation import harm_text, key_text
from lms.questionnaires.exchange.plain import printable

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
WIDE = {"question", "rationale", "guide"}


def write(items: Iterable[Item]) -> Export:
    book = Workbook()
    sheet = book.active
    sheet.title = columns.SHEET
    write_headings(sheet)
    for item in items:
        for language in (code for code in CODES if code in item.words):
            write_row(sheet, row_of(item, language))
    write_explanations(book.create_sheet("columns"))
    content = io.BytesIO()
    book.save(content)
    return Export(content.getvalue(), [])


def empty_sheet() -> bytes:
    """Headings and explanations only, for somebody who starts to write."""
    return write([]).content


def write_headings(sheet: Worksheet) -> None:
    for number, name in enumerate(columns.COLUMNS, start=1):
        cell = sheet.cell(row=1, column=number, value=name)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 50 if name in WIDE else 18
    sheet.freeze_panes = "D2"


def write_row(sheet: Worksheet, row: Mapping[str, str]) -> None:
    number = sheet.max_row + 1
    for column, name in enumerate(columns.COLUMNS, start=1):
        if row.get(name):
            write_text(sheet, number, column, row[name])


def write_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """As text whatever it begins with: neither we nor the office program may take it for a formula."""
    cell = sheet.cell(row=row, column=column)
    cell.value = printable(text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(FORMULA_SIGNS)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def row_of(item: Item, language: str) -> dict[str, str]:
    words = item.words[language]
    texts = {name: words.options.get(letter, "") for name, letter in columns.TEXTS.items()}
    consequences = {name: words.consequences.get(letter, "") for name, letter in columns.CONSEQUENCES.items()}
    return {
        "code": item.code,
        "language": language,
        "question": words.stem,
        "rationale": words.rationale,
        "guide": words.guide,
        "machine_draft": "yes" if language in item.machine_drafts else "",
        **texts,
        **consequences,
        **facts_row(item),
    }


def facts_row(item: Item) -> dict[str, str]:
    facts = item.facts
    if facts is None:
        return {}
    return {
        "programme": facts.programme_code,
        "competency": facts.competency,
        "level": facts.level,
        "kind": facts.kind,
        "confidence": "yes" if facts.asks_confidence else "",
        "key": key_text(facts),
        "serious_harm": harm_text(facts),
    }


def write_explanations(sheet: Worksheet) -> None:
    rows = [(_("Column"), _("What to write")), *columns.explanations()]
    for number, (name, text) in enumerate(rows, start=1):
        write_text(sheet, number, 1, name)
        write_text(sheet, number, 2, text)
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 100
