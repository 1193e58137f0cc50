"""Every change to a campaign as a whole: create, close."""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from lms.alumni.actions.estimating import order_estimation
from lms.alumni.actions.weighing import weigh
from lms.alumni.errors import CannotClose
from lms.alumni.models import Campaign, Case
from lms.alumni.permissions import can_close
from lms.core import audit
from lms.people.models import User

SEEDS = 2**32


@transaction.atomic
def create_campaign(*, by: User, seed: int | None = None, **settings: Any) -> Campaign:
    """A campaign in preparation, with the model's fields; without a `seed` one is chosen at random."""
    chosen = secrets.randbelow(SEEDS) if seed is None else seed
    campaign = Campaign.objects.create(**settings, seed=chosen, created_by=by)
    audit.record(campaign, "alumni.create_campaign", by=by, code=campaign.code)
    return campaign


@transaction.atomic
def close(*, campaign: Campaign, by: User) -> None:
    """End the field time: open links stop working, weights are kept and the curves ordered.

    Raises CannotClose, also for the second click.
    """
    if not can_close(by, campaign):
        raise CannotClose
    under_way = Campaign.objects.filter(pk=campaign.pk, state__in=Campaign.UNDER_WAY)
    if not under_way.update(state=Campaign.State.CLOSED):
        raise CannotClose
    now = timezone.now()
    Case.objects.filter(campaign=campaign, answered_at=None, token_expires_at__gt=now).update(token_expires_at=now)
    campaign.refresh_from_db()
    audit.record(campaign, "alumni.close", by=by)
    weigh(campaign=campaign, by=by)
    order_estimation(campaign=campaign)
