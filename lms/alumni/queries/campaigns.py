"""Reads over campaigns: who is in the frame, whom it asks, what is known."""

from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Min, Q, QuerySet
from django.utils import timezone

from lms.alumni import links
from lms.alumni.models import Campaign, Case
from lms.alumni.queries.frame import completions
from lms.people.contacts import filled
from lms.people.models import Consent
from lms.people.queries import newest_answer

HAS_ROUTE = Q(may_contact=True, person__is_active=True) & (
    filled("personal_email", person="person") | (Q(person__email__isnull=False) & ~Q(person__email=""))
)


def campaigns_listed(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Campaigns with `asked` and `answered`, numbers of cases."""
    answered = Count("cases", filter=Q(cases__disposition__in=Case.ANSWERED))
    asked = Count("cases", filter=Q(cases__replicate=0) | Q(cases__released_at__isnull=False))
    return campaigns.annotate(asked=asked, answered=answered).order_by("-opens_on", "code")


def cases_of(campaign: Campaign) -> QuerySet[Case]:
    """The campaign's cases with `has_route`: agreed to be contacted (newest answer) and has an e-mail address."""
    return with_route(campaign.cases.all()).annotate(country=F("stratum__country")).order_by("country", "id")


def with_route(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with `has_route`, as `cases_of` says it, and their people."""
    return (
        cases.annotate(may_contact=newest_answer(Consent.Purpose.FOLLOW_UP, person="person"))
        .annotate(has_route=ExpressionWrapper(HAS_ROUTE, output_field=BooleanField()))
        .select_related("person")
    )


def to_invite(campaign: Campaign) -> QuerySet[Case]:
    """Who was released to be asked, has a route, has not been invited and has not answered."""
    waiting = cases_of(campaign).asked().filter(has_route=True, invited_at=None, answered_at=None)
    return waiting.select_related("person__contact_details")


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
