"""The audit log's words for what happens to certificates."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("certificates.recommend", _("Recommend"), _("Recommended"))
    actions.register_action("certificates.answer", _("Answer the Task Force"), _("Task Force answered"))
    actions.register_action("certificates.withdraw", _("Withdraw a recommendation"), _("Recommendation withdrawn"))
    actions.register_action("certificates.ask", _("Ask for more"), _("Asked for more"))
    actions.register_action("certificates.second", _("Give the first approval"), _("First approval given"))
    actions.register_action("certificates.approve", _("Approve"), _("Approved"))
    actions.register_action("certificates.decline", _("Decline"), _("Declined"))
    actions.register_action("certificates.issue", _("Issue a certificate"), _("Certificate issued"))
    actions.register_action("certificates.revoke", _("Revoke a certificate"), _("Certificate revoked"))
    actions.register_action("certificates.expire", _("Expire a certificate"), _("Certificate expired"))
    actions.register_action("certificates.supersede", _("Replace a certificate"), _("Certificate replaced"))
    actions.register_action(
        "certificates.order_batch", _("Order certificates of a batch"), _("Certificates of a batch ordered")
    )
    actions.register_action("certificates.retry_batch", _("Try again to issue"), _("Tried again to issue"))
    actions.register_action("certificates.rotate_key", _("Change the signing key"), _("Signing key changed"))
    actions.register_action("certificates.suspend", _("Suspend a certificate"), _("Certificate suspended"))
    actions.register_action("certificates.reinstate", _("Make a certificate valid again"), _("Certificate valid again"))
    actions.register_action("certificates.propose_revocation", _("Ask to revoke"), _("Revocation asked for"))
    actions.register_action("certificates.drop_revocation", _("Drop the request"), _("Request to revoke dropped"))
    actions.register_action("certificates.correct", _("Correct a certificate"), _("Certificate corrected"))
    actions.register_action("certificates.ask_transfer", _("Ask for a transfer"), _("Transfer asked for"))
    actions.register_action("certificates.set_up", _("Set up a Task Force"), _("Task Force set up"))
    actions.register_action("certificates.add_signatory", _("Add a signature"), _("Signature added"))
    actions.register_action("certificates.end_signatory", _("End a signature"), _("Signature ended"))
