"""Names of our lines in the audit log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("questionnaires.load", _("Load question"), _("Question loaded"))
    actions.register_action("questionnaires.write", _("Write question"), _("Question written"))
    actions.register_action("questionnaires.copy", _("Copy question"), _("Question written from another one"))
    actions.register_action("questionnaires.change", _("Change question"), _("Question changed"))
    actions.register_action("questionnaires.sign_off", _("Sign off words"), _("Words signed off"))
    actions.register_action("questionnaires.content_review", _("Review content"), _("Content reviewed"))
    actions.register_action("questionnaires.harm_review", _("Review harm"), _("Possible harm reviewed"))
    actions.register_action("questionnaires.mark_piloted", _("Mark as piloted"), _("Marked as piloted"))
    actions.register_action("questionnaires.put_live", _("Put live"), _("Put live"))
    actions.register_action("questionnaires.bring_back", _("Bring back to draft"), _("Brought back to draft"))
    actions.register_action("questionnaires.retire", _("Retire question"), _("Question retired"))
    actions.register_action("questionnaires.open_task", _("Open review task"), _("Review task opened"))
    actions.register_action("questionnaires.close_task", _("Close review task"), _("Review task closed"))
    actions.register_action("questionnaires.import", _("Import question"), _("Question imported"))
    actions.register_action("questionnaires.export", _("Export questions"), _("Questions exported"))
