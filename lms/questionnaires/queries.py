"""Reads of the bank: the words of a question in one language, and which languages are ready."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from lms.core.languages import Language
from lms.questionnaires.models import Choice, ChoiceWording, QuestionWording


@dataclass(frozen=True)
class Words:
    """One question's words in one language; `options` is `{choice id: text}`. The key is not in here."""

    stem: str
    rationale: str
    is_machine_draft: bool
    options: dict[int, str] = field(default_factory=dict)


def words_of(question_ids: Iterable[int], language: str) -> dict[int, Words]:
    """`{question id: Words}`, in two queries."""
    ids = list(question_ids)
    options: dict[int, dict[int, str]] = {}
    rows = ChoiceWording.objects.filter(choice__question__in=ids, language=language)
    for question_id, choice_id, text in rows.values_list("choice__question_id", "choice_id", "text"):
        options.setdefault(question_id, {})[choice_id] = text
    wordings = QuestionWording.objects.filter(question__in=ids, language=language)
    return {
        row.question_id: Words(
            row.stem,
            row.rationale,
            row.is_machine_draft and row.signed_off_at is None,
            options.get(row.question_id, {}),
        )
        for row in wordings
    }


def ready_languages(question_ids: Iterable[int]) -> set[str]:
    """The languages in which every one of these questions may be asked."""
    ids = set(question_ids)
    return {language for language, ready in ready_in_each(ids).items() if ready == ids}


def ready_in_each(question_ids: Iterable[int]) -> dict[str, set[int]]:
    """`{language: those of the questions that may be asked in it}`."""
    found: dict[str, set[int]] = {}
    rows = askable().filter(question__in=set(question_ids)).values_list("question_id", "language")
    for question_id, language in rows:
        found.setdefault(language, set()).add(question_id)
    return found


def askable() -> QuerySet[QuestionWording]:
    """The wordings in which a question may be asked; the one place that says so.

    English is the source. Another language counts once signed off (then no option lacks its text), or under
    settings.ALLOW_UNREVIEWED as soon as every option has a text.
    """
    if not settings.ALLOW_UNREVIEWED:
        return QuestionWording.objects.filter(Q(language=Language.ENGLISH) | Q(signed_off_at__isnull=False))
    has_text = ChoiceWording.objects.filter(choice=OuterRef("pk"), language=OuterRef(OuterRef("language")))
    gap = Choice.objects.filter(~Exists(has_text), question=OuterRef("question"))
    return QuestionWording.objects.filter(~Exists(gap))
