"""What an indicator is made of: words and tables of words, which the page and the sheet of paper both draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lms.core import display
from lms.core.languages import Country
from lms.people.models import User

SEXES = (User.Sex.FEMALE, User.Sex.MALE, User.Sex.UNSTATED)  # who gave another answer counts with the last


@dataclass(frozen=True)
class Table:
    """Rows of words; the first of each is its heading. `grey` are the numbers of rows that are not verified."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    grey: frozenset[int] = frozenset()

    def labelled(self) -> "list[Row]":
        """Each cell with its column's heading, for tables that become cards."""
        pairs = [list(zip(self.headings[1:], row[1:], strict=True)) for row in self.rows]
        return [
            Row(row[0], cells, place in self.grey)
            for place, (row, cells) in enumerate(zip(self.rows, pairs, strict=True))
        ]


@dataclass(frozen=True)
class Row:
    """`cells` are (heading, words)."""

    name: str
    cells: list[tuple[str, str]]
    is_grey: bool


@dataclass(frozen=True)
class Sheet:
    """The indicator sheet that an evaluator asks for."""

    definition: str
    numerator: str
    denominator: str
    source: str
    frequency: str
    disaggregation: str
    baseline: str
    limits: str

    def lines(self) -> list[tuple[str, str]]:
        """`[(term, words)]` in the reader's language."""
        words = {
            "definition": _("Definition"),
            "numerator": _("Numerator"),
            "denominator": _("Denominator"),
            "source": _("Source"),
            "frequency": _("Frequency"),
            "disaggregation": _("Disaggregation"),
            "baseline": _("Baseline and its date"),
            "limits": _("Limits"),
        }
        return [(term, getattr(self, name)) for name, term in words.items()]


@dataclass(frozen=True)
class Indicator:
    """One line of the logframe: its title, where it stands in one sentence, the tables behind it, and its sheet."""

    key: str
    title: str
    sentence: str
    sheet: Sheet
    tables: list[Table] = field(default_factory=list)


def counted(number: int | None) -> str:
    return _("not shown") if number is None else display.number_text(number)


def interval(low: float, high: float) -> str:
    """Shares of 0-1."""
    return f"{display.percent_text(low)} – {display.percent_text(high)}"


def country_name(code: str) -> str:
    return str(Country(code).label)


def sex_name(sex: str) -> str:
    return _("other or not stated") if sex == User.Sex.UNSTATED else str(User.Sex(sex).label)


def as_counted(sex: str) -> str:
    return sex if sex in SEXES else User.Sex.UNSTATED


def all_sexes(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts in the order of SEXES, none left out."""
    found = dict.fromkeys(SEXES, 0)
    for sex, count in counts.items():
        found[as_counted(sex)] += count
    return found
