"""The audit log's names for what is done in campaigns."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("alumni.create_campaign", _("Start follow-up"), _("Follow-up started"))
    actions.register_action("alumni.plan", _("Change plan"), _("Plan changed"))
    actions.register_action("alumni.draw_sample", _("Draw sample"), _("Sample drawn"))
    actions.register_action("alumni.invite", _("Send invitations"), _("Invitations sent"))
    actions.register_action("alumni.remind", _("Send reminder"), _("Reminder sent"))
    actions.register_action("alumni.answer", _("Answer"), _("Answered"))
    actions.register_action("alumni.report", _("Keep report"), _("Report kept"))
    actions.register_action("alumni.contact", _("Note contact"), _("Contact noted"))
    actions.register_action("alumni.open_call", _("Open call"), _("Call opened, with phone numbers"))
    actions.register_action("alumni.ask_others", _("Ask somebody else"), _("Somebody else was asked"))
    actions.register_action("alumni.choose_follow_up", _("Choose whom to follow up"), _("People to follow up chosen"))
    actions.register_action("alumni.release_group", _("Add spare group"), _("Spare group added"))
    actions.register_action("alumni.assign_evenly", _("Share out calls"), _("Calls shared out"))
    actions.register_action("alumni.assign", _("Change interviewer"), _("Interviewer changed"))
    actions.register_action("alumni.ask_blind", _("Ask a colleague, to compare"), _("Colleague asked, to compare"))
    actions.register_action("alumni.settle", _("Settle reports"), _("Reports settled"))
    actions.register_action("alumni.export_list", _("Take a contact list along"), _("Contact list taken along"))
    actions.register_action("alumni.import_list", _("Take over a staff list"), _("Staff list taken over"))
    actions.register_action("alumni.record_agreement", _("Record agreement"), _("Agreement recorded"))
    actions.register_action("alumni.end_agreement", _("End agreement"), _("Last day of the agreement recorded"))
    actions.register_action("alumni.erase_contacts", _("Erase old contacts"), _("Old contacts erased"))
    actions.register_action("alumni.close", _("Close follow-up"), _("Follow-up closed"))
    actions.register_action("alumni.weigh", _("Compute weights"), _("Weights computed"))
    actions.register_action("alumni.export_results", _("Take the numbers along"), _("Numbers taken along"))
    actions.register_action("alumni.export_trainers", _("Take the trainers’ register along"), _("Register taken along"))
