"""Files in every encoding and format, within bounds."""

import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from lms.cohorts.importing import spreadsheet
from lms.cohorts.importing.spreadsheet import FileNotReadable, FileTooLarge
from lms.cohorts.importing.template import empty_list

THAI = "ชื่อ-นามสกุล,ประเทศ\nสมชาย ใจดี,ไทย\nสมหญิง รักดี,ไทย\n"
ROWS = [(1, ["ชื่อ-นามสกุล", "ประเทศ"]), (2, ["สมชาย ใจดี", "ไทย"]), (3, ["สมหญิง รักดี", "ไทย"])]


def xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_text_in_every_encoding(encoding):
    assert spreadsheet.read(THAI.encode(encoding)) == ROWS


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
def test_utf_16_with_its_mark(encoding, mark):
    assert spreadsheet.read(mark + THAI.encode(encoding)) == ROWS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding):
    assert spreadsheet.read("name,country\nA,TH\n".encode(encoding)) == [(1, ["name", "country"]), (2, ["A", "TH"])]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter(delimiter):
    assert spreadsheet.read(f'name{delimiter}country\n"A{delimiter}B"{delimiter}TH\n'.encode()) == [
        (1, ["name", "country"]),
        (2, [f"A{delimiter}B", "TH"]),
    ]


def test_empty_rows_are_skipped_and_numbers_stay():
    assert spreadsheet.read(b"name,country\n\n,\nA,TH\n") == [(1, ["name", "country"]), (4, ["A", "TH"])]


def test_xlsx_dates_numbers_and_formulas_are_text():
    content = xlsx(["name", "phone", "date"], ["=1+1", 12345678.0, datetime(2024, 1, 31)])
    assert spreadsheet.read(content) == [(1, ["name", "phone", "date"]), (2, ["=1+1", "12345678", "2024-01-31"])]


def test_our_empty_list_reads_back_with_stars_at_what_is_required():
    ((number, headings),) = spreadsheet.read(empty_list("vi"))
    assert (number, headings[0], headings[1]) == (1, "Họ và tên*", "Họ tên không dấu")


def test_too_many_bytes_or_rows_are_refused():
    with pytest.raises(FileTooLarge):
        spreadsheet.read(b"a" * (spreadsheet.MAX_BYTES + 1))
    with pytest.raises(FileTooLarge):
        spreadsheet.read(b"name\n" + b"A\n" * (spreadsheet.MAX_ROWS + 1))
    assert len(spreadsheet.read(b"name\n" + b"A\n" * spreadsheet.MAX_ROWS)) == spreadsheet.MAX_ROWS + 1


def test_a_zip_bomb_is_refused_before_unpacking():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (spreadsheet.MAX_UNPACKED_BYTES + 1))
    assert len(content.getvalue()) < spreadsheet.MAX_BYTES
    with pytest.raises(FileTooLarge):
        spreadsheet.read(content.getvalue())


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\xff\xfe\x00"])
def test_broken_files_are_refused(content):
    with pytest.raises(FileNotReadable):
        spreadsheet.read(content)


def test_a_zip_that_is_no_workbook_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(FileNotReadable):
        spreadsheet.read(content.getvalue())
