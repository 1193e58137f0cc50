"""Signing off the words of one language."""

from django.db import transaction
from django.utils import timezone

from lms.core import audit
from lms.people.models import User
from lms.questionnaires import errors, standing
from lms.questionnaires.drafts import digest
from lms.questionnaires.models import Question, QuestionWording


@transaction.atomic
def sign_off(*, wording: QuestionWording, seen: str, by: User) -> None:
    """Say that the words are right. `seen` is the digest of what the person read.

    Raises NotInThisState where they have changed or are signed off already, OwnWork, NotComplete.
    """
    question = Question.objects.select_for_update().get(pk=wording.question_id)
    now = standing.standing_of(question)
    words = now.words[wording.language]
    if digest(words) != seen:
        raise errors.NotInThisState
    wrote = standing.languages_written_by(by, question)
    if wording.language in wrote or by.pk == now.wordings[wording.language].worded_by_id:
        raise errors.OwnWork
    if not words.is_complete(now.facts.letters):
        raise errors.NotComplete([errors.some_options_missing()])
    open_rows = QuestionWording.objects.filter(pk=wording.pk, signed_off_at__isnull=True)
    if not open_rows.update(signed_off_by=by, signed_off_at=timezone.now()):
        raise errors.NotInThisState
    audit.record(question, "questionnaires.sign_off", by=by, language=wording.language)
