"""The authoring screen as its template needs it: rows of options, columns of languages, each with what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lms.core import languages, programmes
from lms.questionnaires import drafts
from lms.questionnaires.desk import Desk, Sheet
from lms.questionnaires.drafts import FACTS, NOTHING, PROMPTS, Mark, Words
from lms.questionnaires.models import Question
from lms.questionnaires.rules import Fault, option_name
from lms.questionnaires.standing import Standing
from lms.questionnaires.typed import FIRST_LETTERS


@dataclass(frozen=True)
class Cell:
    """One text in one language; `other` is what somebody else saved meanwhile."""

    name: str
    language: str
    text: str
    is_editable: bool
    faults: list[str] = field(default_factory=list)
    other: str | None = None


@dataclass(frozen=True)
class Row:
    """One text in every language that is shown."""

    name: str
    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class OptionRow:
    """One option: its marks, its text and, where the kind has them, its consequence."""

    mark: Mark
    label: str
    text: Row
    consequence: Row | None
    faults: list[str]
    may_be_removed: bool = True

    @property
    def mark_words(self) -> list[str]:
        return mark_words(self.mark)

    @property
    def is_prompt(self) -> bool:
        return self.mark.letter in PROMPTS


@dataclass(frozen=True)
class Screen:
    """Everything on the sheet, ready to show."""

    desk: Desk
    sheet: Sheet
    stem: Row
    options: list[OptionRow]
    rationale: Row
    guide: Row | None
    faults: list[Fault]
    other_facts: list[str]

    @property
    def kind(self) -> str:
        return self.sheet.facts.kind

    @property
    def has_key(self) -> bool:
        return self.kind in (drafts.SINGLE_BEST, drafts.TRUE_FALSE)

    @property
    def has_harm(self) -> bool:
        return self.has_key or self.kind in (drafts.MULTIPLE, drafts.SITUATIONAL)

    @property
    def targets(self) -> list[str]:
        return [letter for letter in self.sheet.facts.letters if letter not in PROMPTS]

    @property
    def may_add(self) -> bool:
        return self.desk.may_mark and self.kind not in (drafts.OPEN, drafts.TRUE_FALSE) and len(self.targets) < 8

    @property
    def may_save(self) -> bool:
        return self.desk.may_write_facts or bool(set(self.sheet.shown) & self.desk.editable)

    @property
    def competencies(self) -> list[tuple[str, str]]:
        chosen = [row for row in programmes.all_programmes() if row.code == self.sheet.facts.programme_code]
        return list(chosen[0].competencies.items()) if chosen else []

    @property
    def fact_faults(self) -> dict[str, list[str]]:
        return by_field(self.faults)

    programmes = staticmethod(programmes.choices)
    levels = Question.Level.choices
    kinds = Question.Kind.choices
    all_languages = languages.CODES


def screen_of(desk: Desk, sheet: Sheet, faults: Iterable[Fault] = (), other: Standing | None = None) -> Screen:
    """`other` is what somebody else saved meanwhile, of the parts in `sheet.collided`."""
    faults = list(faults)
    maker = Maker(desk, sheet, by_field(faults), other)
    facts = sheet.facts
    return Screen(
        desk=desk,
        sheet=sheet,
        stem=maker.row("stem", _("Question"), lambda words: words.stem),
        options=[maker.option(mark) for mark in facts.marks],
        rationale=maker.row("rationale", _("Rationale, shown after the test"), lambda words: words.rationale),
        guide=maker.row("guide", _("Marking guide, for trainers only"), lambda words: words.guide)
        if facts.kind == drafts.OPEN
        else None,
        faults=faults,
        other_facts=facts_in_words(other.facts) if other and FACTS in sheet.collided else [],
    )


def by_field(faults: Iterable[Fault]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for fault in faults:
        table.setdefault(fault.field.replace("-", "_"), []).append(fault.message)
    return table


@dataclass(frozen=True)
class Maker:
    """Makes rows of one sheet."""

    desk: Desk
    sheet: Sheet
    faults: dict[str, list[str]]
    other: Standing | None

    def row(self, name: str, label: str, text_of) -> Row:
        return Row(name, label, [self.cell(name, code, text_of) for code in self.sheet.shown])

    def cell(self, name: str, code: str, text_of) -> Cell:
        collided = self.other is not None and code in self.sheet.collided
        text = text_of(self.sheet.words.get(code, NOTHING))
        theirs = text_of(self.other.words.get(code, NOTHING)) if collided else text
        full_name = f"{name}-{code}"
        return Cell(
            name=full_name,
            language=code,
            text=text.replace("\x00", ""),
            is_editable=code in self.desk.editable,
            faults=self.faults.get(full_name.replace("-", "_"), []),
            other=theirs if theirs != text else None,
        )

    def option(self, mark: Mark) -> OptionRow:
        letter, label = mark.letter, option_name(mark.letter)
        has_consequence = self.sheet.facts.kind == drafts.SITUATIONAL

        def text_of(words: Words) -> str:
            return words.options.get(letter, "")

        def consequence_of(words: Words) -> str:
            return words.consequences.get(letter, "")

        label_of_consequence = _("Consequence of %(option)s") % {"option": label}
        own = [f"{name}_{letter}" for name in ("harm", "points", "rank", "pair")]
        return OptionRow(
            mark=mark,
            label=label,
            text=self.row(f"text-{letter}", label, text_of),
            consequence=self.row(f"consequence-{letter}", label_of_consequence, consequence_of)
            if has_consequence
            else None,
            faults=[message for name in own for message in self.faults.get(name, [])],
            may_be_removed=self.sheet.facts.kind != drafts.TRUE_FALSE or letter not in FIRST_LETTERS[drafts.TRUE_FALSE],
        )


def facts_in_words(facts: drafts.Facts) -> list[str]:
    """What somebody else saved, for a person to compare."""
    labels = dict(Question.Kind.choices), dict(Question.Level.choices)
    lines = [f"{facts.programme_code.upper()} {facts.competency}", str(labels[0].get(facts.kind, ""))]
    lines.append(str(labels[1].get(facts.level, "")))
    marked = [(option_name(mark.letter), mark_words(mark)) for mark in facts.marks]
    return lines + [f"{name}: {', '.join(words)}" for name, words in marked if words]


def mark_words(mark: Mark) -> list[str]:
    """The marks of one option in words, the key first."""
    words = []
    if mark.is_key:
        words.append(_("right answer"))
    if mark.points is not None:
        words.append(_("worth %(points)s") % {"points": mark.points})
    if mark.rank is not None:
        words.append(_("place %(place)s") % {"place": mark.rank})
    if mark.pair:
        words.append(_("belongs to %(option)s") % {"option": mark.pair.upper()})
    if mark.is_serious_harm:
        words.append(_("serious harm"))
    return words
