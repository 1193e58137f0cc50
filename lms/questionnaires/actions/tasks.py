"""Review tasks: opened by figures, closed by people, never deleted."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from lms.core import audit
from lms.core.cleaning import clean
from lms.people.models import User
from lms.questionnaires import errors
from lms.questionnaires.findings import Finding
from lms.questionnaires.models import Question, ReviewTask

OUTCOME_SIGNS = 1000


@transaction.atomic
def open_review_tasks(*, findings: Iterable[Finding]) -> int:
    """Open one task per question, language and flag; returns how many are new.

    An open one gets the new figures; a closed one is opened anew. A finding about no known question is left out.
    """
    wanted = {(row.question_id, row.language, row.flag): dict(row.figures) for row in findings}
    questions = Question.objects.in_bulk({question_id for question_id, _language, _flag in wanted})
    standing = {
        (row.question_id, row.language, row.flag): row
        for row in ReviewTask.objects.open().filter(question__in=questions)
    }
    refresh_figures(wanted, standing)
    new = [place for place in wanted if place not in standing and place[0] in questions]
    ReviewTask.objects.bulk_create([task_of(place, wanted[place]) for place in new], ignore_conflicts=True)
    for question_id, language, flag in new:
        audit.record(questions[question_id], "questionnaires.open_task", by=None, flag=flag, language=language)
    return len(new)


def task_of(place: tuple[int, str, str], figures: dict) -> ReviewTask:
    question_id, language, flag = place
    return ReviewTask(question_id=question_id, language=language, flag=flag, figures=figures)


def refresh_figures(wanted: dict[tuple, dict], standing: dict[tuple, ReviewTask]) -> None:
    changed = []
    for place, task in standing.items():
        if place in wanted and task.figures != wanted[place]:
            task.figures = wanted[place]
            changed.append(task)
    ReviewTask.objects.bulk_update(changed, ["figures"])


@transaction.atomic
def close_review_task(*, task: ReviewTask, outcome: str, by: User) -> None:
    """Close it with what came of it. Raises ReasonNeeded, or TaskClosed where somebody was faster."""
    outcome = clean(outcome)[:OUTCOME_SIGNS]
    if not outcome:
        raise errors.ReasonNeeded
    open_rows = ReviewTask.objects.open().filter(pk=task.pk)
    if not open_rows.update(closed_at=timezone.now(), closed_by=by, outcome=outcome):
        raise errors.TaskClosed
    audit.record(
        task.question,
        "questionnaires.close_task",
        by=by,
        flag=task.flag,
        language=task.language,
        outcome=outcome,
    )
