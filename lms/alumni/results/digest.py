"""Has anything changed? A digest of what the resampled figures are made from."""

import hashlib

from lms.alumni.models import Campaign
from lms.alumni.results.people import People, Strata

METHOD = 1  # raise it when the figures are made in another way: they are then made anew


def digest_of(campaign: Campaign, people: People, strata: Strata) -> str:
    """SHA-256 over the people's statuses, days and design, and the campaign's settings that the figures depend on."""
    settings = (
        METHOD,
        campaign.endpoint,
        campaign.seed,
        campaign.eligible_share,
        sorted(campaign.frame_margins.items()),
    )
    found = hashlib.sha256(repr(settings).encode())
    found.update(repr(strata.keys).encode())
    columns = (strata.frame, people.ids, people.stratum, people.status, people.phase, people.is_eligible)
    columns += (people.is_untraced, people.trained_on, people.known_in, people.known_out)
    for column in columns:
        found.update(column.tobytes())
    return found.hexdigest()
