"""Writes of a sitting: start, save answers, hand in."""

from contextlib import ExitStack
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from lms.assessments import admission, autosave, errors, queries
from lms.assessments.actions.scores import write_score
from lms.assessments.models import Attempt
from lms.cohorts.models import Enrolment
from lms.core import audit
from lms.people.models import User

OVERDUE_AT_ONCE = 500


@transaction.atomic
def start(*, enrolment: Enrolment, phase: str, language: str, by: User) -> Attempt:
    """Start a sitting; a second call while it is open returns the same one, with the same deadline.

    Raises the refusals of `entry`. The language falls back to English where the form is not ready in it.
    """
    lock(enrolment)
    now = timezone.now()
    attempts = admission.attempts_of(enrolment)
    standing = next((row for row in attempts if row.state == Attempt.State.OPEN), None)
    if standing and standing.deadline_at <= now:
        hand_in(attempt=standing, by=by)
        attempts = admission.attempts_of(enrolment)
    elif standing and standing.phase == phase:
        return standing
    place = admission.place_for(enrolment, phase, attempts, now=now)
    attempt = create_attempt(enrolment, place, language)
    audit.record(attempt, "assessments.start", by=by, phase=phase, form=str(attempt.form), number=place.number)
    return attempt


def lock(enrolment: Enrolment) -> None:
    """Two clicks at once: the second waits here. Nobody else does: only this one row is locked."""
    Enrolment.objects.select_for_update(of=["self"]).only("pk").get(pk=enrolment.pk)


def create_attempt(enrolment: Enrolment, place: admission.Place, language: str) -> Attempt:
    programme, form = enrolment.programme, place.form
    started_at = timezone.now()
    return Attempt.objects.create(
        enrolment=enrolment,
        form=form,
        phase=place.phase,
        number=place.number,
        language=queries.language_for(form, language),
        started_at=started_at,
        deadline_at=started_at + timedelta(minutes=programme.test_minutes),
    )


def save_answer(draft: autosave.Draft, *, by: User) -> int:
    """Write one answer and return the sequence that stands; sending the same answer again changes nothing.

    Raises Attempt.DoesNotExist for what is not this person's or not on the form, else the refusal that says why.
    """
    now = timezone.now()
    if autosave.write(draft, person_id=by.pk, now=now):
        return draft.sequence
    attempt = Attempt.objects.visible_to(by).select_related("enrolment").get(pk=draft.attempt_id)
    check_open(attempt, now)
    standing = queries.answer_at(attempt.pk, draft.position)
    if standing is None or not is_of_the_question(draft, attempt):
        raise Attempt.DoesNotExist
    if (standing.sequence, standing.choice_id, standing.response) != (draft.sequence, draft.choice_id, draft.response):
        raise errors.NewerAnswer(standing.sequence)
    return standing.sequence


def check_open(attempt: Attempt, now: datetime) -> None:
    """Raises the refusal that says why this sitting takes no answers any more."""
    if attempt.state != Attempt.State.OPEN:
        raise errors.HandedIn
    if attempt.deadline_at <= now:
        raise errors.TimeOver
    if attempt.enrolment.withdrawn_at is not None:
        raise errors.NoLongerEnrolled


def is_of_the_question(draft: autosave.Draft, attempt: Attempt) -> bool:
    """A response was made from its question's own options; a choice may be anybody's."""
    return draft.choice_id is None or queries.is_choice_at(attempt, draft.position, draft.choice_id)


def submit_overdue() -> int:
    """Hand in what is past its deadline; returns how many. Called by the clock (settings.DUE_ACTIONS).

    Each in a transaction of its own: one that cannot be scored stays open and stops no other; what it raised is
    raised at the end. What is left over is handed in by the next call.
    """
    overdue = Attempt.objects.open().filter(deadline_at__lte=timezone.now()).order_by("deadline_at")
    ended: list[bool] = []
    with ExitStack() as calls:
        for attempt in reversed(overdue.select_related("enrolment__cohort")[:OVERDUE_AT_ONCE]):
            calls.callback(end, attempt, ended)
    return sum(ended)


def end(attempt: Attempt, ended: list[bool]) -> None:
    ended.append(hand_in(attempt=attempt, by=None))


@transaction.atomic
def hand_in(*, attempt: Attempt, by: User | None) -> bool:
    """End the sitting and score it; False where it had ended already. After the deadline it ends as timed out.

    Closed first, then scored: the conditional UPDATE's row count decides who won, and no answer comes after it.
    """
    now = timezone.now()
    is_late = attempt.deadline_at <= now
    state = Attempt.State.TIMED_OUT if is_late else Attempt.State.SUBMITTED
    ended_at = min(now, attempt.deadline_at)
    if not Attempt.objects.open().filter(pk=attempt.pk).update(state=state, submitted_at=ended_at):
        return False
    write_score(attempt)
    audit.record(attempt, "assessments.time_out" if is_late else "assessments.hand_in", by=by)
    return True
