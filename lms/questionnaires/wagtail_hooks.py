"""Names of our lines in the audit log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("questionnaires.load", _("Load question"), _("Question loaded"))
