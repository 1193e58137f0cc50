"""Contacts that are no longer needed, and people who asked to be erased: what the follow-up lets go."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lms.alumni.models import Campaign, Case
from lms.core import audit
from lms.people import contacts
from lms.people.models import ContactDetails, User

KEPT = timedelta(days=365)
AT_ONCE = 500


def erase_old_contacts(*, today: date | None = None) -> int:
    """Erase the contacts of everybody whose last follow-up closed over 12 months ago; how many people that were.

    Called by the clock (settings.DUE_ACTIONS): at most 500 people a call, one campaign after the other.
    """
    last_day = (today or timezone.localdate()) - KEPT
    due = Campaign.objects.filter(state=Campaign.State.CLOSED, closes_on__lt=last_day, contacts_erased_at=None)
    campaign = due.order_by("closes_on", "pk").first()
    return erase_contacts_of(campaign, last_day=last_day) if campaign else 0


@transaction.atomic
def erase_contacts_of(campaign: Campaign, *, last_day: date) -> int:
    """The next people of a campaign whom no campaign asked that is open or closed on or after `last_day`."""
    young = Q(campaign__state__in=Campaign.UNDER_WAY) | Q(
        campaign__state=Campaign.State.CLOSED, campaign__closes_on__gte=last_day
    )
    asked, needed = campaign.cases.values("person"), Case.objects.filter(young).values("person")
    kept = ContactDetails.objects.filter(person__in=asked).exclude(person__in=needed)
    people = list(kept.order_by("pk").values_list("person", flat=True)[:AT_ONCE])
    erased = contacts.delete_contacts(people)
    if len(people) < AT_ONCE:
        Campaign.objects.filter(pk=campaign.pk, contacts_erased_at=None).update(contacts_erased_at=timezone.now())
    if erased:
        audit.record(campaign, "alumni.erase_contacts", by=None, people=erased)
    return erased


def erase_cases(person: User) -> dict[str, int]:
    """The person's cases stay as counts: no link, no interviewer, and nobody to reach where no answer came."""
    now = timezone.now()
    own = Case.objects.filter(person=person)
    open_cases = own.filter(campaign__state__in=Campaign.UNDER_WAY, answered_at=None)
    unreached = open_cases.filter(disposition=Case.Disposition.NO_CONTACT).update(disposition=Case.Disposition.UNKNOWN)
    own.filter(token_expires_at__gt=now).update(token_expires_at=now)
    return {"cases": own.update(assigned_to=None, call_back_at=None), "cases_unreached": unreached}
