"""Every change to a campaign: create, invite, close."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lms.alumni.actions.drawing import end_of, start_of, token_for
from lms.alumni.errors import CannotClose, CannotInvite
from lms.alumni.models import Campaign, Case, Contact
from lms.alumni.permissions import can_close, can_invite
from lms.alumni.queries import campaigns as queries
from lms.core import audit, display, outbox
from lms.people.models import User

LINK_DAYS = 30
SEEDS = 2**32


@transaction.atomic
def create_campaign(*, by: User, seed: int | None = None, **settings: Any) -> Campaign:
    """A campaign in preparation, with the model's fields; without a `seed` one is chosen at random."""
    chosen = secrets.randbelow(SEEDS) if seed is None else seed
    campaign = Campaign.objects.create(**settings, seed=chosen, created_by=by)
    audit.record(campaign, "alumni.create_campaign", by=by, code=campaign.code)
    return campaign


@transaction.atomic
def invite(*, campaign: Campaign, by: User) -> int:
    """Queue one mail for everybody within reach who was not invited before; answers how many. Raises CannotInvite.

    Mails leave on the opening day at the earliest; a link works for 30 days, at most until the closing day.
    """
    if not can_invite(by, campaign):
        raise CannotInvite
    Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.DRAWN).update(state=Campaign.State.FIELDING)
    campaign.refresh_from_db()
    leaves_at = max(timezone.now(), start_of(campaign.opens_on))
    expires_at = min(leaves_at + timedelta(days=LINK_DAYS), end_of(campaign.closes_on))
    invited = [case for case in queries.to_invite(campaign) if take_invitation(case, expires_at)]
    for case in invited:
        mail_invitation(campaign, case, leaves_at=leaves_at, expires_at=expires_at)
    note_contacts(invited, by=by)
    audit.record(campaign, "alumni.invite", by=by, invited=len(invited))
    return len(invited)


def take_invitation(case: Case, expires_at: datetime) -> bool:
    """Mark the case as invited; the second click loses."""
    waiting = Case.objects.filter(pk=case.pk, invited_at=None)
    return waiting.update(invited_at=timezone.now(), token_expires_at=expires_at) == 1


def note_contacts(cases: Iterable[Case], *, by: User) -> None:
    Contact.objects.bulk_create(
        Contact(case=case, mode=Contact.Mode.MAIL, outcome=Contact.Outcome.INVITED, made_by=by) for case in cases
    )


def mail_invitation(campaign: Campaign, case: Case, *, leaves_at: datetime, expires_at: datetime) -> None:
    """Neutral words in the person's language: neither name nor subject; the private address before the office's."""
    person = case.person
    last_day = timezone.localdate(expires_at - timedelta(seconds=1))
    with translation.override(person.language):
        subject = _("Training follow-up")
        body = _(
            "Hello,\n\n"
            "some time ago you took part in a training. We would like to ask you five short questions "
            "about your work today. It takes two minutes, and you may leave out any question:\n\n"
            "%(link)s\n\n"
            "The link is only for you and works until %(date)s. "
            "If you do not wish to answer, you need not do anything.\n"
        ) % {"link": link_of(campaign, case), "date": display.date_text(last_day, language=person.language)}
    outbox.queue(
        to=person.personal_email or person.email,
        subject=subject,
        body=body,
        language=person.language,
        key=f"campaign:{campaign.code}:case:{case.pk}:invite",
        due_at=leaves_at,
    )


def link_of(campaign: Campaign, case: Case) -> str:
    return settings.SITE_URL + reverse("survey:answer", args=[token_for(campaign, case.person_id)])


@transaction.atomic
def close(*, campaign: Campaign, by: User) -> None:
    """End the field time: open links stop working. Raises CannotClose, also for the second click."""
    if not can_close(by, campaign):
        raise CannotClose
    under_way = Campaign.objects.filter(pk=campaign.pk, state__in=Campaign.UNDER_WAY)
    if not under_way.update(state=Campaign.State.CLOSED):
        raise CannotClose
    now = timezone.now()
    Case.objects.filter(campaign=campaign, answered_at=None, token_expires_at__gt=now).update(token_expires_at=now)
    campaign.refresh_from_db()
    audit.record(campaign, "alumni.close", by=by)
