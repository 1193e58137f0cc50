"""Reads over cohorts, their people and sessions."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from lms.cohorts.models import Attendance, Cohort, Enrolment, Session
from lms.people.models import Invitation, Role, User


def cohorts_of(user: User) -> QuerySet[Cohort]:
    """The cohorts that the person runs, with `people` (how many take part)."""
    people = Count("enrolments", filter=Q(enrolments__withdrawn_at=None), distinct=True)
    return Cohort.objects.visible_to(user).annotate(people=people).order_by("-starts_on", "code")


def people_of(cohort: Cohort) -> QuerySet[Enrolment]:
    """Who takes part, by name, each with `was_invited`."""
    invitations = Invitation.objects.filter(person=OuterRef("person"), expires_at__gt=timezone.now())
    return (
        cohort.enrolments.active()
        .select_related("person", "post_at_start__organisation")
        .annotate(was_invited=Exists(invitations))
        .order_by("person__full_name", "person_id")
    )


def to_invite(cohort: Cohort) -> QuerySet[User]:
    """Who has an e-mail, never signed in and holds no open invitation."""
    return User.objects.filter(
        pk__in=people_of(cohort).filter(was_invited=False).values("person"),
        is_active=True,
        email__isnull=False,
        last_login=None,
    ).order_by("pk")


def who_get_cards(cohort: Cohort) -> QuerySet[User]:
    """Who may sign in by a card: without e-mail, or never signed in; nobody who holds a role."""
    holds_role = Role.objects.filter(person=OuterRef("pk"), ended_at=None)
    return (
        User.objects.filter(pk__in=cohort.enrolments.active().values("person"), is_active=True)
        .filter(Q(email=None) | Q(last_login=None))
        .exclude(Exists(holds_role))
        .order_by("full_name", "pk")
    )


def sessions_of(cohort: Cohort) -> QuerySet[Session]:
    """The cohort's sessions in order, with `present` and `marked` (how many people)."""
    return cohort.sessions.annotate(
        present=Count("attendance", filter=Q(attendance__is_present=True)), marked=Count("attendance")
    )


def attendance_of(session: Session) -> dict[int, Attendance]:
    """`{enrolment_id: attendance}` of one session."""
    rows = session.attendance.select_related("marked_by")
    return {row.enrolment_id: row for row in rows}
