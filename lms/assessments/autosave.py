"""One answer in one statement: who, when, what and in which order are checked where the row is written."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from lms.assessments import marking
from lms.assessments.models import Answer, Attempt

# The lock holds a hand-in back until this answer is written, or this answer until it sees the hand-in.
UPSERT = """
INSERT INTO assessments_answer (attempt_id, question_id, choice_id, response, confidence, sequence, answered_at)
SELECT attempt.id, place.question_id, {choice}, %s,
       CASE WHEN question.asks_confidence THEN CAST(%s AS smallint) END, %s, %s
  FROM assessments_attempt AS attempt
  JOIN cohorts_enrolment AS enrolment ON enrolment.id = attempt.enrolment_id
  JOIN assessments_formquestion AS place ON place.form_id = attempt.form_id AND place.position = %s
  JOIN questionnaires_question AS question ON question.id = place.question_id AND question.kind {kinds}
  {join}
 WHERE attempt.id = %s AND attempt.state = %s AND attempt.deadline_at > %s
   AND enrolment.person_id = %s AND enrolment.withdrawn_at IS NULL
{lock}
    ON CONFLICT (attempt_id, question_id) DO UPDATE
   SET choice_id = excluded.choice_id, response = excluded.response, confidence = excluded.confidence,
       sequence = excluded.sequence, answered_at = excluded.answered_at
 WHERE excluded.sequence > assessments_answer.sequence
"""
LOCK = "   FOR SHARE OF attempt"
ONE_OPTION = ", ".join(f"'{kind}'" for kind in sorted(marking.ONE_OPTION))
JOIN_CHOICE = "JOIN questionnaires_choice AS choice ON choice.question_id = place.question_id AND choice.id = %s"
CHOICE = {"choice": "choice.id", "join": JOIN_CHOICE, "kinds": f"IN ({ONE_OPTION})"}
RESPONSE = {"choice": "CAST(NULL AS bigint)", "join": "", "kinds": f"NOT IN ({ONE_OPTION})"}


@dataclass(frozen=True)
class Draft:
    """One answer on its way, to the question at one position; a higher `sequence` is a later click.

    One option of several is a choice; every other kind a response, already checked (see responses.py).
    """

    attempt_id: UUID
    position: int
    choice_id: int | None
    sequence: int
    response: str = ""
    confidence: int | None = None


def write(draft: Draft, *, person_id: int, now: datetime) -> bool:
    """Whether the row was written; False says only that some condition did not hold."""
    attempt_id = Attempt._meta.pk.get_db_prep_value(draft.attempt_id, connection)
    moment = Answer._meta.get_field("answered_at").get_db_prep_value(now, connection)
    values = [draft.response, draft.confidence, draft.sequence, moment, draft.position]
    values += [] if draft.choice_id is None else [draft.choice_id]
    values += [attempt_id, Attempt.State.OPEN, moment, person_id]
    lock = LOCK if connection.features.has_select_for_update_of else ""
    shape = RESPONSE if draft.choice_id is None else CHOICE
    with connection.cursor() as cursor:
        cursor.execute(UPSERT.format(lock=lock, **shape), values)
        return cursor.rowcount == 1
