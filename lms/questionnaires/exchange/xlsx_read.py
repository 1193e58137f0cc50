"""Reads a spreadsheet of questions; every fault is named by its row and column."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import openpyxl
from django.utils.translation import gettext as _

from lms.questionnaires import drafts
from lms.questionnaires.drafts import LETTERS, PROMPTS, Facts, Words
from lms.questionnaires.exchange import columns, notation
from lms.questionnaires.exchange.archive import BROKEN, Archive
from lms.questionnaires.exchange.errors import FileNotReadable, FileTooLarge
from lms.questionnaires.exchange.items import Defaults, Item, Problem, Reading

MAX_ROWS = 7_000
MAX_COLUMNS = 80
MAX_TAGS = 2_500_000
MAX_SHORT_PART_BYTES = 1024 * 1024
LONG_PARTS = ("xl/worksheets/", "xl/sharedStrings.xml")
PARSING = (*BROKEN, AttributeError, SyntaxError, TypeError, zipfile.BadZipFile)

Cells = dict[str, str]  # {column: text}


@dataclass
class Group:
    """The rows of one question, in the order of the file."""

    code: str
    rows: list[tuple[int, Cells]] = field(default_factory=list)


def read(content: bytes, defaults: Defaults) -> Reading:
    """Raises FileTooLarge or FileNotReadable."""
    reading = Reading()
    rows = list(islice(sheet_rows(content, reading.problems), MAX_ROWS + 1))
    if len(rows) > MAX_ROWS:
        raise FileTooLarge
    for group in groups_of(rows):
        read_group(group, defaults, reading)
    return reading


def place(row: int) -> str:
    return _("Row %(number)s") % {"number": row}


def fault(row: int, column: str, message: str) -> Problem:
    return Problem(place(row), column, message)


def sheet_rows(content: bytes, problems: list[Problem]) -> Iterator[tuple[int, Cells]]:
    """`(row, {column: text})` of every row that is not empty; faults of the headings and formulas are noted."""
    check_parts(Archive(content))
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book[columns.SHEET] if columns.SHEET in book.sheetnames else book.worksheets[0]
        sheet.reset_dimensions()
        rows = enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1)
        names = heading_names(next(rows, (1, ()))[1], problems)
        for number, cells in islice(rows, MAX_ROWS * 5):
            found = {names[place]: text_of(cell) for place, cell in enumerate(cells) if place in names}
            if any(found.values()):
                problems += [fault(number, name, formula_words()) for name in formulas_in(cells, names)]
                yield number, found
    except PARSING as error:
        raise FileNotReadable from error


def check_parts(archive: Archive) -> None:
    """Refuse a book that unpacks to far more than questions need, before openpyxl spends minutes on it."""
    tags = 0
    for name, member in archive.members.items():
        if not name.endswith((".xml", ".rels")):
            continue
        if not name.startswith(LONG_PARTS) and member.file_size > MAX_SHORT_PART_BYTES:
            raise FileTooLarge
        part = archive.read(name)
        tags += part.count(b"<")
        if b"<!DOCTYPE" in part:
            raise FileNotReadable(_("It declares a document type or entities."))
    if tags > MAX_TAGS:
        raise FileTooLarge


def heading_names(cells: Iterable, problems: list[Problem]) -> dict[int, str]:
    """`{column number: name}`; unknown, double and missing headings are faults of row 1."""
    names: dict[int, str] = {}
    for number, cell in enumerate(cells):
        name = text_of(cell).lower().replace(" ", "_").rstrip("*")
        if not name:
            continue
        if name not in columns.COLUMNS:
            problems.append(fault(1, name[:40], _("There is no such column. See the sheet that explains them.")))
        elif name in names.values():
            problems.append(fault(1, name, _("The column comes twice.")))
        else:
            names[number] = name
    missing = [name for name in columns.REQUIRED if name not in names.values()]
    problems += [fault(1, name, _("This column is missing.")) for name in missing]
    return names


def text_of(cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def formulas_in(cells: Iterable, names: dict[int, str]) -> list[str]:
    return [names[place] for place, cell in enumerate(cells) if place in names and cell.data_type == "f"]


def formula_words() -> str:
    return _("This is a formula. Write the text itself.")


def groups_of(rows: Iterable[tuple[int, Cells]]) -> list[Group]:
    """Rows with the same code belong together, wherever they stand; a row without one stands alone."""
    groups: list[Group] = []
    by_code: dict[str, Group] = {}
    for number, cells in rows:
        code = cells.get("code", "")
        group = by_code.get(code) if code else None
        if group is None:
            group = Group(code)
            groups.append(group)
        if code:
            by_code[code] = group
        group.rows.append((number, cells))
    return groups


def read_group(group: Group, defaults: Defaults, reading: Reading) -> None:
    before = len(reading.problems)
    words, rows, machine_drafts = read_words(group, defaults, reading.problems)
    facts, facts_row = read_facts(group, words, reading.problems)
    item = Item(
        code=group.code,
        facts=facts,
        words=words,
        machine_drafts=frozenset(machine_drafts),
        place=group.code or place(group.rows[0][0]),
        rows={"": facts_row, **rows},
    )
    if len(reading.problems) == before:
        reading.items.append(item)


def read_words(group: Group, defaults: Defaults, problems: list[Problem]) -> tuple[dict, dict, set]:
    """`{language: Words}`, `{language: row}` and the languages that a machine drafted."""
    words: dict[str, Words] = {}
    rows: dict[str, int] = {}
    drafted = set()
    known = columns.languages()
    for number, cells in group.rows:
        language = known.get(cells.get("language", "").lower() or defaults.language)
        if language is None:
            problems.append(fault(number, "language", _("Write en, km, lo, my, th, vi or zh-hans.")))
        elif language in words:
            message = _("The code %(code)s has this language in row %(row)s already.")
            problems.append(fault(number, "code", message % {"code": group.code, "row": rows[language]}))
        else:
            words[language], rows[language] = words_of(cells), number
            drafted |= {language} if yes_or_no(number, "machine_draft", cells, problems) else set()
    return words, rows, drafted


def words_of(cells: Cells) -> Words:
    options = {letter: cells.get(name, "") for name, letter in columns.TEXTS.items()}
    consequences = {letter: cells.get(name, "") for name, letter in columns.CONSEQUENCES.items()}
    return Words(
        stem=cells.get("question", ""),
        rationale=cells.get("rationale", ""),
        guide=cells.get("guide", ""),
        options={letter: text for letter, text in sorted(options.items()) if text},
        consequences={letter: text for letter, text in sorted(consequences.items()) if text},
    )


def yes_or_no(row: int, column: str, cells: Cells, problems: list[Problem]) -> bool:
    text = cells.get(column, "").lower()
    if text not in columns.YES | columns.NO:
        problems.append(fault(row, column, _("Write yes or no.")))
    return text in columns.YES


def read_facts(group: Group, words: dict[str, Words], problems: list[Problem]) -> tuple[Facts | None, int]:
    """The facts and the row where they stand; None where no row says any."""
    stated: Cells = {}
    facts_row = 0
    for number, cells in group.rows:
        for name in columns.FACTS:
            text = cells.get(name, "")
            if text and stated.setdefault(name, text) != text:
                problems.append(fault(number, name, _("It differs from an earlier row of this question.")))
            facts_row = facts_row or (number if text else 0)
    if not stated:
        return None, group.rows[0][0]
    return facts_of(stated, words, facts_row, problems), facts_row


def facts_of(stated: Cells, words: dict[str, Words], row: int, problems: list[Problem]) -> Facts:
    kind = stated.get("kind", drafts.SINGLE_BEST).lower()
    letters = {letter for texts in words.values() for letter in texts.options}
    return Facts(
        programme_code=stated.get("programme", "").lower(),
        competency=stated.get("competency", "").upper(),
        level=stated.get("level", "").lower(),
        kind=kind,
        asks_confidence=yes_or_no(row, "confidence", stated, problems),
        marks=marks_of(kind, letters, stated, row, problems),
    )


def marks_of(kind: str, letters: set[str], stated: Cells, row: int, problems: list[Problem]) -> tuple:
    """Key and serious harm; each that is unclear is a fault of its own column."""
    texts = {"key": stated.get("key", ""), "serious_harm": stated.get("serious_harm", "")}
    for column, text in texts.items():
        try:
            key, harm = (text, "") if column == "key" else ("", text)
            notation.marks_of(kind if column == "key" else drafts.SINGLE_BEST, letters, key, harm)
        except notation.Unclear as error:
            problems.append(fault(row, column, str(error)))
            texts[column] = ""
    known = [letter for letter in PROMPTS + LETTERS if letter in letters]
    return notation.marks_of(kind, known, texts["key"], texts["serious_harm"])
