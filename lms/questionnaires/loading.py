"""Writes read questions into the bank: a second run of the same files writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lms.core.languages import Language
from lms.questionnaires.content import LETTERS, Source, Text
from lms.questionnaires.models import Choice, ChoiceWording, Question, QuestionWording

FACTS = ("programme_code", "competency", "level", "asks_confidence")
UNREVIEWED = {
    "state": Question.State.DRAFT,
    "content_reviewed_by": None,
    "content_reviewed_at": None,
    "harm_reviewed_by": None,
    "harm_reviewed_at": None,
}


@dataclass
class LoadReport:
    """What a load did, as lists of codes (`wordings`: `code/language`).

    `kept` names questions and wordings that a person wrote or signed off: a load never overwrites them.
    """

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    rekeyed: list[str] = field(default_factory=list)
    wordings: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def load_question(source: Source, *, programme_code: str, standing: Question | None, report: LoadReport) -> Question:
    """Create the question as a draft, or bring its facts and key in line with its source."""
    values = (programme_code, source.competency, source.level, source.asks_confidence)
    facts = dict(zip(FACTS, values, strict=True))
    if standing is None:
        question = Question.objects.create(code=source.code, **facts)
        Choice.objects.bulk_create(choice_of(question, source, letter) for letter in LETTERS)
        report.created.append(source.code)
        return question
    if standing.written_by_id:
        report.kept.append(source.code)
        return standing
    is_changed = any(getattr(standing, name) != value for name, value in facts.items())
    if is_changed:
        Question.objects.filter(pk=standing.pk).update(**facts)
    is_changed |= load_marks(source, standing, report)
    (report.updated if is_changed else report.unchanged).append(source.code)
    return standing


def choice_of(question: Question, source: Source, letter: str) -> Choice:
    return Choice(
        question=question,
        letter=letter,
        is_key=letter == source.key,
        is_serious_harm=letter in source.serious_harm,
    )


def load_marks(source: Source, question: Question, report: LoadReport) -> bool:
    """Bring key and serious-harm marks in line: a draft again; another key is another key version."""
    choices = list(question.choices.all())
    key_now = next((choice.letter for choice in choices if choice.is_key), None)
    harm_now = {choice.letter for choice in choices if choice.is_serious_harm}
    if (key_now, harm_now) == (source.key, source.serious_harm):
        return False
    # Cleared first: at no moment may a question have two keys, or a key that does serious harm.
    question.choices.update(is_key=False, is_serious_harm=False)
    question.choices.filter(letter__in=source.serious_harm).update(is_serious_harm=True)
    question.choices.filter(letter=source.key).update(is_key=True)
    Question.objects.filter(pk=question.pk).exclude(state=Question.State.RETIRED).update(**UNREVIEWED)
    if key_now != source.key:
        Question.objects.filter(pk=question.pk).update(key_version=question.key_version + 1)
        report.rekeyed.append(source.code)
    return True


def load_wordings(sources: Iterable[Source], questions: dict[str, Question], report: LoadReport) -> None:
    """Write the words of every language that differ from what stands, except where they are signed off."""
    ids = [question.pk for question in questions.values()]
    choices = {(row.question_id, row.letter): row.pk for row in Choice.objects.filter(question__in=ids)}
    standing, kept = standing_words(ids)
    stems, texts = [], []
    for source in sources:
        question = questions[source.code]
        if not all((question.pk, letter) in choices for letter in LETTERS):
            continue  # a person gave it other options
        for language, text in source.texts.items():
            options = {choices[question.pk, letter]: words for letter, words in text.options.items()}
            if standing.get((question.pk, language)) == (text.stem, text.rationale, options):
                continue
            if (question.pk, language) in kept:
                report.kept.append(f"{source.code}/{language}")
                continue
            report.wordings.append(f"{source.code}/{language}")
            stems.append(wording_of(question, language, text))
            texts += [ChoiceWording(choice_id=pk, language=language, text=words) for pk, words in options.items()]
    unreview([row.question_id for row in stems if row.language == Language.ENGLISH])
    write_wordings(stems, texts)


def unreview(question_ids: list[int]) -> None:
    """Other English words are another question to its reviewers: a draft again."""
    rows = Question.objects.filter(pk__in=question_ids)
    rows.exclude(state__in=[Question.State.DRAFT, Question.State.RETIRED]).update(**UNREVIEWED)


def standing_words(question_ids: list[int]) -> tuple[dict, set]:
    """`{(question id, language): (stem, rationale, {choice id: text})}`, and what a person wrote or signed off."""
    options: dict[tuple[int, str], dict[int, str]] = {}
    rows = ChoiceWording.objects.filter(choice__question__in=question_ids)
    for question_id, language, choice_id, text in rows.values_list(
        "choice__question_id", "language", "choice_id", "text"
    ):
        options.setdefault((question_id, language), {})[choice_id] = text
    wordings = list(QuestionWording.objects.filter(question__in=question_ids))
    places = {(row.question_id, row.language): row for row in wordings}
    standing = {place: (row.stem, row.rationale, options.get(place, {})) for place, row in places.items()}
    return standing, {place for place, row in places.items() if row.signed_off_at or row.worded_by_id}


def wording_of(question: Question, language: str, text: Text) -> QuestionWording:
    return QuestionWording(
        question=question,
        language=language,
        stem=text.stem,
        rationale=text.rationale,
        is_machine_draft=language != Language.ENGLISH,
    )


def write_wordings(stems: list[QuestionWording], texts: list[ChoiceWording]) -> None:
    QuestionWording.objects.bulk_create(
        stems,
        update_conflicts=True,
        unique_fields=["question", "language"],
        update_fields=["stem", "rationale", "is_machine_draft"],
    )
    ChoiceWording.objects.bulk_create(
        texts, update_conflicts=True, unique_fields=["choice", "language"], update_fields=["text"]
    )
