"""Spreadsheets of questions: what goes out comes back, and every fault is named by its row."""

import io

import pytest
from exchange_samples import DEFAULTS, every_kind, item
from openpyxl import Workbook, load_workbook

from lms.questionnaires.exchange import xlsx_read, xlsx_write
from lms.questionnaires.exchange.errors import FileNotReadable


def book(*rows: dict) -> bytes:
    """A spreadsheet whose headings are the keys of the rows."""
    sheet_book = Workbook()
    names = list(dict.fromkeys(name for row in rows for name in row))
    sheet_book.active.append(names)
    for row in rows:
        sheet_book.active.append([row.get(name) for name in names])
    content = io.BytesIO()
    sheet_book.save(content)
    return content.getvalue()


def row(**cells) -> dict:
    base = {"code": "RTP-C2-90", "language": "en", "question": "Who?", "option_a": "One", "option_b": "Two", "key": "b"}
    return {**base, **cells}


def faults(*rows: dict) -> list[tuple[str, str]]:
    problems = xlsx_read.read(book(*rows), DEFAULTS).problems
    return [(problem.place, problem.field) for problem in problems]


def test_every_kind_comes_back_in_seven_languages():
    reading = xlsx_read.read(xlsx_write.write(every_kind()).content, DEFAULTS)
    assert (reading.items, reading.problems) == (every_kind(), [])


def test_no_text_goes_out_as_a_formula():
    content = xlsx_write.write([item("single_best")]).content
    cells = [
        cell for line in load_workbook(io.BytesIO(content))["questions"].iter_rows() for cell in line if cell.value
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "-")))


def test_the_second_sheet_explains_the_columns():
    sheet = load_workbook(io.BytesIO(xlsx_write.empty_sheet()))["columns"]
    assert [sheet["A1"].value, sheet["A2"].value] == ["Column", "code"]


def test_a_row_without_a_code_and_kind_is_a_new_single_best_question():
    reading = xlsx_read.read(book(row(code=None)), DEFAULTS)
    (found,) = reading.items
    assert (found.code, found.facts.kind, [mark.is_key for mark in found.facts.marks]) == (
        "",
        "single_best",
        [False, True],
    )


def test_words_without_facts_are_words_only():
    cells = row(language="km", key=None)
    (found,) = xlsx_read.read(book(cells), DEFAULTS).items
    assert (found.facts, list(found.words)) == (None, ["km"])


def test_languages_go_by_their_names_too():
    reading = xlsx_read.read(book(row(language="Khmer"), row(language="简体中文")), DEFAULTS)
    assert list(reading.items[0].words) == ["km", "zh-hans"]


def test_numbers_and_truth_values_are_read_as_they_stand():
    cells = row(kind="true_false", option_a=True, option_b=False, key="a", question=5.0)
    (found,) = xlsx_read.read(book(cells), DEFAULTS).items
    assert (found.words["en"].stem, dict(found.words["en"].options)) == ("5", {"a": "True", "b": "False"})


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"colour": "red"}, [("Row 1", "colour")]),
        ({"language": "tlh"}, [("Row 2", "language")]),
        ({"key": "1"}, [("Row 2", "key")]),
        ({"key": "b b"}, [("Row 2", "key")]),
        ({"kind": "matching", "key": "b"}, [("Row 2", "key")]),
        ({"kind": "situational", "key": "a2 b"}, [("Row 2", "key")]),
        ({"kind": "open", "key": "a"}, [("Row 2", "key")]),
        ({"serious_harm": "z"}, [("Row 2", "serious_harm")]),
        ({"confidence": "perhaps"}, [("Row 2", "confidence")]),
        ({"question": "=1+1"}, [("Row 2", "question")]),
    ],
)
def test_a_fault_names_its_row_and_column(cells, expected):
    assert faults(row(**cells)) == expected


def test_every_fault_of_a_file_is_named():
    rows = [row(), row(), row(language="km", key="a"), row(code="RTP-C2-91", language="xx", key="?")]
    assert faults(*rows) == [("Row 3", "code"), ("Row 4", "key"), ("Row 5", "language"), ("Row 5", "key")]


def test_missing_columns_are_named():
    assert faults({"code": "RTP-C2-90", "key": "b"}) == [("Row 1", "language"), ("Row 1", "question")]


def test_something_else_is_not_read():
    with pytest.raises(FileNotReadable):
        xlsx_read.read(b"PK\x03\x04 not a book", DEFAULTS)
