"""The header's menu: which sections each role sees."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lms.learning.permissions import EDITING_ROLES
from lms.people.models import Role
from lms.questionnaires.permissions import BANK_ROLES

# (address, words, who sees it); an empty tuple: everyone who is signed in
SECTIONS = [
    ("dashboards:my", _("My learning"), ()),
    ("cohorts:list", _("Cohorts"), (Role.Kind.TRAINER, Role.Kind.ADMINISTRATOR)),
    ("tot:observations", _("Observations"), (Role.Kind.OBSERVER,)),
    ("certificates:queue", _("Task Force"), (Role.Kind.TASK_FORCE,)),
    ("certificates:issued", _("Certificates"), (Role.Kind.ADMINISTRATOR,)),
    ("alumni:register", _("Register"), (Role.Kind.TASK_FORCE, Role.Kind.ADMINISTRATOR)),
    ("alumni:campaigns", _("Follow-up"), (Role.Kind.ADMINISTRATOR,)),
    ("alumni:calls", _("Calls"), (Role.Kind.INTERVIEWER, Role.Kind.ADMINISTRATOR)),
    ("people:organisations", _("Organisations"), (Role.Kind.ADMINISTRATOR,)),
    (
        "dashboards:figures",
        _("Figures"),
        (Role.Kind.TRAINER, Role.Kind.TASK_FORCE, Role.Kind.ADMINISTRATOR),
    ),
    ("questionnaires:bank", _("Question bank"), BANK_ROLES),
    ("wagtailadmin_home", _("Edit pages"), EDITING_ROLES),
]


def site(request):
    """What base.html needs on every page."""
    return {
        "product_name": settings.PRODUCT_NAME,
        "is_embedded": settings.EMBEDDED,
        "sections": sections_of(request.user) if hasattr(request, "user") else [],
    }


def sections_of(user) -> list[tuple[str, str]]:
    """`[(address, words)]` of the sections that this person may open."""
    if not user.is_authenticated:
        return []
    return [(reverse(name), words) for name, words, kinds in SECTIONS if not kinds or any(map(user.holds, kinds))]
