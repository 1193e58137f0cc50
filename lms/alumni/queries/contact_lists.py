"""Who stands on a list that a ministry calls or writes from."""

from lms.alumni import contact_lists
from lms.alumni.models import Campaign, Case
from lms.alumni.queries import campaigns as queries
from lms.alumni.queries import silent


def listed(campaign: Campaign, *, kind: str, country: str = "") -> list[Case]:
    """The silent who agreed to be contacted and have a number.

    For calls those to be worked on; for messages everybody silent until the people to follow up were chosen, and only
    those from then on.
    """
    is_for_all = kind == contact_lists.SMS and campaign.subsampled_at is None
    cases = silent.among(campaign.cases.all()) if is_for_all else silent.to_work(campaign)
    if country:
        cases = cases.filter(stratum__country=country)
    found = queries.with_route(cases).filter(may_contact=True, person__is_active=True)
    related = found.select_related("person__contact_details", "stratum", "organisation", "campaign").order_by("pk")
    return [case for case in related if contact_lists.number_of(case)]
