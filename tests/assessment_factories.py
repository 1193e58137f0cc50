"""Questions, forms and scored attempts for the tests."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from lms.assessments import actions, options
from lms.assessments.models import Attempt, Form
from lms.cohorts.models import Enrolment
from lms.questionnaires.models import Choice, ChoiceWording, Question, QuestionWording

LETTERS = "abcd"
_numbers = count(1)


def question(*, key="b", serious_harm="", competency="C2", languages=("en",), **fields) -> Question:
    number = next(_numbers)
    defaults = {"code": f"Q-{number:04}", "programme_code": "rtp", "level": "apply", "state": "live"}
    row = Question.objects.create(competency=competency, **{**defaults, **fields})
    for letter in LETTERS:
        choice = Choice.objects.create(
            question=row, letter=letter, is_key=letter == key, is_serious_harm=letter in serious_harm
        )
        for language in languages:
            ChoiceWording.objects.create(choice=choice, language=language, text=f"{language} text {number} {letter}.")
    for language in languages:
        QuestionWording.objects.create(
            question=row,
            language=language,
            stem=f"{language} stem {number}?",
            rationale=f"Because-{number}",
            is_machine_draft=language != "en",
        )
    return row


def forms(*, size=4, programme_code="rtp", competencies=("C2", "C5"), languages=("en",), **fields) -> dict[str, Form]:
    """A frozen form A and a form B of `size` questions each, the competencies in turn."""
    letters = {
        letter: [
            question(
                programme_code=programme_code,
                competency=competencies[place % len(competencies)],
                languages=languages,
                **fields,
            ).code
            for place in range(size)
        ]
        for letter in "AB"
    }
    return {form.letter: form for form in actions.freeze_forms(programme_code=programme_code, letters=letters)}


def start(enrolment: Enrolment, phase="pre", language="en") -> Attempt:
    return actions.start(enrolment=enrolment, phase=phase, language=language, by=enrolment.person)


def name_at(attempt: Attempt, position: int, letter: str) -> str:
    """The name by which this attempt's pages call the option with the author's letter."""
    choice = Choice.objects.get(question__places__form=attempt.form, question__places__position=position, letter=letter)
    return options.name_of(attempt.pk, choice.pk)


def answer(attempt: Attempt, letters: str) -> None:
    """Answer the questions from the first on, one letter each."""
    for place, letter in zip(attempt.form.places.order_by("position"), letters, strict=False):
        attempt.answers.create(question=place.question, choice=place.question.choices.get(letter=letter))


def taken(enrolment: Enrolment, phase: str, letters: str) -> Attempt:
    """A sitting, answered and handed in."""
    attempt = start(enrolment, phase)
    answer(attempt, letters)
    actions.hand_in(attempt=attempt, by=enrolment.person)
    attempt.refresh_from_db()
    return attempt


def move_back(attempt: Attempt, **interval) -> None:
    """Let the sitting have taken place earlier."""
    shift = timedelta(**interval)
    attempt.started_at -= shift
    attempt.deadline_at -= shift
    if attempt.submitted_at:
        attempt.submitted_at -= shift
    attempt.save()


def scored(enrolment: Enrolment, phase: str, form: Form, points: int, *, max_points=10, **fields) -> Attempt:
    """A scored attempt as a row, for tests of figures."""
    now = timezone.now()
    return Attempt.objects.create(
        **{
            "enrolment": enrolment,
            "form": form,
            "phase": phase,
            "language": "en",
            "state": Attempt.State.SUBMITTED,
            "started_at": now,
            "deadline_at": now + timedelta(hours=1),
            "submitted_at": now,
            "points": points,
            "max_points": max_points,
            "packed_answers": {"answers": {}, "competencies": {"C2": [points, max_points]}},
            **fields,
        }
    )
