"""What a row of a participant list says: a participant, or what is wrong with which field. No database here."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.cohorts.importing import words
from lms.cohorts.importing.spreadsheet import Row
from lms.core.cleaning import clean
from lms.core.display import BUDDHIST_OFFSET_YEARS
from lms.core.languages import LANGUAGE_OF

BUDDHIST_YEARS = range(2443, 2700)
COMMON_YEARS = range(1940, 2100)
DATE_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
DATE_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
MAX_LENGTHS = {
    "full_name": 200,
    "full_name_latin": 200,
    "organisation": 200,
    "post_title": 200,
    "province": 80,
    "phone": 40,
    "email": 254,
}


@dataclass(frozen=True)
class Participant:
    """One person of a list; `row` is the number in the file."""

    row: int
    full_name: str
    country: str
    full_name_latin: str = ""
    sex: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    sector: str = ""
    post_title: str = ""
    is_counter_trafficking: bool = False
    post_started_on: date | None = None
    province: str = ""
    language: str = "en"

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells people without e-mail apart within one cohort."""
        return key_of(self.country, self.full_name, self.organisation, self.phone)


@dataclass(frozen=True)
class RowProblem:
    """Why one row cannot be enrolled."""

    row: int
    field: str
    reason: str


@dataclass(frozen=True)
class RowNote:
    """What was understood and should be looked at: a Buddhist year."""

    row: int
    field: str
    written: str
    understood: date


@dataclass
class Reading:
    """What a file says; `rows` counts those below the headings."""

    rows: int = 0
    participants: list[Participant] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[RowNote] = field(default_factory=list)


class Unclear(ValueError):
    """A cell that cannot be understood; the message is translated."""


def key_of(country: str, full_name: str, organisation: str, phone: str) -> tuple[str, str, str, str]:
    digits = "".join(sign for sign in phone if sign.isdigit())
    return country, words.folded(full_name), words.folded(organisation), digits


def with_latin_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)


def interpret(rows: Iterable[Row], *, today: date) -> Reading:
    """Every row as a participant or as problems; a bad row never hides the others."""
    reading = Reading()
    table = iter(rows)
    heading_number, headings = next(table, (1, []))
    columns = columns_of(heading_number, headings, reading)
    for number, cells in table:
        reading.rows += 1
        values = {name: clean(cells[index]) for index, name in columns.items() if index < len(cells)}
        interpret_row(number, values, reading, today)
    reading.problems += repeated(reading.participants)
    return reading


def columns_of(number: int, headings: list[str], reading: Reading) -> dict[int, str]:
    """`{column index: field}`; headings that are unknown, missing or there twice are problems of their row."""
    columns: dict[int, str] = {}
    for index, heading in enumerate(headings):
        word = words.folded(heading)
        if not word or word in words.ignored_headings():
            continue
        name = words.field_of_heading().get(word)
        if name is None:
            reading.problems.append(RowProblem(number, clean(heading)[:60], _("This column is not known.")))
        elif name in columns.values():
            reading.problems.append(RowProblem(number, name, _("This column is there twice.")))
        else:
            columns[index] = name
    missing = [name for name in words.REQUIRED if name not in columns.values()]
    reading.problems += [RowProblem(number, name, _("This column is missing.")) for name in missing]
    return columns


def interpret_row(number: int, values: dict[str, str], reading: Reading, today: date) -> None:
    facts: dict[str, object] = {}
    problems: list[RowProblem] = []
    for name in words.FIELDS:
        try:
            facts[name] = READERS[name](values.get(name, ""), name)
        except Unclear as error:
            problems.append(RowProblem(number, name, str(error)))
    started_on = facts.get("post_started_on")
    if isinstance(started_on, date) and started_on > today:
        problems.append(RowProblem(number, "post_started_on", _("This day has not come yet.")))
    if problems:
        reading.problems += problems
        return
    facts["is_counter_trafficking"] = facts.pop("counter_trafficking")
    facts["language"] = facts["language"] or LANGUAGE_OF[str(facts["country"])]
    reading.participants.append(Participant(row=number, **facts))  # type: ignore[arg-type]
    if started_on and is_buddhist(values["post_started_on"]):
        reading.notes.append(RowNote(number, "post_started_on", values["post_started_on"], started_on))


