"""Who has not answered and may still be asked."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from lms.alumni import local_days
from lms.alumni.dispositions import FINAL
from lms.alumni.models import Campaign, Case, Contact
from lms.alumni.queries import campaigns as queries
from lms.core.languages import zone_of

ENDED = sorted(set(FINAL.values()))


def among(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those asked who neither answered nor refused, could answer, and are people of the follow-up."""
    return cases.asked().filter(answered_at=None).exclude(disposition__in=ENDED)


def unknown(campaign: Campaign) -> QuerySet[Case]:
    """Who did not answer and whose post nobody else told either; who is too ill to be asked may still be known."""
    cases = campaign.cases.asked().filter(answered_at=None, status=Case.Status.UNKNOWN)
    return cases.exclude(disposition__in=(Case.Disposition.REFUSED, Case.Disposition.NOT_ELIGIBLE))


def to_work(campaign: Campaign) -> QuerySet[Case]:
    """The silent whose post is not known and who are asked by other ways.

    In a census, only those who were drawn to be followed up: the others are not called, whoever is easy to reach.
    """
    cases = unknown(campaign)
    return cases.filter(is_followed_up=True) if campaign.asks_everybody else cases


def due_for_reminder(now: datetime, countries: Iterable[str]) -> QuerySet[Case]:
    """The silent within reach whose next reminder is due, of all campaigns in the field, in these countries."""
    due = Q(pk__in=[])
    in_field = Campaign.objects.filter(state=Campaign.State.FIELDING)
    for campaign in in_field:
        for country in countries:
            due |= due_in(campaign, country, now)
    lately = Contact.objects.filter(
        case=OuterRef("pk"),
        mode=Contact.Mode.MAIL,
        made_at__gt=now - timedelta(days=local_days.LEAST_DAYS_BETWEEN),
    )
    waiting = among(queries.with_route(Case.objects.filter(due, token_expires_at__gt=now)).filter(has_route=True))
    return waiting.filter(~Exists(lately)).select_related("campaign", "person__contact_details").order_by("pk")


def due_in(campaign: Campaign, country: str, now: datetime) -> Q:
    """The cases of one country whose next reminder is due today by its clocks, from the opening to the closing day."""
    zone = zone_of(country)
    today = now.astimezone(zone).date()
    due = Q(pk__in=[])
    if campaign.opens_on <= today <= campaign.closes_on:
        days = local_days.reminders_due(campaign.reminder_days, opens_on=campaign.opens_on, today=today)
        for had, last_day in days.items():
            until = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min), zone)
            due |= Q(campaign=campaign, stratum__country=country, reminders=had, invited_at__lt=until)
    return due
