"""Writes: freeze forms, start a sitting, save answers, hand in."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from lms.assessments import autosave, entry, errors, queries, scoring
from lms.assessments.models import Attempt, Form, FormQuestion
from lms.cohorts.models import Enrolment
from lms.core import audit
from lms.core.languages import Language
from lms.people.models import User
from lms.questionnaires.models import Question
from lms.questionnaires.queries import ready_languages

OVERDUE_AT_ONCE = 500


@transaction.atomic
def freeze_forms(*, programme_code: str, letters: dict[str, list[str]], by: User | None = None) -> list[Form]:
    """Freeze the forms given as `{"A": [question codes]}`; a new version only where the list differs from the newest.

    Returns the forms that were made; a second call with the same lists makes none.
    """
    made = [
        freeze(programme_code=programme_code, letter=letter, codes=codes)
        for letter, codes in sorted(letters.items())
        if codes != queries.codes_on(queries.newest_form(programme_code, letter))
    ]
    for form in made:
        audit.record(form, "assessments.freeze", by=by, codes=letters[form.letter])
    return made


def freeze(*, programme_code: str, letter: str, codes: list[str]) -> Form:
    questions = Question.objects.in_bulk(codes, field_name="code")
    unknown = [code for code in codes if code not in questions]
    if unknown:
        raise errors.UnknownQuestions(unknown)
    forms = Form.objects.filter(programme_code=programme_code, letter=letter)
    version = (forms.aggregate(Max("version"))["version__max"] or 0) + 1
    form = Form.objects.create(programme_code=programme_code, letter=letter, version=version)
    FormQuestion.objects.bulk_create(
        FormQuestion(form=form, question=questions[code], position=position)
        for position, code in enumerate(codes, start=1)
    )
    return form


@transaction.atomic
def start(*, enrolment: Enrolment, phase: str, language: str, by: User) -> Attempt:
    """Start a sitting; a second call while it is open returns the same one, with the same deadline.

    Raises the refusals of `entry`. The language falls back to English where the form is not ready in it.
    """
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)  # two clicks at once: the second waits here
    now = timezone.now()
    standing = enrolment.attempts.open().first()
    if standing and standing.deadline_at <= now:
        hand_in(attempt=standing, by=by)
    elif standing and standing.phase == phase:
        return standing
    place = entry.next_place(
        phase,
        queries.sittings_of(enrolment),
        rank=queries.rank_of(enrolment),
        programme=enrolment.programme,
        now=now,
        country=enrolment.person.country,
    )
    attempt = create_attempt(enrolment, place, language)
    audit.record(attempt, "assessments.start", by=by, phase=phase, form=str(attempt.form), number=place.number)
    return attempt


def create_attempt(enrolment: Enrolment, place: entry.Place, language: str) -> Attempt:
    programme = enrolment.programme
    form = queries.newest_form(programme.code, place.letter)
    if form is None:
        raise errors.NoForm
    ready = ready_languages(form.places.values_list("question_id", flat=True))
    started_at = timezone.now()
    return Attempt.objects.create(
        enrolment=enrolment,
        form=form,
        phase=place.phase,
        number=place.number,
        language=language if language in ready else Language.ENGLISH,
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
    attempt = Attempt.objects.visible_to(by).get(pk=draft.attempt_id)
    if attempt.state != Attempt.State.OPEN:
        raise errors.HandedIn
    if attempt.deadline_at <= now:
        raise errors.TimeOver
    standing = queries.answer_at(attempt, draft.position)
    if standing is None or not queries.is_choice_at(attempt, draft.position, draft.choice_id):
        raise Attempt.DoesNotExist
    if (standing.sequence, standing.choice_id) != (draft.sequence, draft.choice_id):
        raise errors.NewerAnswer(standing.sequence)
    return standing.sequence


def submit_overdue() -> int:
    """Hand in what is past its deadline; returns how many. Called by the clock (settings.DUE_ACTIONS)."""
    overdue = Attempt.objects.open().filter(deadline_at__lte=timezone.now()).order_by("deadline_at")
    attempts = overdue.select_related("enrolment__cohort")[:OVERDUE_AT_ONCE]
    return sum(hand_in(attempt=attempt, by=None) for attempt in attempts)


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


def write_score(attempt: Attempt) -> None:
    """Score the answers and pack them into the attempt's row, so that reports read one row an attempt."""
    score = scoring.score(
        queries.items_on(attempt.form_id), queries.letters_of(attempt), attempt.enrolment.programme.pass_rule
    )
    Attempt.objects.filter(pk=attempt.pk).update(
        points=score.points,
        max_points=score.max_points,
        serious_harm_count=score.serious_harm_count,
        is_passed=score.is_passed if attempt.phase == Attempt.Phase.POST else None,
        packed_answers={
            "answers": {code: [mark.letter, mark.points, mark.key_version] for code, mark in score.marks.items()},
            "competencies": score.competencies,
        },
    )
