"""Files in every encoding and format, within bounds."""

import io
import zipfile
from contextlib import suppress
from datetime import datetime
from random import Random
from time import process_time
from warnings import catch_warnings, simplefilter

import pytest
from openpyxl import Workbook

from lms.cohorts.importing import spreadsheet
from lms.cohorts.importing.spreadsheet import FileNotReadable, FileTooLarge
from lms.cohorts.importing.template import empty_list
from lms.core.errors import Refused

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


def repacked(content, part, change, packing=zipfile.ZIP_DEFLATED):
    """The workbook with one part changed."""
    whole, out = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name in whole.namelist():
            archive.writestr(name, change(whole.read(name)) if name == part else whole.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "end", "stuffing"),
    [
        ("xl/styles.xml", b"</styleSheet>", b"<font/>" * 200_000),
        ("xl/workbook.xml", b"</workbook>", b"<definedName name='a'>1</definedName>" * 40_000),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"<row>" + b"<c/>" * spreadsheet.MAX_TAGS + b"</row>"),
    ],
)
def test_a_small_file_that_would_take_minutes_to_read_is_refused_at_once(part, end, stuffing):
    bomb = repacked(xlsx(["name"], ["A"]), part, lambda text: text.replace(end, stuffing + end))
    assert len(bomb) < spreadsheet.MAX_BYTES / 10
    started = process_time()
    with pytest.raises(FileTooLarge):
        spreadsheet.read(bomb)
    assert process_time() - started < 3


def test_the_largest_list_of_all_our_columns_stays_within_the_bound():
    hundred = xlsx(*[[f"some words {number}" for number in range(12)]] * 100)
    tags = zipfile.ZipFile(io.BytesIO(hundred)).read("xl/worksheets/sheet1.xml").count(b"<")
    assert tags / 100 * spreadsheet.MAX_ROWS < spreadsheet.MAX_TAGS * 0.7


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packings_are_refused(packing):
    with pytest.raises(FileNotReadable):
        spreadsheet.read(repacked(xlsx(["name"]), "", bytes, packing))


@pytest.mark.parametrize("spoilt", range(40))
def test_spoilt_workbooks_are_read_or_refused(spoilt):
    dice, content = Random(spoilt), bytearray(xlsx(["name", "country"], ["A", "TH"]))
    for _ in range(3):
        content[dice.randrange(4, len(content))] = dice.randrange(256)
    with catch_warnings(), suppress(Refused):
        simplefilter("ignore")
        spreadsheet.read(bytes(content))


def test_a_locked_workbook_is_refused():
    content = bytearray(xlsx(["name"]))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := content.find(mark, start + 1)) >= 0:
            content[start + flags] |= 1
    with pytest.raises(FileNotReadable):
        spreadsheet.read(bytes(content))
