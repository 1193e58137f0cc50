"""The steps of a question from draft to live and back: each one conditional UPDATE, so that one of two clicks wins."""

from django.db import transaction
from django.utils import timezone

from lms.core import audit
from lms.core.cleaning import clean
from lms.core.languages import Language
from lms.people.models import User
from lms.questionnaires import errors, rules, standing
from lms.questionnaires.actions.writing import REASON_SIGNS, competencies
from lms.questionnaires.drafts import NOTHING
from lms.questionnaires.lifecycle import STEPS
from lms.questionnaires.loading import UNREVIEWED
from lms.questionnaires.models import Question


@transaction.atomic
def review_content(*, question: Question, seen: str, by: User) -> None:
    """Record that the content is right. `seen` is the fingerprint of what the person read.

    Raises OwnWork, NotComplete, NotInThisState.
    """
    question = held_as_seen(question, seen)
    refuse_writers(question, by)
    refuse_incomplete(question)
    take(question, "content_review", by=by, content_reviewed_by=by, content_reviewed_at=timezone.now())


@transaction.atomic
def review_harm(*, question: Question, seen: str, by: User) -> None:
    """Record that the question harms nobody; never the person who reviewed its content. Raises also SamePerson."""
    question = held_as_seen(question, seen)
    refuse_writers(question, by)
    if question.content_reviewed_by_id == by.pk:
        raise errors.SamePerson
    refuse_incomplete(question)
    take(question, "harm_review", by=by, harm_reviewed_by=by, harm_reviewed_at=timezone.now())


@transaction.atomic
def mark_piloted(*, question: Question, by: User) -> None:
    take(question, "mark_piloted", by=by)


@transaction.atomic
def put_live(*, question: Question, by: User) -> None:
    """Forms drawn from now on may hold it. Both reviews stand by constraint; the English words have to be complete."""
    refuse_incomplete(question)
    take(question, "put_live", by=by)


@transaction.atomic
def retire(*, question: Question, reason: str, by: User) -> None:
    """No new form takes it; what was answered stays. Raises ReasonNeeded."""
    take(question, "retire", by=by, reason=needed(reason))


@transaction.atomic
def bring_back(*, question: Question, by: User) -> None:
    """A draft again: both reviews are to be made anew."""
    take(question, "bring_back", by=by, **UNREVIEWED)


def needed(reason: str) -> str:
    reason = clean(reason)[:REASON_SIGNS]
    if not reason:
        raise errors.ReasonNeeded
    return reason


def take(question: Question, code: str, *, by: User, reason: str = "", **columns) -> None:
    step = STEPS[code]
    rows = Question.objects.filter(pk=question.pk, state__in=step.starts)
    if not rows.update(**{"state": step.end, **columns}):
        raise errors.NotInThisState
    data = {"reason": reason} if reason else {}
    audit.record(question, f"questionnaires.{code}", by=by, **{"from": question.state, **data})


def held_as_seen(question: Question, seen: str) -> Question:
    """A review is of what was read: the row is held, so that nobody writes between the look and the record."""
    held = Question.objects.select_for_update().get(pk=question.pk)
    if standing.fingerprint(standing.standing_of(held)) != seen:
        raise errors.NotInThisState
    return held


def refuse_writers(question: Question, by: User) -> None:
    if by.pk in standing.writers_of(question):
        raise errors.OwnWork


def refuse_incomplete(question: Question) -> None:
    now = standing.standing_of(question)
    english = {Language.ENGLISH: now.words.get(Language.ENGLISH, NOTHING)}
    faults = rules.faults_in(now.facts, english, competencies())
    if faults:
        raise errors.NotComplete([fault.message for fault in faults])
