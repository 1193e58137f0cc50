"""The audit log's names for what is done to people."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("people.invite", _("Invite"), _("Invited by e-mail"))
    actions.register_action("people.accept_invitation", _("Accept invitation"), _("Accepted the invitation"))
    actions.register_action("people.issue_sign_in_code", _("Issue code card"), _("Got a code card"))
    actions.register_action("people.record_post", _("Record post"), _("Post recorded"))
    actions.register_action("people.name_manager", _("Name manager"), _("Manager named"))
    actions.register_action("people.name_province", _("Name province"), _("Province of the post named"))
    actions.register_action("people.end_posts", _("End posts"), _("Posts ended"))
    actions.register_action("people.answer_consent", _("Answer consent"), _("Answered about consent"))
    actions.register_action("people.change_details", _("Change details"), _("Details changed"))
    actions.register_action("people.erase_contacts", _("Erase contact details"), _("Contact details erased"))
    actions.register_action("people.erase_person", _("Erase person"), _("Person erased"))
    actions.register_action("people.grant_role", _("Grant role"), _("Role granted"))
    actions.register_action("people.end_role", _("End role"), _("Role ended"))
    actions.register_action("people.add_organisation", _("Add organisation"), _("Organisation added"))
    actions.register_action("people.change_organisation", _("Change organisation"), _("Organisation changed"))
