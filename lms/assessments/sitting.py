"""What the pages of an open sitting show: never a key, a letter, a mark or a rationale."""

from dataclasses import dataclass

from lms.assessments import options, queries
from lms.assessments.models import Attempt
from lms.questionnaires.queries import words_of


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
    is_chosen: bool


@dataclass(frozen=True)
class QuestionPage:
    position: int
    stem: str
    is_machine_draft: bool
    options: list[Option]
    steps: list[Step]

    @property
    def previous(self) -> int | None:
        return self.position - 1 if self.position > 1 else None

    @property
    def next(self) -> int | None:
        return self.position + 1 if self.position < len(self.steps) else None


def question_page(attempt: Attempt, position: int) -> QuestionPage | None:
    """The page of one question, in four queries; None where the form has no such position."""
    positions, chosen = queries.positions_of(attempt.form_id), queries.chosen_in(attempt)
    question_id = positions.get(position)
    if question_id is None:
        return None
    words = words_of([question_id], attempt.language)[question_id]
    return QuestionPage(
        position=position,
        stem=words.stem,
        is_machine_draft=words.is_machine_draft,
        options=shuffled(attempt, words.options, chosen.get(question_id)),
        steps=steps_in(positions, chosen),
    )


def shuffled(attempt: Attempt, texts: dict[int, str], chosen: int | None) -> list[Option]:
    """The options in the order of their names: another order in each attempt, the same whenever it is opened."""
    rows = [Option(options.name_of(attempt.pk, pk), text, pk == chosen) for pk, text in texts.items()]
    return sorted(rows, key=lambda option: option.name)


def steps_of(attempt: Attempt) -> list[Step]:
    return steps_in(queries.positions_of(attempt.form_id), queries.chosen_in(attempt))


def steps_in(positions: dict[int, int], chosen: dict[int, int]) -> list[Step]:
    return [Step(position, question_id in chosen) for position, question_id in positions.items()]


def first_unanswered(steps: list[Step]) -> int | None:
    return next((step.position for step in steps if not step.is_answered), None)
