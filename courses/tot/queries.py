"""Whom an observer may observe, what observers have written, and who may read it."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from courses.tot import calibration_queries, practice, rubric
from courses.tot.agreement import Standing
from courses.tot.models import Observation, PracticeSession
from courses.tot.permissions import can_read_results
from lms.cohorts.models import Enrolment
from lms.core import languages
from lms.core.programmes import Observed
from lms.people.models import Post, Role, User


@dataclass(frozen=True)
class Lesson:
    """One practice session as its reader sees it: `own` is the reader's observation, where there is one."""

    session: PracticeSession
    own: Observation | None

    @property
    def may_begin(self) -> bool:
        """For an observer who stands at a distance: whether the lesson still needs one."""
        return self.own is None and not self.session.standing.is_final

    @property
    def why_not_counted(self) -> str:
        return practice.why_not_counted(self.session) if self.session.is_delivered else ""

    @property
    def unread(self) -> int:
        """How many signed observations the candidate has not countersigned."""
        return sum(row.read_at is None for row in self.session.signed)


def active_candidates() -> QuerySet[Enrolment]:
    return Enrolment.objects.active().filter(cohort__programme_code="tot").select_related("person", "cohort")


def in_scope(user: User) -> QuerySet[Enrolment]:
    """The candidates of the countries for which this person observes, own trainees among them."""
    countries = user.countries_as(Role.Kind.OBSERVER)
    of_country = Q(person__country__in=countries) | Q(person__country="", cohort__country__in=countries)
    return active_candidates().filter(of_country).order_by("cohort__title", "person__full_name", "pk")


def candidates_for(user: User) -> QuerySet[Enrolment]:
    """Whom this person may observe, each with all lessons: neither own trainees nor colleagues above or below."""
    present = Post.objects.filter(left_by=None)
    lessons = PracticeSession.objects.with_observations()
    return (
        in_scope(user)
        .exclude(person=user)
        .exclude(cohort__in=user.cohorts_taught.values("pk"))
        .exclude(person__in=present.filter(manager=user).values("person"))
        .exclude(person__in=present.filter(person=user, manager__isnull=False).values("manager"))
        .prefetch_related(Prefetch("practice_sessions", lessons))
    )


def candidates_by_need(user: User) -> tuple[list[tuple[Enrolment, list[Lesson]]], list[Enrolment]]:
    """`([(candidate, lessons)], [candidate])`: first those with lessons that need this observer, and these lessons."""
    waiting, others = [], []
    for enrolment in candidates_for(user):
        lessons = lessons_in_need(enrolment, user)
        if lessons:
            waiting.append((enrolment, lessons))
        else:
            others.append(enrolment)
    return waiting, others


def lessons_in_need(enrolment: Enrolment, user: User) -> list[Lesson]:
    """What this person may begin to score; no lesson of a kind of which the candidate has passed one already."""
    lessons = lessons_of(enrolment, user)
    counted = [lesson.session for lesson in lessons if not lesson.why_not_counted]
    passed = {session.kind for session in counted if session.standing == Standing.PASSED}
    return [lesson for lesson in lessons if lesson.may_begin and lesson.session.kind not in passed]


def lessons_of(enrolment: Enrolment, user: User) -> list[Lesson]:
    return [lesson_for(session, user) for session in enrolment.practice_sessions.all()]


def lesson_for(session: PracticeSession, user: User) -> Lesson:
    own = [row for row in session.observations.all() if row.observer_id == user.pk]
    return Lesson(session, own[0] if own else None)


def own_practica(user: User) -> QuerySet[Enrolment]:
    """Where this person is a candidate, the newest course first."""
    return active_candidates().filter(person=user).order_by("-cohort__starts_on", "-pk")


def practica_visible_to(user: User) -> QuerySet[Enrolment]:
    """The own, and those of the cohorts that the person may see."""
    lessons = PracticeSession.objects.with_observations()
    return (
        Enrolment.objects.visible_to(user)
        .filter(cohort__programme_code="tot")
        .select_related("person", "cohort")
        .prefetch_related(Prefetch("practice_sessions", lessons))
    )


def sessions_visible_to(user: User) -> QuerySet[PracticeSession]:
    visible = PracticeSession.objects.visible_to(user).with_observations()
    return visible.select_related("enrolment__person", "enrolment__cohort", "created_by")


def is_calibrated(user: User) -> bool:
    return calibration_queries.standing_of(user, calibration_queries.tries_of(user)).is_current


def observations_by(user: User) -> QuerySet[Observation]:
    return Observation.objects.filter(observer=user).select_related("enrolment__person", "enrolment__cohort", "session")


def readable(session: PracticeSession, user: User) -> list[Observation]:
    """The signed observations that this person may read now: who has still to score the lesson reads the own alone."""
    if can_read_results(user, session):
        return session.signed
    return [row for row in session.signed if row.observer_id == user.pk]


def signed_about(enrolment: Enrolment) -> list[Observed]:
    """What observers signed about this candidate, newest lesson first, in the reader's language."""
    signed = Observation.objects.filter(enrolment=enrolment, signed_at__isnull=False)
    return [
        Observed(
            observer=row.observer.latin_or_own_name,
            lesson_title=row.session.title,
            taught_on=row.session.taught_on,
            is_passed=row.is_passed,
            notes=row.notes,
            scores=scored(row.scores),
            kind=row.session.get_kind_display(),
            minutes=row.session.minutes,
            participants=row.session.participants,
            seen=row.get_seen_display(),
            is_read=row.read_at is not None,
            reply=row.reply,
            address=reverse("tot:session", args=[row.session_id]),
        )
        for row in signed.select_related("observer", "session")
    ]


def scored(scores: dict[str, int]) -> list[tuple[str, int, str]]:
    """`[(criterion, level, its text)]` in the rubric's order, for the criteria that have a score."""
    return [
        (criterion.title, scores[criterion.key], criterion.level_text(scores[criterion.key]))
        for criterion in rubric.criteria(languages.current())
        if criterion.key in scores
    ]
