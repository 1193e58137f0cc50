"""Writes of a corrected key: the key itself, and every score that hangs on it."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from django.db import connection, transaction

from lms.assessments import errors, queries, rekeying
from lms.assessments.models import Attempt, Form, FormQuestion, Rescoring
from lms.assessments.rekeying import Effect, Rescored
from lms.core import audit
from lms.people.models import User
from lms.questionnaires.actions.writing import UNREVIEWED
from lms.questionnaires.drafts import Mark
from lms.questionnaires.errors import ReasonNeeded
from lms.questionnaires.models import Choice, Question

KEY_FIELDS = ["is_key", "is_serious_harm", "points", "rank", "pair"]
UPDATE = """
UPDATE assessments_attempt
   SET points = %s, max_points = %s, serious_harm_count = %s, is_passed = %s, packed_answers = %s, item_points = %s
 WHERE id = %s
"""


@transaction.atomic
def rekey(*, question: Question, marks: Sequence[Mark], key_version: int, reason: str, by: User) -> Effect:
    """Give a question that people have met other marks, and score every sitting with it again, all or nothing.

    `key_version` is the one that the person saw. Both scores are kept (Rescoring); a pass that was given stays. A
    reviewed question is a draft again. Raises ReasonNeeded, SameKey, NobodyMetIt, KeyChangedMeanwhile.
    """
    if not reason.strip():
        raise ReasonNeeded
    before = rekeying.marks_of(question)
    if not rekeying.forms_with(question):
        raise errors.NobodyMetIt
    if tuple(marks) == before:
        raise errors.SameKey
    next_version(question, key_version)
    places = FormQuestion.objects.filter(question=question)
    forms = Form.objects.select_for_update(no_key=True).filter(pk__in=places.values("form"))
    list(forms.order_by("pk"))  # nothing is scored by the old key from here on, see scores.hold_keys
    write_marks(question, marks)
    effect = rescore(question, rekeying.forms_with(question), by)
    audit.record(
        question,
        "assessments.rekey",
        by=by,
        reason=reason.strip(),
        key_version=question.key_version,
        marks_before=[asdict(mark) for mark in before],
        marks=[asdict(mark) for mark in marks],
        **asdict(effect),
    )
    return effect


def next_version(question: Question, seen: int) -> None:
    """The conditional UPDATE's row count decides who was first."""
    fresh = {} if question.state == Question.State.RETIRED else UNREVIEWED
    rows = Question.objects.filter(pk=question.pk, key_version=seen)
    if not rows.update(key_version=seen + 1, **fresh):
        raise errors.KeyChangedMeanwhile
    question.refresh_from_db()


def write_marks(question: Question, marks: Sequence[Mark]) -> None:
    """Emptied first: one key and one place each are never held twice, not even in between."""
    choices = {choice.letter: choice for choice in Choice.objects.filter(question=question)}
    Choice.objects.filter(question=question).update(is_key=False, rank=None, is_serious_harm=False)
    for mark in marks:
        for name in KEY_FIELDS:
            setattr(choices[mark.letter], name, getattr(mark, name))
    Choice.objects.bulk_update(choices.values(), KEY_FIELDS)


def rescore(question: Question, forms: Sequence[int], by: User) -> Effect:
    effect = Effect()
    for form_id in forms:
        for rows in rekeying.rescored_on(form_id, queries.items_on(form_id), question):
            effect.count(rows)
            write(rows)
            Rescoring.objects.bulk_create([rescoring_of(row, question, by) for row in rows if row.is_changed])
    return effect


def rescoring_of(row: Rescored, question: Question, by: User) -> Rescoring:
    return Rescoring(
        attempt_id=row.before.pk,
        question=question,
        key_version=question.key_version,
        points_before=row.before.points,
        points_after=row.points,
        was_passed=row.before.is_passed,
        is_passed=row.is_passed,
        by=by,
    )


def write(rows: Sequence[Rescored]) -> None:
    """One statement a sitting, sent together: a thousand objects with JSON in one UPDATE are far slower."""
    with connection.cursor() as cursor:
        cursor.executemany(UPDATE, [values_of(row) for row in rows])


def values_of(row: Rescored) -> list:
    pk = Attempt._meta.pk.get_db_prep_value(row.before.pk, connection)
    figures = [row.points, row.max_points, row.serious_harm_count, row.is_passed]
    return [*figures, json.dumps(row.packed), row.item_points, pk]
