"""Freezing the frame and drawing the sample: once, and the same again from the same seed."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from lms.alumni import frame, links, planning, sampling
from lms.alumni.errors import DrawnAlready, NobodyToAsk
from lms.alumni.frame import Strata, Trained
from lms.alumni.models import Campaign, Case, Stratum
from lms.alumni.queries import frame as frame_queries
from lms.alumni.queries import planning as planning_queries
from lms.core import audit, codes
from lms.people.models import User

PSEUDONYM_SIGNS = 10


@transaction.atomic
def draw_sample(*, campaign: Campaign, by: User) -> int:
    """Freeze the frame and draw the people to ask; answers how many. Raises NobodyToAsk, and DrawnAlready.

    The plan is read anew and held until the end, so that nobody changes it meanwhile.
    """
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    campaign.refresh_from_db()
    people = frame_queries.frame_of(campaign)
    if not people:
        raise NobodyToAsk
    strata = frame_queries.strata_of(campaign, people)
    take_frame(campaign, strata, people)
    sizes = {key: len(members) for key, members in strata.items()}
    counts = planning.counts_of(campaign, sizes, planning_queries.shares_of(campaign))
    rows = make_strata(campaign, strata, counts)
    Case.objects.bulk_create(
        [case for key, row in rows.items() for case in cases_of(campaign, row, strata[key])], batch_size=1000
    )
    asked = sum(counts.values())
    audit.record(campaign, "alumni.draw_sample", by=by, frame_hash=campaign.frame_hash, asked=asked)
    return asked


def take_frame(campaign: Campaign, strata: Strata, people: list[Trained]) -> None:
    """Note the frame's size, hash and margins, once: the row count of the conditional UPDATE decides who won."""
    facts = {
        "state": Campaign.State.DRAWN,
        "frame_size": len(people),
        "frame_hash": frame.hash_of(strata),
        "frame_margins": frame.margins_of(people),
        "drawn_at": timezone.now(),
    }
    if not Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.DRAFT).update(**facts):
        raise DrawnAlready
    campaign.refresh_from_db()


def make_strata(campaign: Campaign, strata: Strata, counts: dict[str, int]) -> dict[str, Stratum]:
    rows = [
        Stratum(
            campaign=campaign,
            key=key,
            country=key.split(":")[0],
            organisation_id=int(key.split(":")[1]) if ":" in key else None,
            frame_count=len(people),
            sample_count=counts[key],
        )
        for key, people in strata.items()
    ]
    return {row.key: row for row in Stratum.objects.bulk_create(rows)}


def cases_of(campaign: Campaign, stratum: Stratum, people: list[Trained]) -> Iterable[Case]:
    """The sample of one stratum, then its spare groups: one order drawn at random, cut into pieces."""
    by_id = {one.person_id: one for one in people}
    pieces = sampling.draw_pieces(
        list(by_id),
        planning.pieces_of(campaign, stratum.frame_count, stratum.sample_count),
        seed=campaign.seed,
        stratum=stratum.key,
    )
    for replicate, piece in enumerate(pieces):
        for person_id in piece:
            yield case_of(campaign, stratum, by_id[person_id], replicate)


def case_of(campaign: Campaign, stratum: Stratum, one: Trained, replicate: int) -> Case:
    return Case(
        campaign=campaign,
        stratum=stratum,
        person_id=one.person_id,
        pseudonym="".join(secrets.choice(codes.ALPHABET) for _sign in range(PSEUDONYM_SIGNS)),
        organisation_id=one.organisation_id,
        sector=one.sector,
        province=one.province,
        sex=one.sex,
        trained_on=one.trained_on,
        replicate=replicate,
        base_weight=stratum.frame_count / stratum.sample_count,
        token_digest=links.stored(token_for(campaign, one.person_id)),
        token_expires_at=end_of(campaign.closes_on),
    )


def token_for(campaign: Campaign, person_id: int) -> str:
    return links.token_of(campaign_id=campaign.pk, person_id=person_id, seed=campaign.seed)


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    return start_of(day + timedelta(days=1))
