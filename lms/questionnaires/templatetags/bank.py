"""The tabs between the pages of the bank, each for those who may open it."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lms.questionnaires.permissions import BANK_ROLES, REVIEWING_ROLES, WRITING_ROLES

register = template.Library()

# (address, words, who sees it); the assessments are a layer above this one: named, never imported.
TABS = [
    ("questionnaires:bank", _("Questions"), BANK_ROLES),
    ("assessments:forms", _("Forms"), WRITING_ROLES),
    ("assessments:analysis_start", _("Analysis"), (*WRITING_ROLES, *REVIEWING_ROLES)),
    ("questionnaires:tasks", _("Review tasks"), BANK_ROLES),
    ("questionnaires:import_start", _("Import"), WRITING_ROLES),
    ("questionnaires:export", _("Export"), WRITING_ROLES),
]


@register.inclusion_tag("questionnaires/tabs.html", takes_context=True)
def bank_tabs(context):
    """The tab of the page, or of the page above it, is the one whose address is the longest start of its own.

    A page outside the bank has none.
    """
    user, path = context["user"], context["request"].path
    tabs = [(reverse(name), words) for name, words, kinds in TABS if any(map(user.holds, kinds))]
    here = max((address for address, _words in tabs if path.startswith(address)), key=len, default="")
    return {"tabs": tabs if here else [], "here": here, "path": path}
