"""The audit log's names for what is done in campaigns."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("alumni.create_campaign", _("Start follow-up"), _("Follow-up started"))
    actions.register_action("alumni.draw_sample", _("Draw sample"), _("Sample drawn"))
    actions.register_action("alumni.invite", _("Send invitations"), _("Invitations sent"))
    actions.register_action("alumni.answer", _("Answer"), _("Answered"))
    actions.register_action("alumni.report", _("Keep report"), _("Report kept"))
    actions.register_action("alumni.close", _("Close follow-up"), _("Follow-up closed"))
    actions.register_action("alumni.export_trainers", _("Take the trainers’ register along"), _("Register taken along"))
