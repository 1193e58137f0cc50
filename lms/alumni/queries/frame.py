"""Who is in the frame of a campaign: each person once, as they were at their first completed course."""

from django.db.models import Q, QuerySet

from lms.alumni import frame
from lms.alumni.frame import Strata, Trained
from lms.alumni.models import Campaign
from lms.cohorts.models import Enrolment
from lms.core.languages import Country

FACTS = (
    *("person_id", "completed_on", "person__country", "cohort__country", "person__sex"),
    *("post_at_start__organisation_id", "post_at_start__organisation__sector", "post_at_start__province"),
)


def completions(programme_codes: list[str]) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(cohort__programme_code__in=programme_codes, completed_on__isnull=False)


def frame_of(campaign: Campaign) -> list[Trained]:
    """Everybody whose first completed course lies in the campaign's years, in its countries, once each.

    A person without a country counts where the cohort was; who has neither is left out.
    """
    countries = campaign.countries or Country.values
    first: dict[int, Trained] = {}
    rows = completions(campaign.programme_codes).filter(person__is_active=True).order_by("completed_on", "id")
    for person, day, own, cohorts, sex, unit, sector, province in rows.values_list(*FACTS):
        if person not in first:
            first[person] = Trained(person, own or cohorts, day, unit, sector or "", province or "", sex)
    return [one for one in first.values() if one.country in countries and is_in_time(one, campaign)]


def is_in_time(one: Trained, campaign: Campaign) -> bool:
    return (campaign.completed_from is None or campaign.completed_from <= one.trained_on) and (
        campaign.completed_until is None or one.trained_on <= campaign.completed_until
    )


def strata_of(campaign: Campaign, people: list[Trained] | None = None) -> Strata:
    """`{stratum key: people}` by the campaign's rule, of the frame as it is now."""
    found = frame_of(campaign) if people is None else people
    return frame.strata_of(found, by_organisation=campaign.by_organisation, joined=campaign.joined_units)


def attendances(campaign: Campaign) -> int:
    """How many completed courses the frame's people have among them: what merging them leaves out is shown."""
    return completions(campaign.programme_codes).filter(Q(person__is_active=True)).count()
