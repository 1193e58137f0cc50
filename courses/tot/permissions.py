"""Who may observe whose practice lesson, and who looks after a practicum."""

from django.utils.translation import gettext as _

from courses.tot.models import PracticeSession
from lms.cohorts.models import Enrolment
from lms.people.models import Post, Role, User


def can_observe(user: User, session: PracticeSession) -> bool:
    return why_not_observe(user, session) == ""


def why_not_observe(user: User, session: PracticeSession) -> str:
    """The reason in words, or nothing when the person may score this lesson."""
    return why_too_close(user, session.enrolment) or why_not_needed(session)


def why_too_close(user: User, enrolment: Enrolment) -> str:
    """What stands between this person and an independent look at the candidate, or nothing."""
    if enrolment.country not in user.countries_as(Role.Kind.OBSERVER):
        return _("You are not an observer for this person's country.")
    if enrolment.person_id == user.pk:
        return _("You cannot observe your own lesson.")
    if enrolment.cohort.trainers.filter(pk=user.pk).exists():
        return _("You train this person, so another observer must score this lesson.")
    return why_bound_at_work(user, enrolment.person_id)


def why_bound_at_work(user: User, candidate_id: int) -> str:
    present = Post.objects.filter(left_by=None)
    if present.filter(person_id=candidate_id, manager=user).exists():
        return _("You manage this person at work, so another observer must score this lesson.")
    if present.filter(person=user, manager_id=candidate_id).exists():
        return _("This person manages you at work, so another observer must score this lesson.")
    return ""


def why_not_needed(session: PracticeSession) -> str:
    if not session.standing.is_final:
        return ""
    if session.rule.observers == 1:
        return _("Another observer has scored this lesson. One is enough.")
    return _("The observers of this lesson agree, so no other observer is needed.")


def can_add_session(user: User, enrolment: Enrolment) -> bool:
    """The candidate, and an observer who may score the candidate's lessons."""
    return enrolment.person_id == user.pk or why_too_close(user, enrolment) == ""


def can_change_session(user: User, session: PracticeSession) -> bool:
    """Whoever wrote it down, and the candidate whose lesson it is."""
    return user.pk in (session.created_by_id, session.enrolment.person_id)


def can_remove_session(user: User, session: PracticeSession) -> bool:
    return user.pk == session.created_by_id


def can_read_results(user: User, session: PracticeSession) -> bool:
    """What observers signed about this lesson: never for one who may still score it.

    The candidate, those who run the cohort, the country's Task Force, and observers once they have signed themselves.
    """
    if any(row.observer_id == user.pk for row in session.signed):
        return True
    if can_observe(user, session):
        return False
    enrolment = session.enrolment
    is_member = enrolment.country in user.countries_as(Role.Kind.TASK_FORCE)
    return is_member or Enrolment.objects.visible_to(user).filter(pk=enrolment.pk).exists()
