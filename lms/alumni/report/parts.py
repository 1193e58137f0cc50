"""What a report is made of: sentences, tables and pictures that a page, a sheet of paper and a file can all hold."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lms.core import display
from lms.core.plots import Picture


@dataclass(frozen=True)
class Share:
    """A share of 0-1, shown as a percentage."""

    value: float
    decimals: int = 0


@dataclass(frozen=True)
class Span:
    """From one share to another, 0-1."""

    low: float
    high: float


@dataclass(frozen=True)
class Hidden:
    """A value that may not be shown."""


@dataclass(frozen=True)
class Number:
    """A number with its decimals."""

    value: float
    decimals: int = 1


@dataclass(frozen=True)
class Of:
    """So many of so many people."""

    part: int
    whole: int


Value = str | int | None | Share | Span | Hidden | Number | Of


def text_of(value: Value) -> str:
    """What a reader sees; a dash where there is nothing to say."""
    match value:
        case None:
            return "–"
        case Hidden():
            return _("not shown")
        case Share(share, decimals):
            return display.percent_text(share, decimals=decimals)
        case Span(low, high):
            return f"{display.percent_text(low)} – {display.percent_text(high)}"
        case Number(number, decimals):
            return display.number_text(number, decimals=decimals)
        case Of(part, whole):
            numbers = {"part": display.number_text(part), "whole": display.number_text(whole)}
            return _("%(part)s of %(whole)s") % numbers
        case int():
            return display.number_text(value)
    return str(value)


def cells_of(value: Value) -> list[str | float | None]:
    """What a file holds, in one column or two: full precision, nothing where nothing may be shown."""
    match value:
        case Share(share, _decimals) | Number(share, _decimals):
            return [round(share, 6)]
        case Span(low, high):
            return [round(low, 6), round(high, 6)]
        case Of(part, whole):
            return [part, whole]
        case Hidden() | None:
            return [None]
    return [value]


@dataclass(frozen=True)
class Row:
    """One line: its name and a value a column; `notes` are short words about it, shown as tags."""

    name: str
    values: Sequence[Value]
    notes: Sequence[str] = ()

    @property
    def texts(self) -> list[str]:
        return [text_of(value) for value in self.values]


@dataclass(frozen=True)
class Table:
    """`name` is its file's; `headings` name the first column and then the values."""

    name: str
    caption: str
    headings: Sequence[str]
    rows: Sequence[Row]
    notes: Sequence[str] = ()

    @property
    def labelled_rows(self) -> list[tuple[Row, list[tuple[str, str]]]]:
        """Each row with `(heading, text)` a column."""
        return [(row, list(zip(self.headings[1:], row.texts, strict=True))) for row in self.rows]

    @property
    def written(self) -> tuple[list[str], list[list[str | float | None]]]:
        """Headings and rows of the file: a span or a count of a whole takes two columns everywhere."""
        widths = [max((len(cells_of(row.values[at])) for row in self.rows), default=1) for at in range(self.columns)]
        headings = [self.headings[0]]
        for heading, width in zip(self.headings[1:], widths, strict=True):
            headings += [heading] if width == 1 else [f"{heading} (1)", f"{heading} (2)"]
        return headings, [[row.name, *self.filled(row, widths)] for row in self.rows]

    @property
    def columns(self) -> int:
        return len(self.headings) - 1

    @staticmethod
    def filled(row: Row, widths: Sequence[int]) -> list[str | float | None]:
        cells: list[str | float | None] = []
        for value, width in zip(row.values, widths, strict=True):
            found = cells_of(value)
            cells += found + [None] * (width - len(found))
        return cells


@dataclass(frozen=True)
class Key:
    """What one kind of shape means; `shape` is bar, line or dot."""

    kind: str
    words: str
    shape: str = "bar"


@dataclass(frozen=True)
class Figure:
    """A picture with its words, and the table that says the same in numbers."""

    caption: str
    picture: Picture | None
    table: Table
    keys: Sequence[Key] = ()
    source: str = ""


@dataclass(frozen=True)
class Section:
    """A heading, sentences, facts `(word, what it means)`, figures and tables."""

    title: str
    sentences: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    facts: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Report:
    """`headline` and what stands beside it come first, on the page and on paper."""

    headline: str
    beside: Sequence[str] = ()
    sections: Sequence[Section] = field(default_factory=list)
    tables_alone: Sequence[Table] = ()

    @property
    def tables(self) -> list[Table]:
        return [figure.table for section in self.sections for figure in section.figures]
