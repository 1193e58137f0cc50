"""Spare groups: released whole and in order, never one person in the place of another."""

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from lms.alumni.actions.inviting import invite
from lms.alumni.errors import CannotRelease
from lms.alumni.models import Campaign, Case
from lms.alumni.permissions import can_release
from lms.alumni.queries import fieldwork
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def release_group(*, campaign: Campaign, number: int, by: User) -> int:
    """Add the next spare group to those asked and invite it; answers how many people it holds.

    Everybody asked in a stratum weighs the same afterwards: N / n with the new n. The earlier numbers stay in the audit
    line. Raises CannotRelease for any other group than the next, and for the second click.
    """
    if not can_release(by, campaign) or fieldwork.next_group(campaign) != number:
        raise CannotRelease
    waiting = Case.objects.filter(campaign=campaign, replicate=number, released_at=None)
    released = waiting.update(released_at=timezone.now())
    if not released:
        raise CannotRelease
    asked = reweigh(campaign)
    audit.record(campaign, "alumni.release_group", by=by, group=number, released=released, asked=asked)
    invite(campaign=campaign, by=by)
    return released


def reweigh(campaign: Campaign) -> dict[str, list[int]]:
    """Count anew who is asked, and set the weights; answers `{stratum key: [people asked before, people now]}`."""
    counts = dict(campaign.cases.asked().order_by().values_list("stratum").annotate(total=Count("pk")))
    changed: dict[str, list[int]] = {}
    for stratum in campaign.strata.select_for_update():
        before, now = stratum.sample_count, counts.get(stratum.pk, 0)
        if before == now:
            continue
        changed[stratum.key] = [before, now]
        stratum.sample_count = now
        stratum.save(update_fields=["sample_count"])
        stratum.cases.update(base_weight=stratum.frame_count / now)
    return changed
