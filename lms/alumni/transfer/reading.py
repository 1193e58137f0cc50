"""What each row of a staff list says, or what is wrong with it. No database here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from lms.alumni.models import Report
from lms.alumni.transfer import words
from lms.cohorts.importing import participants
from lms.cohorts.importing.participants import BUDDHIST_YEARS, COMMON_YEARS, RowProblem, Unclear
from lms.cohorts.importing.spreadsheet import Row
from lms.cohorts.importing.words import folded, sectors
from lms.core.cleaning import clean
from lms.core.display import BUDDHIST_OFFSET_YEARS

Precision = Report.Precision
Since = tuple[date | None, str]
YEAR = re.compile(r"(\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})")
MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")


@dataclass(frozen=True)
class Line:
    """One row without a fault; an empty status: the person is on the list, and no more is said."""

    row: int
    full_name: str = ""
    email: str = ""
    number: str = ""
    status: str = ""
    changed_on: date | None = None
    precision: str = Precision.NONE
    unit_kind: str = ""


@dataclass
class Reading:
    """What a file says; `ignored`: headings of columns that nobody asked for and nothing is kept of."""

    rows: int = 0
    lines: list[Line] = field(default_factory=list)
    faults: list[RowProblem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def interpret(rows: Iterable[Row], *, as_of: date, is_complete: bool) -> Reading:
    """Every row as a line or as its faults; `as_of` is the list's day. Only a complete one may leave statuses out."""
    reading, table = Reading(), iter(rows)
    first, headings = next(table, (1, []))
    columns = columns_of(first, headings, reading)
    for number, cells in table:
        reading.rows += 1
        values = {name: clean(cells[index]) for index, name in columns.items() if index < len(cells)}
        read_line(number, values, reading, as_of, is_complete)
    return reading


def columns_of(number: int, headings: list[str], reading: Reading) -> dict[int, str]:
    """`{column index: field}`; who is meant and what is said of them must have a column."""
    columns: dict[int, str] = {}
    for index, heading in enumerate(headings):
        name = words.field_of_heading().get(folded(heading))
        if name and name not in columns.values():
            columns[index] = name
        elif heading.strip():
            reading.ignored.append(clean(heading))
    if not {"full_name", "email", "number"} & set(columns.values()):
        reading.faults.append(RowProblem(number, "full_name", _("No column says who is meant.")))
    return columns


def read_line(number: int, values: dict[str, str], reading: Reading, as_of: date, is_complete: bool) -> None:
    faults, read = [], {}
    for name, reader in READERS.items():
        try:
            read[name] = reader(values.get(name, ""))
        except Unclear as unclear:
            faults.append(RowProblem(number, name, str(unclear)))
    faults += [RowProblem(number, name, reason) for name, reason in faults_of(read, as_of, is_complete)]
    reading.faults += faults
    if not faults:
        changed_on, precision = read.pop("since")
        reading.lines.append(Line(number, changed_on=changed_on, precision=precision, **read))


def faults_of(read: dict, as_of: date, is_complete: bool) -> Iterable[tuple[str, str]]:
    """What is missing, or cannot be true together."""
    if not any(read.get(name) for name in ("full_name", "email", "number")):
        yield "full_name", _("This is missing.")
    if read.get("status") == "" and not is_complete:
        yield "status", _("This is missing.")
    changed_on, _precision = read.get("since") or (None, "")
    if changed_on and changed_on > as_of:
        yield "since", _("This is after the day of the list.")


def read_name(text: str) -> str:
    return participants.read_text(text, "full_name")


def read_email(text: str) -> str:
    return participants.read_email(text, "email")


def read_status(text: str) -> str:
    return participants.known(words.statuses(), text, _("This status is not known.")) if text else ""


def read_unit_kind(text: str) -> str:
    return participants.known(sectors(), text, _("This sector is not known.")) if text else ""


def read_since(text: str) -> Since:
    """A day, a month (2026-03 or 03/2026) or a year, with its precision; a Buddhist year becomes the common one."""
    digits = participants.with_latin_digits(text)
    if not digits:
        return None, Precision.NONE
    if match := YEAR.fullmatch(digits):
        return first_of(int(match[1]), 1), Precision.YEAR
    if match := YEAR_FIRST.fullmatch(digits):
        return first_of(int(match[1]), int(match[2])), Precision.MONTH
    if match := MONTH_FIRST.fullmatch(digits):
        return first_of(int(match[2]), int(match[1])), Precision.MONTH
    return participants.read_date(text, "since"), Precision.DAY


def first_of(year: int, month: int) -> date:
    year -= BUDDHIST_OFFSET_YEARS if year in BUDDHIST_YEARS else 0
    if year not in COMMON_YEARS or not 1 <= month <= 12:
        raise Unclear(_("This is not a date. Write it as 2026-11-21 or 21/11/2026."))
    return date(year, month, 1)


READERS = {
    "full_name": read_name,
    "email": read_email,
    "number": str,
    "status": read_status,
    "since": read_since,
    "unit_kind": read_unit_kind,
}
