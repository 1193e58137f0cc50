"""What one attempt to reach a person changes: the attempt itself, how the asking stands, when to try again."""

from datetime import datetime

from django.db import transaction

from lms.alumni import dispositions
from lms.alumni.errors import CannotContact
from lms.alumni.models import Campaign, Case, Contact
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def note_contact(*, case: Case, mode: str, outcome: str, by: User, call_back_at: datetime | None = None) -> Contact:
    """Keep one attempt and set the case's disposition from all of them; `outcome` is one of dispositions.BY_HAND.

    An answered case keeps its disposition. `call_back_at` replaces the time agreed before; without it there is none.
    Raises CannotContact for a campaign that is not in the field and a spare person whose group was not released.
    """
    if outcome not in dispositions.BY_HAND:
        raise ValueError(outcome)
    locked = Case.objects.asked().select_for_update().select_related("campaign").filter(pk=case.pk).first()
    if locked is None or locked.campaign.state != Campaign.State.FIELDING:
        raise CannotContact
    contact = Contact.objects.create(case=locked, mode=mode, outcome=outcome, made_by=by)
    outcomes = locked.contacts.order_by("made_at", "pk").values_list("outcome", flat=True)
    Case.objects.filter(pk=case.pk, answered_at=None).update(
        disposition=dispositions.disposition_of(outcomes), call_back_at=call_back_at
    )
    case.refresh_from_db()
    audit.record(case, "alumni.contact", by=by, outcome=outcome)
    return contact
