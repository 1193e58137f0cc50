"""Every question of one sitting with the own answer, the right one and why: for the review moment only."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lms.assessments import marking
from lms.assessments.keys import Marked, key_of
from lms.assessments.models import Answer, Attempt, FormQuestion
from lms.assessments.responses import WITHDRAWN
from lms.core.languages import Language
from lms.questionnaires.models import ChoiceWording, QuestionWording

SURE = 3  # the highest of the three steps of confidence
ROUNDING = 1e-9


class Verdict(StrEnum):
    """What an answer was worth, as a word."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    OMITTED = "omitted"
    NOT_SCORED = "not_scored"


@dataclass(frozen=True)
class Option:
    """One option in words, with its marks; `consequence` only of a situational question."""

    marks: Marked
    text: str
    consequence: str = ""
    is_serious_harm: bool = False


@dataclass(frozen=True)
class Asked:
    """One question of the form in the words of the sitting."""

    position: int
    kind: str
    stem: str
    rationale: str
    language: str
    options: Mapping[str, Option] = field(default_factory=dict)

    @property
    def right(self) -> str:
        """The key in letters; of a situational question every option that is worth the most."""
        if self.kind == marking.SITUATIONAL:
            return "".join(best_letters(self))
        return key_of(self.kind, [option.marks for option in self.options.values()]).right


@dataclass(frozen=True)
class Given:
    """What was answered: letters, or the words of an open answer; `confidence` 1-3 where it was asked."""

    answer: str
    points: float | None
    confidence: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What one situational option leads to."""

    text: str
    consequence: str
    is_chosen: bool
    is_best: bool


@dataclass(frozen=True)
class Review:
    """One question as it is shown: `own` and `right` in words, one entry per option, pair or step."""

    asked: Asked
    given: Given
    own: list[str]
    right: list[str]
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict:
        if self.asked.kind == marking.ATTITUDE or self.given.points is None:
            return Verdict.NOT_SCORED
        if not self.given.answer:
            return Verdict.OMITTED
        if self.given.points >= 1 - ROUNDING:
            return Verdict.RIGHT
        return Verdict.PARTLY if self.given.points > ROUNDING else Verdict.WRONG

    @property
    def was_sure_and_wrong(self) -> bool:
        return self.verdict == Verdict.WRONG and self.given.confidence == SURE

    @property
    def could_have_hurt(self) -> bool:
        chosen = marking.letters_in(self.given.answer) if self.asked.kind != marking.OPEN else ""
        return any(self.asked.options[letter].is_serious_harm for letter in chosen if letter in self.asked.options)

    @property
    def is_ordered(self) -> bool:
        return self.asked.kind == marking.ORDERING


def reviews_of(attempt: Attempt) -> list[Review]:
    """In the order of the form, in the language of the sitting, in four queries."""
    return [review_of(asked, given) for asked, given in zip(asked_in(attempt), given_in(attempt), strict=True)]


def review_of(asked: Asked, given: Given) -> Review:
    shown = SHOWN.get(asked.kind, each_option)
    own = [given.answer] if asked.kind == marking.OPEN and given.answer else shown(asked, given.answer)
    return Review(asked, given, own, shown(asked, asked.right), outcomes_of(asked, given.answer))


def each_option(asked: Asked, answer: str) -> list[str]:
    return [asked.options[letter].text for letter in answer if letter in asked.options]


def each_pair(asked: Asked, answer: str) -> list[str]:
    pairs = [(pair[:1], pair[1:]) for pair in answer.split()]
    known = [pair for pair in pairs if set(pair) <= set(asked.options)]
    return [f"{asked.options[prompt].text} → {asked.options[target].text}" for prompt, target in known]


def nothing(asked: Asked, answer: str) -> list[str]:
    return []


SHOWN: dict[str, Callable[[Asked, str], list[str]]] = {marking.MATCHING: each_pair, marking.OPEN: nothing}


def best_letters(asked: Asked) -> list[str]:
    worth = {letter: option.marks.points or 0 for letter, option in asked.options.items()}
    return [letter for letter, points in worth.items() if points and points == max(worth.values())]


def outcomes_of(asked: Asked, answer: str) -> list[Outcome]:
    if asked.kind != marking.SITUATIONAL:
        return []
    best = best_letters(asked)
    return [
        Outcome(option.text, option.consequence, is_chosen=letter == answer, is_best=letter in best)
        for letter, option in asked.options.items()
    ]


def asked_in(attempt: Attempt) -> list[Asked]:
    """The form's questions with keys and words; English where the language of the sitting has none."""
    places = FormQuestion.objects.filter(form=attempt.form_id).order_by("position")
    languages = {attempt.language, Language.ENGLISH}
    stems = stems_on(attempt.form_id, languages)
    options = options_on(attempt.form_id, languages)
    rows = []
    for position, question_id, kind in places.values_list("position", "question_id", "question__kind"):
        language = attempt.language if (question_id, attempt.language) in stems else Language.ENGLISH
        stem, rationale = stems.get((question_id, language), ("", ""))
        rows.append(Asked(position, kind, stem, rationale, language, options.get((question_id, language), {})))
    return rows


def stems_on(form_id: int, languages: Iterable[str]) -> dict[tuple[int, str], tuple[str, str]]:
    rows = QuestionWording.objects.filter(question__places__form=form_id, language__in=languages)
    columns = rows.values_list("question_id", "language", "stem", "rationale")
    return {(question_id, language): (stem, rationale) for question_id, language, stem, rationale in columns}


def options_on(form_id: int, languages: Iterable[str]) -> dict[tuple[int, str], dict[str, Option]]:
    marks = [f"choice__{name}" for name in ("letter", "is_key", "points", "rank", "pair")]
    rows = ChoiceWording.objects.filter(choice__question__places__form=form_id, language__in=languages)
    columns = rows.order_by("choice__letter").values_list(
        "choice__question_id", "language", "text", "consequence", "choice__is_serious_harm", *marks
    )
    table: dict[tuple[int, str], dict[str, Option]] = {}
    for question_id, language, text, consequence, does_harm, letter, *marked in columns:
        option = Option(Marked(letter, *marked), text, consequence, does_harm)
        table.setdefault((question_id, language), {})[letter] = option
    return table


def given_in(attempt: Attempt) -> list[Given]:
    """What was answered at each place: letters and points as they were packed, words and confidence from the rows."""
    packed = attempt.packed_answers.get("answers", {})
    answers = {row.question_id: row for row in Answer.objects.filter(attempt=attempt)}
    places = FormQuestion.objects.filter(form=attempt.form_id).order_by("position")
    rows = []
    for question_id, code, kind in places.values_list("question_id", "question__code", "question__kind"):
        letters, points, _key_version = packed.get(code, ("", 0, 0))
        row = answers.get(question_id)
        words = row.response if row and row.response != WITHDRAWN else ""
        rows.append(Given(words if kind == marking.OPEN else letters, points, row.confidence if row else None))
    return rows
