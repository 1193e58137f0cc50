"""The audit log's words for what observers do."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("tot.save_observation", _("Save an observation"), _("Observation saved"))
    actions.register_action("tot.sign_observation", _("Sign an observation"), _("Observation signed"))
