"""What the pages of an open sitting show: never a key, a letter, a mark or a rationale."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase

from django.utils.translation import gettext_lazy as _

from lms.assessments import answering, marking, options, queries
from lms.assessments.answering import Asked
from lms.assessments.models import Answer, Attempt
from lms.assessments.responses import WITHDRAWN, is_prompt

PARTS = {
    marking.MULTIPLE: "several",
    marking.MATCHING: "matching",
    marking.ORDERING: "ordering",
    marking.OPEN: "open",
}
CONFIDENCE_STEPS = [(1, _("a guess")), (2, _("fairly sure")), (3, _("sure"))]
IN_FIXED_ORDER = frozenset({marking.TRUE_FALSE, marking.ATTITUDE})


@dataclass(frozen=True)
class Step:
    """One question in the list of questions."""

    position: int
    is_answered: bool


@dataclass(frozen=True)
class Option:
    """One option under the name that only this attempt knows."""

    name: str
    text: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Prompt:
    """One thing that is to be matched, with every target; a target's name is the pair's.

    Targets are lettered A, B, C in the order of the page: a list on a phone shows only the first words of each.
    """

    name: str
    text: str
    targets: list[Option]

    @property
    def lettered(self) -> list[tuple[str, Option]]:
        return list(zip(ascii_uppercase, self.targets, strict=False))


@dataclass(frozen=True)
class QuestionPage:
    """`options` come in the order of the page; for steps to be put in order, in the order that stands.

    `first_order` is how this page shows such steps before anybody moved one: it is never the right order.
    """

    position: int
    kind: str
    stem: str
    is_machine_draft: bool
    asks_confidence: bool
    steps: list[Step]
    options: list[Option] = field(default_factory=list)
    first_order: list[str] = field(default_factory=list)
    prompts: list[Prompt] = field(default_factory=list)
    text: str = ""
    confidence: int | None = None
    sequence: int = 0
    is_answered: bool = False

    @property
    def can_be_emptied(self) -> bool:
        """An option of several stays chosen; ticks, matches and words can be taken back."""
        return self.kind in (marking.MULTIPLE, marking.MATCHING, marking.OPEN)

    @property
    def part(self) -> str:
        """The template of this kind."""
        return f"assessments/kinds/{PARTS.get(self.kind, 'one')}.html"

    @property
    def previous(self) -> int | None:
        return self.position - 1 if self.position > 1 else None

    @property
    def next(self) -> int | None:
        return self.position + 1 if self.position < len(self.steps) else None


def question_page(attempt: Attempt, position: int) -> QuestionPage | None:
    """The page of one question, in four queries; None where the form has no such position."""
    positions, answers = queries.positions_of(attempt.form_id), queries.answers_by_question(attempt)
    question_id = positions.get(position)
    if question_id is None:
        return None
    wording, rows = queries.words_to_ask(question_id, attempt.language)
    answer = answers.get(question_id)
    return QuestionPage(
        position=position,
        kind=wording.question.kind,
        stem=wording.stem,
        is_machine_draft=wording.is_machine_draft and wording.signed_off_at is None,
        asks_confidence=wording.question.asks_confidence,
        steps=steps_in(positions, answers),
        confidence=answer.confidence if answer else None,
        sequence=answer.sequence if answer else 0,
        is_answered=is_answered(answer),
        **content_of(attempt, wording.question.kind, rows, answer),
    )


def content_of(attempt: Attempt, kind: str, rows: list[tuple], answer: Answer | None) -> dict:
    """What stands under the stem; `rows` are (choice id, text, letter, rank)."""
    texts = {pk: text for pk, text, _letter, _rank in rows}
    letters = {pk: letter for pk, _text, letter, _rank in rows}
    chosen = answering.shown(attempt.pk, Asked(kind, letters), answer)
    if kind == marking.OPEN:
        return {"text": chosen.get("text", "")}
    if kind == marking.MATCHING:
        return {"prompts": prompts_of(attempt, texts, letters, chosen.get("pairs", []))}
    names = {*chosen.get("option", []), *chosen.get("options", [])}
    shown = named(attempt, in_order(attempt, kind, rows), texts, names)
    if kind == marking.ORDERING:
        return in_the_order(shown, chosen.get("order"))
    return {"options": shown}


def in_the_order(steps: list[Option], order: list[str] | None) -> dict:
    """Steps to be put in order: as they stand, and as they were shown at first."""
    names = [step.name for step in steps]
    places = {name: place for place, name in enumerate(order or names)}
    return {"options": sorted(steps, key=lambda step: places[step.name]), "first_order": names}


def in_order(attempt: Attempt, kind: str, rows: list[tuple]) -> list[int]:
    """The options as a page first shows them: shuffled for each attempt, unless their order has a meaning."""
    if kind in IN_FIXED_ORDER:
        return [row[0] for row in sorted(rows, key=lambda row: row[2])]
    ids = [row[0] for row in rows]
    if kind != marking.ORDERING:
        return options.shuffled(attempt.pk, ids)
    return options.shuffled(attempt.pk, ids, avoiding=[row[0] for row in sorted(rows, key=lambda row: row[3] or 0)])


def named(attempt: Attempt, ids: list[int], texts: Mapping[int, str], chosen: set[str]) -> list[Option]:
    names = [(options.name_of(attempt.pk, pk), texts[pk]) for pk in ids]
    return [Option(name, text, name in chosen) for name, text in names]


def prompts_of(
    attempt: Attempt, texts: Mapping[int, str], letters: Mapping[int, str], pairs: list[str]
) -> list[Prompt]:
    shuffled = named(attempt, options.shuffled(attempt.pk, texts), texts, set())
    prompt_names = {options.name_of(attempt.pk, pk) for pk, letter in letters.items() if is_prompt(letter)}
    targets = [row for row in shuffled if row.name not in prompt_names]
    return [
        Prompt(row.name, row.text, [targeted(row.name, target, pairs) for target in targets])
        for row in shuffled
        if row.name in prompt_names
    ]


def targeted(prompt: str, target: Option, pairs: list[str]) -> Option:
    pair = f"{prompt}:{target.name}"
    return Option(pair, target.text, pair in pairs)


def moved(names: list[str], name: str, by: int) -> list[str]:
    """The order after one step went up (-1) or down (1); at the end of the list nothing moves."""
    places = list(names)
    if name in places:
        here = places.index(name)
        there = min(max(here + by, 0), len(places) - 1)
        places.insert(there, places.pop(here))
    return places


def steps_of(attempt: Attempt) -> list[Step]:
    return steps_in(queries.positions_of(attempt.form_id), queries.answers_by_question(attempt))


def steps_in(positions: Mapping[int, int], answers: Mapping[int, Answer]) -> list[Step]:
    return [Step(position, is_answered(answers.get(question_id))) for position, question_id in positions.items()]


def is_answered(answer: Answer | None) -> bool:
    return answer is not None and answer.response != WITHDRAWN


def first_unanswered(steps: list[Step]) -> int | None:
    return next((step.position for step in steps if not step.is_answered), None)
