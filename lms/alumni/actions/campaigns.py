"""Every change to a campaign: create, draw, invite, close."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lms.alumni import links, sampling
from lms.alumni.errors import CannotClose, CannotInvite, DrawnAlready, NobodyToAsk
from lms.alumni.models import Campaign, Case, Contact, Stratum
from lms.alumni.permissions import can_close, can_invite
from lms.alumni.queries import campaigns as queries
from lms.core import audit, display, outbox
from lms.people.models import User

LINK_DAYS = 30
SEEDS = 2**32


@transaction.atomic
def create_campaign(
    *,
    code: str,
    title: str,
    programme_codes: list[str],
    sample_size: int,
    opens_on: date,
    closes_on: date,
    by: User,
    seed: int | None = None,
) -> Campaign:
    """A campaign in preparation; without a `seed` one is chosen at random."""
    campaign = Campaign.objects.create(
        code=code,
        title=title,
        programme_codes=programme_codes,
        sample_size=sample_size,
        opens_on=opens_on,
        closes_on=closes_on,
        seed=secrets.randbelow(SEEDS) if seed is None else seed,
        created_by=by,
    )
    audit.record(campaign, "alumni.create_campaign", by=by, code=code)
    return campaign


@transaction.atomic
def draw_sample(*, campaign: Campaign, by: User) -> int:
    """Freeze the frame and draw the people to ask; answers how many. Raises NobodyToAsk, and DrawnAlready."""
    frame = queries.frame_of(campaign)
    if not frame:
        raise NobodyToAsk
    take_frame(campaign, frame)
    counts = sampling.allocate([len(people) for people in frame.values()], campaign.sample_size)
    for (country, people), count in zip(frame.items(), counts, strict=True):
        draw_stratum(campaign, country, people, count)
    audit.record(campaign, "alumni.draw_sample", by=by, frame_hash=campaign.frame_hash, asked=sum(counts))
    return sum(counts)


def take_frame(campaign: Campaign, frame: dict[str, list[int]]) -> None:
    """Note the frame's size and hash, once: the row count of the conditional UPDATE decides who won."""
    facts = {
        "state": Campaign.State.DRAWN,
        "frame_size": sum(map(len, frame.values())),
        "frame_hash": hash_of(frame),
        "drawn_at": timezone.now(),
    }
    if not Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.DRAFT).update(**facts):
        raise DrawnAlready
    campaign.refresh_from_db()


def hash_of(frame: dict[str, list[int]]) -> str:
    """SHA-256 of one `country:person` line each, sorted."""
    lines = sorted(f"{country}:{person}" for country, people in frame.items() for person in people)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def draw_stratum(campaign: Campaign, country: str, people: list[int], count: int) -> None:
    stratum = Stratum.objects.create(campaign=campaign, country=country, frame_count=len(people), sample_count=count)
    expires_at = end_of(campaign.closes_on)
    Case.objects.bulk_create(
        Case(
            campaign=campaign,
            stratum=stratum,
            person_id=person_id,
            base_weight=len(people) / count,
            token_digest=links.stored(token_for(campaign, person_id)),
            token_expires_at=expires_at,
        )
        for person_id in sampling.draw(people, count, seed=campaign.seed, stratum=country)
    )


def token_for(campaign: Campaign, person_id: int) -> str:
    return links.token_of(campaign_id=campaign.pk, person_id=person_id, seed=campaign.seed)


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    return start_of(day + timedelta(days=1))


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
        Contact(case=case, mode=Contact.Mode.MAIL, outcome="invited", made_by=by) for case in cases
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
