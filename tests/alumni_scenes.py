"""A small world of trained people and a campaign that asks them; each function makes what its name says."""

from datetime import date, timedelta

import factories
from django.utils import timezone

from lms.alumni import actions
from lms.alumni.actions.drawing import token_for
from lms.alumni.models import Campaign, Case
from lms.people.models import Consent

COMPLETED_ON = date(2024, 3, 1)


def alumnus(group, *, may_contact=True, completed_on=COMPLETED_ON, **fields):
    person = factories.person(country=group.country, **fields)
    factories.enrolment(group, person, completed_on=completed_on)
    if may_contact is not None:
        Consent.objects.create(person=person, purpose=Consent.Purpose.FOLLOW_UP, is_given=may_contact)
    return person


def alumni(group, count, **fields):
    return [alumnus(group, **fields) for _number in range(count)]


def campaign(by, **fields):
    today = timezone.localdate()
    return actions.create_campaign(
        **{
            "code": "retention-test",
            "title": "Follow-up 2026",
            "programme_codes": ["rtp"],
            "design": Campaign.Design.SAMPLE,
            "by_organisation": False,
            "sample_size": 20,
            "opens_on": today,
            "closes_on": today + timedelta(days=60),
            "seed": 7,
            "by": by,
            **fields,
        }
    )


def fielded(by, **fields):
    """A campaign that is drawn and whose invitations are queued."""
    row = campaign(by, **fields)
    actions.draw_sample(campaign=row, by=by)
    actions.invite(campaign=row, by=by)
    return row


def token_of(case: Case) -> str:
    return token_for(case.campaign, case.person_id)


def resolve(row: Campaign, country: str, *, in_post: int, out: int) -> None:
    """Give the first cases of one country a known status."""
    cases = list(Case.objects.filter(campaign=row, stratum__country=country).order_by("id")[: in_post + out])
    for number, case in enumerate(cases):
        case.status = Case.Status.SAME if number < in_post else Case.Status.LEFT_GOVT
        case.disposition = Case.Disposition.COMPLETE
        case.answered_at = timezone.now()
    Case.objects.bulk_update(cases, ["status", "disposition", "answered_at"])
