"""Action plans: written by the learner, accepted by a trainer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.cohorts.models import Enrolment
from lms.core import audit
from lms.core.errors import Refused
from lms.learning.models import ActionPlan
from lms.people.models import User


class PlanIsAccepted(Refused):
    """An accepted plan does not change any more."""


@transaction.atomic
def write_plan(*, enrolment: Enrolment, words: dict[str, str], by: User) -> ActionPlan:
    """Save the plan's fields; refused once a trainer has accepted it."""
    plan = ActionPlan.objects.select_for_update().filter(enrolment=enrolment).first() or ActionPlan(enrolment=enrolment)
    if plan.accepted_at:
        raise PlanIsAccepted(_("Your trainer has accepted this plan. It cannot change any more."))
    for name, text in words.items():
        setattr(plan, name, text)
    plan.written_at = timezone.now()
    plan.save()
    audit.record(plan, "learning.write_plan", by=by)
    return plan


@transaction.atomic
def accept_plan(*, plan: ActionPlan, by: User) -> bool:
    """Accept a plan; the second click answers False and changes nothing."""
    accepted = ActionPlan.objects.filter(pk=plan.pk, accepted_at=None).update(
        accepted_at=timezone.now(), accepted_by=by
    )
    if accepted:
        audit.record(plan, "learning.accept_plan", by=by)
    return bool(accepted)