def repeated(participants: list[Participant]) -> list[RowProblem]:
    """The rows that name a person whom an earlier row names."""
    problems, seen = [], {}
    for participant in participants:
        for identity in [participant.email or None, participant.key]:
            first = identity and seen.setdefault(identity, participant.row)
            if first and first != participant.row:
                reason = _("The same person stands in row %(row)s.") % {"row": first}
                problems.append(RowProblem(participant.row, "email" if participant.email else "full_name", reason))
                break
    return problems


def read_required(text: str, name: str) -> str:
    if not text:
        raise Unclear(_("This is missing."))
    return read_text(text, name)


def read_text(text: str, name: str) -> str:
    if len(text) > MAX_LENGTHS[name]:
        raise Unclear(_("This is too long."))
    return text


def read_email(text: str, name: str) -> str:
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError:
        raise Unclear(_("This is not a valid e-mail address.")) from None
    return read_text(text.lower(), name)


def read_phone(text: str, name: str) -> str:
    number = with_latin_digits(text)
    if number and sum(sign.isdigit() for sign in number) < 6:
        raise Unclear(_("This is not a telephone number."))
    return read_text(number, name)


def read_date(text: str, name: str) -> date | None:
    """ISO or day/month/year; a Buddhist year becomes the common one."""
    if not text:
        return None
    year, month, day = parts_of_date(text)
    if year in BUDDHIST_YEARS:
        year -= BUDDHIST_OFFSET_YEARS
    if year not in COMMON_YEARS:
        raise Unclear(_("This is not a date. Write it as 2026-11-21 or 21/11/2026."))
    try:
        return date(year, month, day)
    except ValueError:
        raise Unclear(_("This is not a date. Write it as 2026-11-21 or 21/11/2026.")) from None


def parts_of_date(text: str) -> tuple[int, int, int]:
    digits = with_latin_digits(text).removesuffix(" 00:00:00")
    if match := DATE_ISO.fullmatch(digits):
        year, month, day = map(int, match.groups())
        return year, month, day
    if match := DATE_DAY_FIRST.fullmatch(digits):
        day, month, year = map(int, match.groups())
        return year, month, day
    raise Unclear(_("This is not a date. Write it as 2026-11-21 or 21/11/2026."))


def is_buddhist(text: str) -> bool:
    return parts_of_date(text)[0] in BUDDHIST_YEARS


def read_country(text: str, name: str) -> str:
    if not text:
        raise Unclear(_("This is missing."))
    return known(words.countries(), text, gettext_lazy("This is none of the six countries."))


def read_sex(text: str, name: str) -> str:
    return (
        known(words.sexes(), text, gettext_lazy("This sex is not known: write female, male or other.")) if text else ""
    )


def read_sector(text: str, name: str) -> str:
    return known(words.sectors(), text, gettext_lazy("This sector is not known.")) if text else ""


def read_language(text: str, name: str) -> str:
    return known(words.languages(), text, gettext_lazy("This is none of the seven languages.")) if text else ""


def read_yes_or_no(text: str, name: str) -> bool:
    return known(words.yes_or_no(), text, gettext_lazy("Write yes or no.")) if text else False


def known(table: dict, text: str, reason: str):
    """What a word stands for; `reason` is lazy, since most words are known and a translation costs time."""
    word = words.folded(text)
    if word not in table:
        raise Unclear(reason)
    return table[word]


READERS = {
    "full_name": read_required,
    "full_name_latin": read_text,
    "sex": read_sex,
    "email": read_email,
    "phone": read_phone,
    "country": read_country,
    "organisation": read_text,
    "sector": read_sector,
    "post_title": read_text,
    "counter_trafficking": read_yes_or_no,
    "post_started_on": read_date,
    "province": read_text,
    "language": read_language,
}
