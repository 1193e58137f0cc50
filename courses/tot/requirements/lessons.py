"""What the candidate's own lessons show: micro-teaching, two delivered, one of them observed, its portfolio."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.tot import practice
from courses.tot.agreement import Standing
from courses.tot.models import Observation, PracticeSession
from lms.cohorts.models import Enrolment
from lms.core.programmes import Requirement, State

Kind = PracticeSession.Kind
MEASURE = {"minutes": practice.MINUTES, "people": practice.PARTICIPANTS}


def micro_teaching_passed(enrolment: Enrolment) -> Requirement:
    title = _("Second round of micro-teaching, observed and passed")
    return observed("micro_teaching", title, enrolment, lessons_of(enrolment, Kind.MICRO_2))


def two_lessons_delivered(enrolment: Enrolment) -> Requirement:
    title = _("Two lessons taught in a real course")
    counted = len(lessons_that_count(enrolment))
    evidence = ngettext(
        "%(count)s lesson of %(minutes)s minutes or more, with %(people)s people or more.",
        "%(count)s lessons of %(minutes)s minutes or more, with %(people)s people or more.",
        counted,
    ) % {"count": counted, **MEASURE}
    if counted >= practice.SESSIONS:
        return Requirement("delivered", title, State.MET, evidence)
    action = _("Teach a lesson of %(minutes)s minutes or more to %(people)s people or more, and add it here.") % MEASURE
    return Requirement("delivered", title, State.NOT_YET, evidence, action, **way_to_add(enrolment))


def practice_lesson_passed(enrolment: Enrolment) -> Requirement:
    title = _("A lesson in a real course, observed and passed")
    return observed("practice", title, enrolment, lessons_that_count(enrolment))


def lessons_of(enrolment: Enrolment, kind: str) -> list[PracticeSession]:
    """Chosen here and not in the database: the programme fetches all lessons once for all of its checks."""
    return [row for row in enrolment.practice_sessions.all() if row.kind == kind]


def lessons_that_count(enrolment: Enrolment) -> list[PracticeSession]:
    return [row for row in lessons_of(enrolment, Kind.DELIVERED) if not practice.why_not_counted(row)]


def observed(code: str, title: str, enrolment: Enrolment, lessons: Sequence[PracticeSession]) -> Requirement:
    """Met by one lesson that the observers passed and the candidate countersigned.

    Else the lesson that has come furthest speaks; one that was not passed asks for another.
    """
    if not lessons:
        action = _("Teach this lesson, and add it here.")
        return Requirement(code, title, State.NOT_YET, _("No lesson yet."), action, **way_to_add(enrolment))
    lesson = max(lessons, key=how_far)
    if lesson.standing == Standing.PASSED:
        return passed(code, title, lesson)
    if lesson.standing == Standing.NOT_PASSED:
        evidence = _("“%(lesson)s” was not passed.") % {"lesson": lesson.title}
        action = _("Read what the observers wrote, and teach another lesson.")
        return Requirement(code, title, State.REPEAT, evidence, action, **way_to_add(enrolment))
    evidence = _("“%(lesson)s” %(needs)s.") % {"lesson": lesson.title, "needs": lesson.standing.label}
    action = _("Agree with an observer who looks at it.")
    way = {"words": _("Open the lesson"), "address": way_to(lesson)}
    return Requirement(code, title, State.NOT_YET, evidence, action, is_waiting=True, **way)


def passed(code: str, title: str, lesson: PracticeSession) -> Requirement:
    if lesson.is_read:
        evidence = ngettext(
            "“%(lesson)s”: scored by %(count)s observer, and passed.",
            "“%(lesson)s”: scored by %(count)s observers, and passed.",
            len(lesson.signed),
        ) % {"lesson": lesson.title, "count": len(lesson.signed)}
        return Requirement(code, title, State.MET, evidence)
    evidence = _("“%(lesson)s” was passed. The candidate has not confirmed every observation as read yet.") % {
        "lesson": lesson.title
    }
    action = _("Read the observation and confirm it.")
    return Requirement(
        code, title, State.NOT_YET, evidence, action, words=_("Read the observation"), address=way_to(lesson)
    )


def how_far(lesson: PracticeSession) -> tuple[bool, bool, bool, int]:
    """Passed and read, then passed, then still open; among these the one with more signatures."""
    is_passed = lesson.standing == Standing.PASSED
    return is_passed and lesson.is_read, is_passed, not lesson.standing.is_final, len(lesson.signed)


def portfolio_complete(enrolment: Enrolment) -> Requirement:
    """Of the observed lesson; where several were passed, of the one whose portfolio is fuller."""
    title = _("Portfolio of the observed lesson")
    lessons = lessons_that_count(enrolment)
    if not lessons:
        evidence = _("No lesson yet.")
        return Requirement("portfolio", title, State.NOT_YET, evidence, _("Add your lesson first."), is_waiting=True)
    lesson = max(lessons, key=lambda row: (*how_far(row)[:3], -len(practice.portfolio_gaps(row))))
    missing = practice.portfolio_gaps(lesson)
    if missing:
        evidence = _("“%(lesson)s” still needs: %(parts)s.") % {"lesson": lesson.title, "parts": ", ".join(missing)}
        action = _("Fill in the portfolio of this lesson.")
        way = {"words": _("Open the portfolio"), "address": reverse("tot:portfolio", args=[lesson.pk])}
        return Requirement("portfolio", title, State.NOT_YET, evidence, action, **way)
    evidence = _("“%(lesson)s”: plan, feedback, figures and reflection.") % {"lesson": lesson.title}
    return Requirement("portfolio", title, State.MET, evidence)


def way_to(lesson: PracticeSession) -> str:
    return reverse("tot:session", args=[lesson.pk])


def way_to_add(enrolment: Enrolment) -> dict[str, str]:
    return {"words": _("Add a lesson"), "address": reverse("tot:session_new", args=[enrolment.pk])}


def involved(enrolment: Enrolment) -> set[int]:
    """Who taught or observed the person: ids of users."""
    return involved_in([enrolment])[enrolment.pk]


def involved_in(enrolments: Sequence[Enrolment]) -> dict[int, set[int]]:
    """`{enrolment id: ids of those who taught or observed the person}`, in two queries."""
    found = {row.pk: set() for row in enrolments}
    observers = Observation.objects.filter(enrolment__in=found).values_list("enrolment_id", "observer_id")
    trainers = Enrolment.objects.filter(pk__in=found, cohort__trainers__isnull=False).values_list(
        "pk", "cohort__trainers"
    )
    for enrolment_id, person_id in [*observers, *trainers]:
        found[enrolment_id].add(person_id)
    return found


def gathered(enrolment: Enrolment) -> Enrolment:
    """The enrolment read anew, with its candidacy, lessons and observations, in three queries for all checks."""
    rows = Enrolment.objects.select_related("person", "cohort", "candidacy")
    return rows.prefetch_related("practice_sessions__observations").get(pk=enrolment.pk)
