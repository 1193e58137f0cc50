"""Reads of the bank: the words of a question in one language, and which languages are ready."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Q

from lms.core.languages import Language
from lms.questionnaires.models import ChoiceWording, QuestionWording


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
    """The languages in which every one of these questions may be asked.

    English is the source. Another language counts once signed off, or at once under settings.ALLOW_UNREVIEWED.
    """
    ids = set(question_ids)
    wordings = QuestionWording.objects.filter(question__in=ids)
    if not settings.ALLOW_UNREVIEWED:
        wordings = wordings.filter(Q(language=Language.ENGLISH) | Q(signed_off_at__isnull=False))
    counts = Counter(wordings.values_list("language", flat=True))
    return {language for language, count in counts.items() if count == len(ids)}
