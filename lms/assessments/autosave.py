"""One answer in one statement: who, when, what and in which order are checked where the row is written."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from lms.assessments.models import Answer, Attempt

# The lock holds a hand-in back until this answer is written, or this answer until it sees the hand-in.
UPSERT = """
INSERT INTO assessments_answer (attempt_id, question_id, choice_id, sequence, answered_at)
SELECT attempt.id, place.question_id, choice.id, %s, %s
  FROM assessments_attempt AS attempt
  JOIN cohorts_enrolment AS enrolment ON enrolment.id = attempt.enrolment_id
  JOIN assessments_formquestion AS place ON place.form_id = attempt.form_id AND place.position = %s
  JOIN questionnaires_choice AS choice ON choice.question_id = place.question_id AND choice.id = %s
 WHERE attempt.id = %s AND attempt.state = %s AND attempt.deadline_at > %s AND enrolment.person_id = %s
{lock}
    ON CONFLICT (attempt_id, question_id) DO UPDATE
   SET choice_id = excluded.choice_id, sequence = excluded.sequence, answered_at = excluded.answered_at
 WHERE excluded.sequence > assessments_answer.sequence
"""
LOCK = "   FOR SHARE OF attempt"


@dataclass(frozen=True)
class Draft:
    """One answer on its way: the choice at one position; a higher `sequence` is a later click."""

    attempt_id: UUID
    position: int
    choice_id: int
    sequence: int


def write(draft: Draft, *, person_id: int, now: datetime) -> bool:
    """Whether the row was written; False says only that some condition did not hold."""
    attempt_id = Attempt._meta.pk.get_db_prep_value(draft.attempt_id, connection)
    moment = Answer._meta.get_field("answered_at").get_db_prep_value(now, connection)
    values = [draft.sequence, moment, draft.position, draft.choice_id]
    values += [attempt_id, Attempt.State.OPEN, moment, person_id]
    lock = LOCK if connection.features.has_select_for_update_of else ""
    with connection.cursor() as cursor:
        cursor.execute(UPSERT.format(lock=lock), values)
        return cursor.rowcount == 1
