"""Invented test results: sittings with answers, scored by the same rules as everyone's."""

from datetime import datetime, timedelta
from random import Random

from lms.assessments import counterbalance, queries
from lms.assessments.actions import write_score
from lms.assessments.models import Answer, Attempt
from lms.cohorts.models import Enrolment
from lms.questionnaires.models import Choice

LENGTH_MINUTES = 32


def sit(enrolment: Enrolment, *, phase: str, skill: float, at: datetime, random: Random) -> Attempt:
    """One finished sitting; `skill` (0-1) is the chance of a right answer to each question."""
    earlier = list(enrolment.attempts.order_by("started_at").values_list("form__letter", flat=True))
    form = queries.newest_form(
        enrolment.programme.code, counterbalance.next_letter(queries.rank_of(enrolment), earlier)
    )
    attempt = Attempt.objects.create(
        enrolment=enrolment,
        form=form,
        phase=phase,
        language=enrolment.person.language,
        state=Attempt.State.SUBMITTED,
        started_at=at,
        deadline_at=at + timedelta(minutes=enrolment.programme.test_minutes),
        submitted_at=at + timedelta(minutes=LENGTH_MINUTES),
    )
    Answer.objects.bulk_create(
        Answer(
            attempt=attempt, question_id=question_id, choice=chosen(choices, skill, random), sequence=1, answered_at=at
        )
        for question_id, choices in choices_on(form.pk).items()
    )
    write_score(attempt)
    return attempt


def choices_on(form_id: int) -> dict[int, list[Choice]]:
    found: dict[int, list[Choice]] = {}
    for choice in Choice.objects.filter(question__places__form=form_id).order_by(
        "question__places__position", "letter"
    ):
        found.setdefault(choice.question_id, []).append(choice)
    return found


def chosen(choices: list[Choice], skill: float, random: Random) -> Choice:
    key = next(choice for choice in choices if choice.is_key)
    others = [choice for choice in choices if not choice.is_key]
    return key if random.random() < skill else random.choice(others)
