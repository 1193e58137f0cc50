"""The resampling of curves, in the background: ordered once for each state of the data, done piece by piece."""

import time
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from lms.alumni import results
from lms.alumni.models import Campaign, Estimation
from lms.alumni.results import background, building
from lms.alumni.results.building import Read

LEASE = timedelta(minutes=10)
SECONDS = 10.0  # of one run of the clock
DRAWS = "draws"


def order_estimation(*, campaign: Campaign, digest: str = "") -> Estimation | None:
    """Ask for the curves of the data as they are now; a second call asks for nothing. None before the draw.

    `digest` spares reading them again. What was ordered for earlier data and never finished is not made any more.
    """
    if campaign.state == Campaign.State.DRAFT:
        return None
    digest = digest or results.read(campaign).digest
    found, is_new = Estimation.objects.get_or_create(
        campaign=campaign, digest=digest, defaults={"total": background.RESAMPLES}
    )
    if is_new:
        Estimation.objects.filter(campaign=campaign, finished_at=None).exclude(pk=found.pk).delete()
    return found


def work_on_estimations() -> int:
    """Make the pieces that are waiting, for some seconds; answers how many. Called by the clock."""
    until, pieces = time.monotonic() + SECONDS, 0
    while time.monotonic() < until and (claimed := claim()) is not None:
        pieces += work_on(claimed, until=until)
    return pieces


def claim() -> Estimation | None:
    """The oldest that nobody works on; the conditional UPDATE's row count decides who has it."""
    now = timezone.now()
    waiting = Estimation.objects.filter(finished_at=None).filter(Q(leased_until=None) | Q(leased_until__lt=now))
    for each in waiting.order_by("ordered_at", "pk"):
        if waiting.filter(pk=each.pk).update(leased_until=now + LEASE):
            each.refresh_from_db()
            return each
    return None


def work_on(estimation: Estimation, *, until: float | None = None) -> int:
    """Make pieces until the end, or until the clock's time is up; what is made is kept after each piece.

    Where data have changed since the order, it is taken back, and those of now are ordered.
    """
    campaign = estimation.campaign
    found = results.read(campaign)
    if found.digest != estimation.digest:
        order_estimation(campaign=campaign, digest=found.digest)
        return 0
    tenure = background.tenure_of(found.scene, until=building.as_of(campaign))
    total, pieces = background.total_of(tenure), 0
    while estimation.done < total and (until is None or time.monotonic() < until):
        size = min(background.PIECE, total - estimation.done)
        piece = background.piece_of(tenure, seed=campaign.seed, number=estimation.done, size=size)
        keep_piece(estimation, piece, size=size, total=total)
        pieces += 1
    if estimation.done >= total:
        finish(estimation, found, tenure)
        return pieces + 1
    release(estimation)
    return pieces


def keep_piece(estimation: Estimation, piece: dict[str, list], *, size: int, total: int) -> None:
    """The lease is made longer: the worker is alive."""
    draws = (estimation.result or {}).get(DRAWS, {})
    estimation.result = {DRAWS: {kind: draws.get(kind, []) + rows for kind, rows in piece.items()}}
    estimation.done += size
    estimation.total = total
    Estimation.objects.filter(pk=estimation.pk).update(
        result=estimation.result, done=estimation.done, total=total, leased_until=timezone.now() + LEASE
    )


def finish(estimation: Estimation, found: Read, tenure: background.Tenure) -> None:
    campaign = estimation.campaign
    draws = (estimation.result or {}).get(DRAWS, {})
    result = background.result_of(found.scene, tenure, until=building.as_of(campaign), seed=campaign.seed, draws=draws)
    done = Estimation.objects.filter(pk=estimation.pk).update(
        result=result, total=estimation.done, finished_at=timezone.now(), leased_until=None
    )
    if done:
        Estimation.objects.filter(campaign=campaign).exclude(finished_at=None).exclude(pk=estimation.pk).delete()


def release(estimation: Estimation) -> None:
    Estimation.objects.filter(pk=estimation.pk).update(leased_until=None)


def finish_now(*, campaign: Campaign) -> Estimation | None:
    """Make what is missing without waiting for the clock, unless another worker has it; for the command."""
    ordered = order_estimation(campaign=campaign)
    if ordered is None or ordered.finished_at:
        return ordered
    now = timezone.now()
    free = Estimation.objects.filter(pk=ordered.pk).filter(Q(leased_until=None) | Q(leased_until__lt=now))
    if free.update(leased_until=now + LEASE):
        work_on(ordered)
    return Estimation.objects.filter(pk=ordered.pk).first()
