"""The bank's questions in the neutral shape: reads only."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from lms.core.languages import CODES
from lms.questionnaires.drafts import Mark, Words
from lms.questionnaires.exchange.items import Item
from lms.questionnaires.models import Choice, ChoiceWording, Question, QuestionWording
from lms.questionnaires.standing import MARKS, facts_with, words_in

CHUNK = 500


def chosen(programme_code: str, states: Sequence[str]) -> QuerySet[Question]:
    """The questions of one programme, in the order of their codes; no states: in any state."""
    found = Question.objects.filter(programme_code=programme_code).order_by("code")
    return found.filter(state__in=states) if states else found


def items_of(questions: Iterable[Question], languages: Sequence[str] = CODES) -> list[Item]:
    """In three queries for every 500 questions. A question without words in these languages has none."""
    rows = list(questions)
    parts = [rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK)]
    return [item for part in parts for item in items_in(part, languages)]


def items_in(questions: list[Question], languages: Sequence[str]) -> list[Item]:
    ids = [question.pk for question in questions]
    marks = marks_of(ids)
    texts = texts_of(ids, languages)
    words: dict[int, dict[str, Words]] = {pk: {} for pk in ids}
    drafted: dict[int, set[str]] = {pk: set() for pk in ids}
    for row in QuestionWording.objects.filter(question__in=ids, language__in=languages):
        words[row.question_id][row.language] = words_in(row, texts.get((row.question_id, row.language), []))
        if row.is_machine_draft and row.signed_off_at is None:
            drafted[row.question_id].add(row.language)
    return [
        Item(row.code, facts_with(row, marks.get(row.pk, [])), words[row.pk], frozenset(drafted[row.pk]))
        for row in questions
    ]


def marks_of(ids: list[int]) -> dict[int, list[Mark]]:
    marks: dict[int, list[Mark]] = {}
    rows = Choice.objects.filter(question__in=ids).order_by("question", "letter")
    for question_id, *columns in rows.values_list("question", *MARKS):
        marks.setdefault(question_id, []).append(Mark(*columns))
    return marks


def texts_of(ids: list[int], languages: Sequence[str]) -> dict[tuple[int, str], list[tuple[str, str, str]]]:
    """`{(question id, language): [(letter, text, consequence)]}`"""
    texts: dict[tuple[int, str], list[tuple[str, str, str]]] = {}
    rows = ChoiceWording.objects.filter(choice__question__in=ids, language__in=languages).order_by("choice__letter")
    columns = ("choice__question", "language", "choice__letter", "text", "consequence")
    for question_id, language, *row in rows.values_list(*columns):
        texts.setdefault((question_id, language), []).append(tuple(row))
    return texts
