"""The neutral shape between files and the bank: one question in all its languages, and what a reader has to report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from lms.core.languages import Language
from lms.questionnaires.drafts import Facts, Words

FAULT, LEFT_OUT, NOTE = "fault", "left_out", "note"


@dataclass(frozen=True)
class Item:
    """One question of one file. An empty `code` takes the next free number; empty facts take the import's defaults.

    `facts` is None where the file brings words only. `place` is what reports call the question; `rows` is
    `{language: row}` in a spreadsheet, the facts under an empty language.
    """

    code: str
    facts: Facts | None
    words: Mapping[str, Words]
    machine_drafts: frozenset[str] = frozenset()
    place: str = field(default="", compare=False)
    rows: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def name(self) -> str:
        return self.place or self.code

    @property
    def stem(self) -> str:
        """The question in English, or in the first language that it has."""
        words = self.words.get(Language.ENGLISH) or next(iter(self.words.values()), Words())
        return words.stem


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place of a file; the message is translated.

    A FAULT stops the whole import, LEFT_OUT only the question (or one language of it), a NOTE says what is lost.
    """

    place: str
    field: str
    message: str
    weight: str = FAULT


@dataclass(frozen=True)
class Defaults:
    """What the person says about the file: for every question that does not say it itself."""

    programme_code: str
    competency: str = ""
    level: str = ""
    language: str = Language.ENGLISH
    competencies: tuple[str, ...] = ()

    def fill(self, facts: Facts) -> Facts:
        return replace(
            facts,
            programme_code=facts.programme_code or self.programme_code,
            competency=facts.competency or self.competency,
            level=facts.level or self.level,
        )


@dataclass
class Reading:
    """What a file says."""

    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Export:
    """A file, and what it could not hold as `[(code, reason)]`."""

    content: bytes
    left_out: list[tuple[str, str]]


def merged(items: Iterable[Item]) -> Reading:
    """One item per code: files that hold one language each are put together; what comes twice is reported."""
    reading = Reading()
    by_code: dict[str, Item] = {}
    for item in items:
        first = by_code.get(item.code)
        if not item.code:
            reading.items.append(item)
        elif first is None:
            by_code[item.code] = item
        else:
            by_code[item.code] = join(first, item, reading.problems)
    reading.items += by_code.values()
    return reading


def join(first: Item, second: Item, problems: list[Problem]) -> Item:
    if set(first.words) & set(second.words):
        message = _("The code %(code)s comes twice in this file. Only the first is taken.")
        problems.append(Problem(second.name, "code", message % {"code": second.code}, LEFT_OUT))
        return first
    if first.facts != second.facts:
        message = _("Key, kind or options differ from the other languages of %(code)s.")
        problems.append(Problem(second.name, "key", message % {"code": second.code}, LEFT_OUT))
        return first
    drafts = first.machine_drafts | second.machine_drafts
    return replace(first, words={**first.words, **second.words}, machine_drafts=drafts)
