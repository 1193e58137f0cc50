"""Who is in the frame of a campaign: each person once, as they were at their first completed course."""

from collections import Counter

from django.db.models import QuerySet

from lms.alumni import frame
from lms.alumni.frame import Population, Strata, Trained
from lms.alumni.models import Campaign
from lms.cohorts.models import Enrolment

FACTS = (
    *("person_id", "completed_on", "person__country", "cohort__country", "person__sex"),
    *("post_at_start__organisation_id", "post_at_start__organisation__sector", "post_at_start__province"),
)
IN_FRAME = ""


def completions(programme_codes: list[str]) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(cohort__programme_code__in=programme_codes, completed_on__isnull=False)


def population_of(campaign: Campaign) -> Population:
    """Everybody whose first completed course lies in the campaign's years, in its countries, once each.

    A person without a country counts where the cohort was; who has neither is left out, as is who left the site.
    """
    first: dict[int, Trained] = {}
    courses: Counter[int] = Counter()
    inactive: set[int] = set()
    rows = completions(campaign.programme_codes).order_by("completed_on", "id")
    for is_active, person, day, own, cohorts, sex, unit, sector, province in rows.values_list(
        "person__is_active", *FACTS
    ):
        courses[person] += 1
        if person not in first:
            first[person] = Trained(person, own or cohorts, day, unit, sector or "", province or "", sex)
        if not is_active:
            inactive.add(person)
    return sorted_out(first, courses, inactive, campaign)


def sorted_out(first: dict[int, Trained], courses: Counter[int], inactive: set[int], campaign: Campaign) -> Population:
    reasons = {
        person: "inactive" if person in inactive else reason_against(one, campaign) for person, one in first.items()
    }
    people = [one for person, one in first.items() if reasons[person] == IN_FRAME]
    left_out = Counter(reason for reason in reasons.values() if reason != IN_FRAME)
    return Population(people, sum(courses[one.person_id] for one in people), **left_out)


def reason_against(one: Trained, campaign: Campaign) -> str:
    """The name of the count in `Population` where the person is left out, else IN_FRAME."""
    if not is_in_time(one, campaign):
        return "other_time"
    if not one.country:
        return "without_country"
    return "other_country" if campaign.countries and one.country not in campaign.countries else IN_FRAME


def is_in_time(one: Trained, campaign: Campaign) -> bool:
    return (campaign.completed_from is None or campaign.completed_from <= one.trained_on) and (
        campaign.completed_until is None or one.trained_on <= campaign.completed_until
    )


def frame_of(campaign: Campaign) -> list[Trained]:
    return population_of(campaign).people


def strata_of(campaign: Campaign, people: list[Trained] | None = None) -> Strata:
    """`{stratum key: people}` by the campaign's rule, of the frame as it is now."""
    found = frame_of(campaign) if people is None else people
    return frame.strata_of(found, by_organisation=campaign.by_organisation, joined=campaign.joined_units)
