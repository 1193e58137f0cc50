"""Reads over campaigns: who is in the frame, whom it asks, what is known."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Min, Q, QuerySet
from django.utils import timezone

from lms.alumni import endpoints, links, planning, sampling
from lms.alumni.estimators import Cell
from lms.alumni.models import Campaign, Case
from lms.alumni.queries.frame import completions, strata_of
from lms.people.models import Consent
from lms.people.queries import newest_answer

DAYS_IN_YEAR = 365.25
HAS_ROUTE = Q(may_contact=True, person__is_active=True) & (
    ~Q(person__personal_email="") | (Q(person__email__isnull=False) & ~Q(person__email=""))
)


@dataclass(frozen=True)
class Planned:
    """One country of a campaign that is being prepared: people in the frame, to ask, and the margin (0-1) it buys."""

    country: str
    frame: int
    asked: int
    margin: float | None


def plan_of(campaign: Campaign) -> list[Planned]:
    """What a draw today would ask, by stratum."""
    sizes = {key: len(people) for key, people in strata_of(campaign).items()}
    return [planned(key, sizes[key], asked) for key, asked in planning.counts_of(campaign, sizes).items()]


def planned(country: str, frame: int, asked: int) -> Planned:
    margin = sampling.margin_of(asked, population=frame) if 1 < asked < frame else None
    return Planned(country, frame, asked, margin)


def campaigns_listed(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Campaigns with `asked` and `answered`, numbers of cases."""
    answered = Count("cases", filter=Q(cases__disposition__in=Case.ANSWERED))
    return campaigns.annotate(asked=Count("cases"), answered=answered).order_by("-opens_on", "code")


def cells_of(campaign: Campaign) -> list[Cell]:
    """One cell per country, with how many are known to be in an anti-trafficking post and how many not."""
    in_post = Count("cases", filter=Q(cases__status__in=endpoints.statuses_in(campaign.endpoint)))
    known = Count("cases", filter=Q(cases__isnull=False) & ~Q(cases__status=Case.Status.UNKNOWN))
    rows = campaign.strata.annotate(in_post=in_post, known=known).order_by("country")
    return [Cell(row.key, row.frame_count, row.sample_count, row.in_post, row.known - row.in_post) for row in rows]


def cases_of(campaign: Campaign) -> QuerySet[Case]:
    """The campaign's cases with `has_route`: agreed to be contacted (newest answer) and has an e-mail address."""
    return (
        campaign.cases.annotate(may_contact=newest_answer(Consent.Purpose.FOLLOW_UP, person="person"))
        .annotate(has_route=ExpressionWrapper(HAS_ROUTE, output_field=BooleanField()), country=F("stratum__country"))
        .select_related("person")
        .order_by("country", "id")
    )


def to_invite(campaign: Campaign) -> QuerySet[Case]:
    """Who has a route, has not been invited and has not answered."""
    return cases_of(campaign).filter(has_route=True, invited_at=None, answered_at=None)


def progress_of(campaign: Campaign) -> list[dict]:
    """`[{country, asked, reachable, invited, answered, refused, known}]`, numbers of people."""
    reachable = Count("id", filter=Q(id__in=cases_of(campaign).filter(has_route=True).order_by().values("id")))
    rows = campaign.cases.order_by().values(country=F("stratum__country"))
    return list(
        rows.annotate(
            asked=Count("id"),
            reachable=reachable,
            invited=Count("id", filter=Q(invited_at__isnull=False)),
            answered=Count("id", filter=Q(disposition__in=Case.ANSWERED)),
            refused=Count("id", filter=Q(disposition=Case.Disposition.REFUSED)),
            known=Count("id", filter=~Q(status=Case.Status.UNKNOWN)),
        ).order_by("country")
    )


def years_since_training(campaign: Campaign) -> float | None:
    """The mean time, in years, from the first completed programme of those asked to today, or the closing day."""
    until = min(campaign.closes_on, timezone.localdate())
    first = completions(campaign.programme_codes).filter(person__retention_cases__campaign=campaign)
    days = [(until - row["first"]).days for row in first.values("person").annotate(first=Min("completed_on"))]
    return sum(days) / len(days) / DAYS_IN_YEAR if days else None


def case_with(token: str) -> Case | None:
    return Case.objects.select_related("campaign", "person").filter(token_digest=links.stored(token)).first()


def last_day_known_in(case: Case) -> date | None:
    """The latest day on which the person is known to have held the earlier post."""
    told = case.person.retention_cases.filter(reports__status=Case.Status.SAME, reports__is_blind=False)
    days = list(told.values_list("reports__as_of", flat=True))
    trained = completions(case.campaign.programme_codes).filter(
        person=case.person, completed_on__lt=timezone.localdate()
    )
    return max([*days, *trained.values_list("completed_on", flat=True)], default=None)


def earliest_change(case: Case) -> date | None:
    """The first day of the post that the person held last, as far as it is known."""
    begun = case.person.posts.filter(left_by=None).aggregate(first=Min("started_on"))
    return begun["first"]
