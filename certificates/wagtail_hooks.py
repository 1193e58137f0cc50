"""The audit log's words for what happens to certificates."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("certificates.recommend", _("Recommend"), _("Recommended"))
    actions.register_action("certificates.approve", _("Approve"), _("Approved"))
    actions.register_action("certificates.decline", _("Decline"), _("Declined"))
    actions.register_action("certificates.issue", _("Issue a certificate"), _("Certificate issued"))
    actions.register_action("certificates.revoke", _("Revoke a certificate"), _("Certificate revoked"))
    actions.register_action("certificates.expire", _("Expire a certificate"), _("Certificate expired"))
    actions.register_action("certificates.supersede", _("Replace a certificate"), _("Certificate replaced"))
