"""The audit log's names for what is done to cohorts."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("cohorts.open", _("Open cohort"), _("Cohort opened"))
    actions.register_action("cohorts.import_people", _("Enrol from list"), _("People enrolled from a list"))
    actions.register_action("cohorts.invite_people", _("Invite"), _("Invitations sent"))
    actions.register_action("cohorts.issue_code_cards", _("Print code cards"), _("Code cards printed"))
    actions.register_action("cohorts.add_session", _("Add session"), _("Session added"))
    actions.register_action("cohorts.mark_attendance", _("Mark attendance"), _("Attendance marked"))
