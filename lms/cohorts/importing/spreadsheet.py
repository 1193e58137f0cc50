"""Reads a spreadsheet (CSV in any encoding, or XLSX) into rows of text, within bounds."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Any

import openpyxl
from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from lms.core.errors import Refused

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_UNPACKED_BYTES = 60 * 1024 * 1024
MAX_PACKED_FILES = 500
MAX_TAGS = 2_500_000  # 20,000 rows of all our columns need two million
MAX_SHORT_PART_BYTES = 1024 * 1024
LONG_PARTS = re.compile(r"xl/(?:worksheets/|pivotCache/|sharedStrings\.xml$|calcChain\.xml$|comments\d*\.xml$)")
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile and openpyxl raise for broken files; an XML error is a SyntaxError.
BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
UNPACKED_AT_ONCE = 1024 * 1024
OLD_ENCODINGS = ["cp874", "gb18030", "cp1258", "cp1252"]  # what office programs of the region still write
DELIMITERS = ",;\t|"

Row = tuple[int, list[str]]  # the row's number in the file, from 1, and its cells


class FileTooLarge(Refused):
    def __init__(self):
        super().__init__(_("The file is too large: at most 5 MB and 20,000 rows."))


class FileNotReadable(Refused):
    def __init__(self):
        super().__init__(_("The file cannot be read. Save it as XLSX or CSV and try again."))


def read(content: bytes) -> list[Row]:
    """Every row that is not empty. Raises FileTooLarge or FileNotReadable."""
    if len(content) > MAX_BYTES:
        raise FileTooLarge
    rows = read_xlsx(content) if content.startswith(b"PK") else read_csv(content)
    filled = list(islice(((number, cells) for number, cells in rows if any(cells)), MAX_ROWS + 2))
    if len(filled) > MAX_ROWS + 1:  # and one row of headings
        raise FileTooLarge
    return filled


def read_csv(content: bytes) -> Iterator[Row]:
    text = decoded(content)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter_of(text))
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [cell.strip() for cell in cells[:MAX_COLUMNS]]
    except csv.Error as error:
        raise FileNotReadable from error


def decoded(content: bytes) -> str:
    """The text of a file that does not say how it is encoded."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decoded_as(content, "utf-16")
    if content[:200].count(0) > len(content[:200]) // 4:
        return decoded_as(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(content, cp_isolation=OLD_ENCODINGS).best()
    if best is None:
        raise FileNotReadable
    return str(best)


def decoded_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileNotReadable from error


def delimiter_of(text: str) -> str:
    """The sign that parts the headings: the most frequent one in the first line."""
    first_line = text.partition("\n")[0]
    return max(DELIMITERS, key=first_line.count)


def read_xlsx(content: bytes) -> Iterator[Row]:
    check_packed(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
        # Rows far below the list are kept only to find that there are too many.
        yield from texts_of(islice(rows, MAX_ROWS * 5))
    except BROKEN as error:
        raise FileNotReadable from error


def texts_of(rows: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    for number, values in enumerate(rows, start=1):
        cells = [text_of(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        yield number, cells


def text_of(value: Any) -> str:
    """A cell as text: dates in ISO, whole numbers without a point, a formula as it is written."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def check_packed(content: bytes) -> None:
    """Refuse an archive that unpacks to far more than a list needs, before openpyxl spends minutes on it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_sizes(archive.infolist())
            long_parts = [member for member in archive.infolist() if LONG_PARTS.match(member.filename)]
            tags = sum(tags_in(archive, member) for member in long_parts)
    except BROKEN as error:
        raise FileNotReadable from error
    if tags > MAX_TAGS:
        raise FileTooLarge


def check_sizes(members: list[zipfile.ZipInfo]) -> None:
    """Everything but the long parts, such as styles and names, is held in memory as a tree and must be short."""
    if len(members) > MAX_PACKED_FILES or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise FileTooLarge
    for member in members:
        is_tree = member.filename.endswith((".xml", ".rels")) and not LONG_PARTS.match(member.filename)
        if is_tree and member.file_size > MAX_SHORT_PART_BYTES:
            raise FileTooLarge
        if member.compress_type not in PACKINGS:
            raise FileNotReadable


def tags_in(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    with archive.open(member) as part:
        return sum(piece.count(b"<") for piece in iter(partial(part.read, UNPACKED_AT_ONCE), b""))
