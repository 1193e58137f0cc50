"""Writes of marks: a trainer says what an open answer is worth."""

from django.db import transaction
from django.utils import timezone

from lms.assessments import errors, permissions
from lms.assessments.actions.scores import hold_keys, write_score
from lms.assessments.models import Answer, Attempt
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def mark_answer(*, answer: Answer, points: float, by: User) -> bool:
    """Give one open answer its points (0-1); True where this was the last one, and the sitting is scored now.

    Raises NotYoursToMark, and AlreadyMarked where somebody was faster: a mark is given once.
    """
    attempt = answer.attempt
    if not permissions.can_mark(by, attempt.enrolment):
        raise errors.NotYoursToMark
    hold_keys(attempt.form_id)
    Attempt.objects.select_for_update(of=["self"]).get(pk=attempt.pk)  # two last marks at once: the second sees both
    unmarked = Answer.objects.filter(pk=answer.pk, marked_by=None, attempt__max_points=None)
    unmarked = unmarked.exclude(attempt__state=Attempt.State.OPEN)
    if not unmarked.update(points=points, marked_by=by, marked_at=timezone.now()):
        raise errors.AlreadyMarked
    audit.record(attempt, "assessments.mark", by=by, question=answer.question.code, points=points)
    return not write_score(attempt).awaits_marks
