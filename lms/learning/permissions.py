"""Who may do what with lessons and plans."""

from lms.cohorts.models import Enrolment
from lms.learning.models import ActionPlan
from lms.people.models import Role, User

EDITING_ROLES = (Role.Kind.EDITOR, Role.Kind.TRANSLATOR, Role.Kind.REVIEWER)


def can_edit(user: User) -> bool:
    """Whether to offer the way into the editor; what may be done there is Wagtail's own decision."""
    return user.is_authenticated and any(map(user.holds, EDITING_ROLES))


def can_finish_lessons(user: User) -> bool:
    """Anyone may read; progress is kept for those who are enrolled somewhere."""
    return user.is_authenticated and Enrolment.objects.active().filter(person=user).exists()


def can_accept_plan(user: User, plan: ActionPlan) -> bool:
    """A trainer of the cohort or an administrator, and never one's own."""
    if plan.enrolment.person_id == user.pk:
        return False
    return user.is_administrator or plan.enrolment.cohort.trainers.filter(pk=user.pk).exists()
