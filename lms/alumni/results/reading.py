"""What the database knows of a campaign's people: one query for them, one for the strata, and names for screens."""

from collections.abc import Iterable

import numpy as np
from django.db.models import Q

from lms.alumni.models import Campaign, Case, Estimation
from lms.alumni.results.people import DRAWN, IN_FIRST_PHASE, NO_DAY, NOT_DRAWN, STATUSES, Array, People, Strata, coded

Disposition = Case.Disposition
UNTRACED = (Disposition.UNKNOWN, Disposition.UNKNOWN_PERSON)
PHASES = {None: IN_FIRST_PHASE, False: NOT_DRAWN, True: DRAWN}
FIELDS = (
    *("id", "person_id", "stratum_id", "organisation_id", "sector", "sex", "trained_on", "known_in", "known_out"),
    *("status", "status_source", "disposition", "is_followed_up", "reminders", "organisation__name"),
)


def strata_of(campaign: Campaign) -> tuple[Strata, dict[int, int]]:
    """The strata by key, and `{stratum id: place}`."""
    rows = list(campaign.strata.order_by("key").values_list("id", "key", "country", "frame_count"))
    ids, keys, countries, frame = zip(*rows, strict=True) if rows else ((), (), (), ())
    places = {pk: place for place, pk in enumerate(ids)}
    return Strata(list(keys), list(countries), np.array(frame, float)), places


def people_of(campaign: Campaign, strata: Strata, places: dict[int, int]) -> People:
    """Everybody asked, by id: without the spare people whose group was never released."""
    rows = Case.objects.filter(campaign=campaign).asked().order_by("id").values_list(*FIELDS)
    columns = list(zip(*rows, strict=True)) or [()] * len(FIELDS)
    column = dict(zip(FIELDS, columns, strict=True))
    stratum = np.array([places[pk] for pk in column["stratum_id"]], int)
    status = {name: place for place, name in enumerate(STATUSES)}
    return People(
        ids=np.array(column["id"], int),
        persons=np.array(column["person_id"], int),
        stratum=stratum,
        status=np.array([status[name] for name in column["status"]], int),
        phase=np.array([PHASES[value] for value in column["is_followed_up"]], int),
        is_eligible=np.array([code != Disposition.NOT_ELIGIBLE for code in column["disposition"]], bool),
        is_untraced=np.array([code in UNTRACED for code in column["disposition"]], bool),
        trained_on=ordinals(column["trained_on"]),
        known_in=ordinals(column["known_in"]),
        known_out=ordinals(column["known_out"]),
        reminders=np.array(column["reminders"], int),
        source=coded(column["status_source"]),
        country=coded([strata.countries[place] for place in stratum]),
        organisation=coded([str(pk or "") for pk in column["organisation_id"]]),
        organisations=dict(zip(map(str, column["organisation_id"]), column["organisation__name"], strict=True)),
        sector=coded(column["sector"]),
        sex=coded(column["sex"]),
        year=coded([str(day.year) for day in column["trained_on"]]),
    )


def ordinals(days: Iterable) -> Array:
    return np.array([NO_DAY if day is None else day.toordinal() for day in days], int)


def statuses_before(campaign: Campaign) -> dict[int, str]:
    """`{person id: status}` of everybody asked in the previous wave."""
    return dict(Case.objects.filter(campaign=campaign.previous_id).asked().values_list("person_id", "status"))


def estimations_of(campaign: Campaign, digest: str) -> tuple[Estimation | None, Estimation | None]:
    """`(of these data, the newest finished one)`: one query; the second may be of earlier data, or the first."""
    rows = Estimation.objects.filter(campaign=campaign).filter(Q(digest=digest) | Q(finished_at__isnull=False))
    found = list(rows.order_by("-finished_at", "-pk"))
    current = next((row for row in found if row.digest == digest), None)
    finished = current if current and current.finished_at else None
    return current, finished or next((row for row in found if row.finished_at), None)
