"""What the traffic asks for: addresses, sessions, open sittings, option names; one file for the client to read."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from certificates.issuing import issue
from certificates.models import Certificate
from lms.assessments import admission, counterbalance, options, queries
from lms.assessments.actions import sittings
from lms.assessments.models import Attempt
from lms.cohorts.models import Enrolment
from lms.learning import contents
from lms.questionnaires.models import Choice
from tools.bench import data
from tools.bench.sizes import Size

LANGUAGE = "en"
READERS = 20
STARTED_IN_TURN = 100  # one after the other; the others all at once
LESSONS_READ = 40
QUESTIONS_ANSWERED = 20


def collected(enrolments: list[Enrolment], size: Size) -> dict[str, Any]:
    savers, sitters = enrolments[: size.savers], enrolments[size.savers : size.savers + size.sitters]
    with translation.override(LANGUAGE):
        pages = written_lessons()
        return {
            "session_cookie": settings.SESSION_COOKIE_NAME,
            "csrf_cookie": settings.CSRF_COOKIE_NAME,
            "origin": "https://localhost" if settings.SESSION_COOKIE_SECURE else "http://localhost",
            "readers": data.sign_in([row.person for row in enrolments[-READERS:]]),
            "lessons": pages[:LESSONS_READ],
            "first_time": pages,
            "first_visits": {language: lesson_in(language) for language in ("km", "my")},
            "forms": {letter: choices_on(letter) for letter in counterbalance.LETTERS},
            "savers": saver_targets(savers),
            "sitters": sitter_targets(sitters),
            "starters": starter_targets(enrolments[-READERS - size.starters - STARTED_IN_TURN : -READERS]),
            "verify": reverse("certificates:verified", args=[certificate_of(enrolments[-1]).code]),
        }


def written_lessons() -> list[str]:
    lessons = contents.lessons_of(data.PROGRAMME, LANGUAGE)
    return [lesson.url for lesson in lessons if lesson.is_written and lesson.is_translated]


def lesson_in(language: str) -> str:
    """A lesson that is written in this language; `ethics` is the programme that is complete in all seven."""
    lessons = contents.lessons_of("ethics", language)
    return next(lesson.url for lesson in lessons if lesson.is_written and lesson.is_translated)


def choices_on(letter: str) -> list[list[int]]:
    """The choice ids of each question of this form, in the form's order."""
    form = queries.newest_form(data.PROGRAMME, letter)
    rows = Choice.objects.filter(question__places__form=form).order_by("question__places__position", "letter")
    found: dict[int, list[int]] = {}
    for question_id, choice_id in rows.values_list("question_id", "pk"):
        found.setdefault(question_id, []).append(choice_id)
    return list(found.values())[:QUESTIONS_ANSWERED]


def saver_targets(enrolments: list[Enrolment]) -> list[dict[str, Any]]:
    """People in the middle of a test: where to save, and what their page calls each option."""
    sessions = data.sign_in([row.person for row in enrolments])
    return [
        {"session": session, **saver_target(enrolment)} for session, enrolment in zip(sessions, enrolments, strict=True)
    ]


def saver_target(enrolment: Enrolment) -> dict[str, Any]:
    attempt = sittings.start(enrolment=enrolment, phase=Attempt.Phase.PRE, language=LANGUAGE, by=enrolment.person)
    names = [[options.name_of(attempt.pk, pk) for pk in choices] for choices in choices_on(attempt.form.letter)]
    return {"address": reverse("assessments:save", args=[attempt.pk]), "options": names}


def sitter_targets(enrolments: list[Enrolment]) -> list[dict[str, Any]]:
    """People before their first test, and which form they will get."""
    sessions = data.sign_in([row.person for row in enrolments])
    return [
        {
            "session": session,
            "address": reverse("assessments:start", args=[enrolment.pk, Attempt.Phase.PRE]),
            "letter": admission.form_for(enrolment, Attempt.Phase.PRE).letter,
        }
        for session, enrolment in zip(sessions, enrolments, strict=True)
    ]


def starter_targets(enrolments: list[Enrolment]) -> list[dict[str, Any]]:
    """People who only start a test."""
    sessions = data.sign_in([row.person for row in enrolments])
    return [
        {"session": session, "address": reverse("assessments:start", args=[enrolment.pk, Attempt.Phase.PRE])}
        for session, enrolment in zip(sessions, enrolments, strict=True)
    ]


def certificate_of(enrolment: Enrolment) -> Certificate:
    return issue(enrolment=enrolment, decision=None, by=enrolment.person)
