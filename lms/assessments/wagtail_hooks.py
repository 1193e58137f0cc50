"""Names of our lines in the audit log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("assessments.freeze", _("Freeze form"), _("Form frozen"))
    actions.register_action("assessments.start", _("Start test"), _("Test started"))
    actions.register_action("assessments.hand_in", _("Hand in test"), _("Test handed in"))
    actions.register_action("assessments.time_out", _("End test at its deadline"), _("Test ended at its deadline"))
