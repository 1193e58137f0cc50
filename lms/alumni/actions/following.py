"""Of a census's silent, the random part that is followed up until it is known."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from lms.alumni import sampling
from lms.alumni.errors import CannotFollowUp
from lms.alumni.models import Campaign, Case
from lms.alumni.permissions import can_choose_follow_up
from lms.alumni.queries import silent
from lms.core import audit
from lms.people.models import User

BATCH = 1000


@transaction.atomic
def choose_follow_up(*, campaign: Campaign, by: User) -> int:
    """Draw one in `follow_one_in` of each stratum's silent, once, by the campaign's seed; answers how many.

    At least two of each stratum. The silent who were not drawn are marked so, and stay as they are. Who refused or is
    known by a report is not silent. Raises CannotFollowUp, also for the second click.
    """
    if not can_choose_follow_up(by, campaign):
        raise CannotFollowUp
    now = timezone.now()
    if not Campaign.objects.filter(pk=campaign.pk, subsampled_at=None).update(subsampled_at=now):
        raise CannotFollowUp
    campaign.refresh_from_db()
    cases = silent.unknown(campaign).select_related("stratum").select_for_update(of=("self",))
    waiting = [(case.pk, case.stratum.key, case.person_id) for case in cases]
    chosen = drawn_of(campaign, waiting)
    mark(waiting, chosen)
    audit.record(campaign, "alumni.choose_follow_up", by=by, silent=len(waiting), chosen=len(chosen))
    return len(chosen)


def mark(waiting: list[tuple[int, str, int]], chosen: set[int]) -> None:
    for start in range(0, len(waiting), BATCH):
        part = waiting[start : start + BATCH]
        Case.objects.filter(pk__in=[pk for pk, _key, _person in part]).update(is_followed_up=False)
        drawn = [pk for pk, _key, person in part if person in chosen]
        Case.objects.filter(pk__in=drawn).update(is_followed_up=True)


def drawn_of(campaign: Campaign, waiting: list[tuple[int, str, int]]) -> set[int]:
    """The people drawn of `(case, stratum key, person)`: the same for the same seed and the same silent."""
    cells: dict[str, list[int]] = defaultdict(list)
    for _case, key, person in waiting:
        cells[key].append(person)
    drawn: set[int] = set()
    for key, people in cells.items():
        count = sampling.one_in(len(people), campaign.follow_one_in)
        drawn.update(sampling.draw(people, count, seed=campaign.seed, stratum=f"{key}:silent"))
    return drawn
