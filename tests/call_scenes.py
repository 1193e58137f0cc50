"""An interviewer with cases to call: a follow-up whose days for phone and colleagues have come."""

from datetime import timedelta
from uuid import uuid4

import alumni_scenes as scenes
import factories
from django.utils import timezone

from lms.alumni.models import Campaign, Case
from lms.people.models import Consent, Role

ANSWERED = {
    "is_person": "on",
    "outcome": "answered",
    "place": "same_post",
    "has_formal_duty": "yes",
    "worked_on_it_lately": "unsaid",
    "may_ask_again": "yes",
}
TOLD = {"source": "focal_point", "is_not_superior": "on", "status": "other_govt"}


def interviewer(country="KH", **fields):
    return factories.person_with_role(Role.Kind.INTERVIEWER, country, **fields)


def in_field(admin, *, to, days=40, **fields):
    """A sample in the field since `days`, all of its cases assigned to one interviewer."""
    campaign = scenes.fielded(admin, **fields)
    opened = timezone.localdate() - timedelta(days=days)
    Campaign.objects.filter(pk=campaign.pk).update(opens_on=opened)
    campaign.cases.update(assigned_to=to)
    campaign.refresh_from_db()
    return campaign


def case_of(person) -> Case:
    return Case.objects.select_related("campaign", "person", "stratum").get(person=person)


def allow_others(person, *, is_given=True):
    Consent.objects.create(person=person, purpose=Consent.Purpose.PROXY, is_given=is_given)


def sent(**fields):
    """A filled form as the page sends it, with a new key."""
    return {"key": str(uuid4()), "language": "en", **fields}
