"""The survey link of a sampled person: made again from the secret key whenever needed, never stored."""

from django.conf import settings
from django.urls import reverse

from lms.alumni.models import Campaign
from lms.core import codes

LINK_PURPOSE = "follow-up-link"
DIGEST_PURPOSE = "follow-up-digest"
TOKEN_SIGNS = 40  # 160 bits


def token_of(*, campaign_id: int, person_id: int, seed: int) -> str:
    """The same token for the same person and campaign, unguessable without the secret key."""
    return codes.digest(f"{campaign_id}:{person_id}:{seed}", purpose=LINK_PURPOSE)[:TOKEN_SIGNS]


def address_of(campaign: Campaign, person_id: int) -> str:
    """The whole address, as it stands in a mail or on a list."""
    token = token_of(campaign_id=campaign.pk, person_id=person_id, seed=campaign.seed)
    return settings.SITE_URL + reverse("survey:answer", args=[token])


def stored(token: str) -> str:
    """What the database holds instead of the token."""
    return codes.digest(token, purpose=DIGEST_PURPOSE)
