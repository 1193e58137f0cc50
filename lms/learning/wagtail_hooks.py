"""Names of this app's audit lines."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("learning.load", _("Load the programmes"), _("Loaded the programmes"))
    actions.register_action("learning.finish_lesson", _("Finish a lesson"), _("Finished a lesson"))
    actions.register_action("learning.write_plan", _("Write an action plan"), _("Wrote an action plan"))
    actions.register_action("learning.accept_plan", _("Accept an action plan"), _("Accepted an action plan"))
    actions.register_action("learning.edit_rights", _("Give rights to edit"), _("Gave rights to edit"))
