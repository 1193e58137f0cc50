"""Taking a list of numbers and links out of the house."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from lms.alumni.actions.drawing import end_of
from lms.alumni.actions.inviting import LINK_DAYS
from lms.alumni.errors import CannotContact
from lms.alumni.models import Campaign, Case
from lms.alumni.permissions import can_do_fieldwork
from lms.alumni.queries import contact_lists
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def export_list(*, campaign: Campaign, kind: str, country: str, by: User) -> list[Case]:
    """The people of the list, with a line in the audit log that says how many left. Raises CannotContact.

    Their links work for another 30 days, at most until the closing day, as after an invitation.
    """
    if not can_do_fieldwork(by, campaign):
        raise CannotContact
    cases = contact_lists.listed(campaign, kind=kind, country=country)
    expires_at = min(timezone.now() + timedelta(days=LINK_DAYS), end_of(campaign.closes_on))
    for case in cases:
        case.token_expires_at = expires_at
    Case.objects.bulk_update(cases, ["token_expires_at"], batch_size=500)
    audit.record(campaign, "alumni.export_list", by=by, kind=kind, country=country, rows=len(cases))
    return cases
