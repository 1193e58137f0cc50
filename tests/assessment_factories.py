"""Questions, forms and scored attempts for the tests."""

from datetime import UTC, datetime, timedelta
from itertools import count

from lms.assessments import options
from lms.assessments.actions import freezing, sittings
from lms.assessments.models import Attempt, Form
from lms.cohorts.models import Cohort, Enrolment
from lms.core import programmes
from lms.questionnaires.models import Choice, ChoiceWording, Question, QuestionWording

LETTERS = "abcd"
_numbers = count(1)


def question(*, key="b", serious_harm="", competency="C2", languages=("en",), **fields) -> Question:
    number = next(_numbers)
    defaults = {"code": f"Q-{number:04}", "programme_code": "rtp", "level": "apply", "state": "draft"}
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


def fill_bank(programme_code: str, *, times: int) -> None:
    """So many questions for each place of one form of the programme."""
    for competency, levels in programmes.get(programme_code).blueprint.cells.items():
        for level, number in levels.items():
            for _turn in range(number * times):
                question(programme_code=programme_code, competency=competency, level=level)


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
    return {form.letter: form for form in freezing.freeze_forms(programme_code=programme_code, letters=letters)}


def start(enrolment: Enrolment, phase="pre", language="en") -> Attempt:
    return sittings.start(enrolment=enrolment, phase=phase, language=language, by=enrolment.person)


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
    sittings.hand_in(attempt=attempt, by=enrolment.person)
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


def scored(enrolment: Enrolment, phase: str, form: Form, points: float, *, max_points=10, **fields) -> Attempt:
    """A scored attempt as a row, for tests of figures; taken in the window that counts for the gain."""
    ended_at = fields.pop("submitted_at", None) or noon(enrolment.cohort, phase)
    return Attempt.objects.create(
        **{
            "enrolment": enrolment,
            "form": form,
            "phase": phase,
            "language": "en",
            "state": Attempt.State.SUBMITTED,
            "started_at": ended_at - timedelta(minutes=30),
            "deadline_at": ended_at + timedelta(minutes=30),
            "submitted_at": ended_at,
            "points": points,
            "max_points": max_points,
            "packed_answers": {"answers": {}, "competencies": {"C2": [points, max_points]}},
            **fields,
        }
    )


def noon(cohort: Cohort, phase: str) -> datetime:
    """In Bangkok: on the first day, on the last day, or a hundred days later."""
    day = {"pre": cohort.starts_on, "post": cohort.ends_on}.get(phase, cohort.ends_on + timedelta(days=100))
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
