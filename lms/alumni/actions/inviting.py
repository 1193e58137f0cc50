"""Invitations, and the reminders to the silent: each once, with a link that only the person has."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from lms.alumni import links, local_days, wording
from lms.alumni.actions.drawing import end_of, start_of
from lms.alumni.errors import CannotInvite
from lms.alumni.models import Campaign, Case, Contact
from lms.alumni.permissions import can_invite
from lms.alumni.queries import campaigns as queries
from lms.alumni.queries import silent
from lms.core import audit, outbox
from lms.core.languages import Country, zone_of
from lms.people.models import User

LINK_DAYS = 30
AT_ONCE = 200
MAILS = "campaign:"  # how the keys of these mails begin, then code, "case", its number, which mail


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
    note_mails(invited, Contact.Outcome.INVITED, by=by, at=timezone.now())
    audit.record(campaign, "alumni.invite", by=by, invited=len(invited))
    return len(invited)


def take_invitation(case: Case, expires_at: datetime) -> bool:
    """Mark the case as invited; the second click loses."""
    waiting = Case.objects.filter(pk=case.pk, invited_at=None)
    return waiting.update(invited_at=timezone.now(), token_expires_at=expires_at) == 1


def mail_invitation(campaign: Campaign, case: Case, *, leaves_at: datetime, expires_at: datetime) -> None:
    """Neutral words in the person's language: neither name nor subject; the private address before the office's."""
    words = wording.invitation(
        campaign,
        case.person.language,
        link=links.address_of(campaign, case.person_id),
        last_day=last_day_of(expires_at),
    )
    queue_mail(campaign, case, words, key="invite", due_at=leaves_at)


def remind_silent(*, now: datetime | None = None) -> int:
    """Queue the reminders that are due; returns how many. Called by the clock (settings.DUE_ACTIONS).

    In the working hours of the person's country, on the days that the campaign names, counted from the invitation:
    only to who is silent, within reach and has not taken the consent back. At most 200 a call.
    """
    moment = now or timezone.now()
    due = silent.due_for_reminder(moment, [code for code in Country.values if is_working_hour(code, moment)])
    return sum(remind(case, moment) for case in due[:AT_ONCE])


def is_working_hour(country: str, now: datetime) -> bool:
    return now.astimezone(zone_of(country)).hour in local_days.WORKING_HOURS


@transaction.atomic
def remind(case: Case, now: datetime) -> bool:
    """One reminder, unless somebody else sent it or the person has answered meanwhile."""
    number = case.reminders + 1
    waiting = silent.among(Case.objects.filter(pk=case.pk, reminders=case.reminders))
    if not waiting.update(reminders=number):
        return False
    campaign = case.campaign
    words = wording.reminder(
        campaign,
        case.person.language,
        link=links.address_of(campaign, case.person_id),
        last_day=last_day_of(case.token_expires_at),
    )
    queue_mail(campaign, case, words, key=f"reminder:{number}")
    note_mails([case], Contact.Outcome.REMINDED, by=None, at=now)
    audit.record(case, "alumni.remind", by=None, number=number)
    return True


def take_back_unwanted() -> int:
    """Stop what would be sent now to people who have taken their consent back meanwhile; returns how many mails.

    Called by the clock before mails leave: an invitation may wait for the opening day for weeks.
    """
    due = {key: int(key.split(":")[3]) for key in outbox.due_keys(MAILS)}
    unwanted = queries.with_route(Case.objects.filter(pk__in=due.values())).filter(has_route=False)
    cases = set(unwanted.values_list("pk", flat=True))
    return outbox.take_back(key for key, case in due.items() if case in cases)


def last_day_of(expires_at: datetime) -> date:
    return timezone.localdate(expires_at - timedelta(seconds=1))


def queue_mail(
    campaign: Campaign, case: Case, words: wording.Words, *, key: str, due_at: datetime | None = None
) -> None:
    subject, body = words
    outbox.queue(
        to=case.person.personal_email or case.person.email,
        subject=subject,
        body=body,
        language=case.person.language,
        key=f"{MAILS}{campaign.code}:case:{case.pk}:{key}",
        due_at=due_at,
    )


def note_mails(cases: Iterable[Case], outcome: str, *, by: User | None, at: datetime) -> None:
    Contact.objects.bulk_create(
        Contact(case=case, mode=Contact.Mode.MAIL, outcome=outcome, made_by=by, made_at=at) for case in cases
    )
