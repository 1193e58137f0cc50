"""Reads behind the plan of a campaign: its cells, the shares that an earlier one found, the units of the frame."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from lms.alumni import endpoints, planning, sizing
from lms.alumni.estimators import SHOWN_FROM
from lms.alumni.frame import Trained, unit_key
from lms.alumni.models import Campaign, Case, Stratum
from lms.alumni.plan import PlannedCell, Summed, cell_name
from lms.alumni.queries import frame as frame_queries
from lms.alumni.sampling import TAKE_ALL_BELOW
from lms.alumni.sizing import Work
from lms.people.models import Organisation


@dataclass(frozen=True)
class Unit:
    """One organisation with so many people of one country in the frame."""

    pk: int
    name: str
    country: str
    people: int

    @property
    def is_small(self) -> bool:
        return self.people < TAKE_ALL_BELOW


def plan_of(campaign: Campaign, people: list[Trained] | None = None) -> Summed:
    """What a draw today would ask, by stratum."""
    found = frame_queries.frame_of(campaign) if people is None else people
    strata = frame_queries.strata_of(campaign, found)
    sizes = {key: len(members) for key, members in strata.items()}
    shares = shares_of(campaign)
    counts, ruled = planning.counts_of(campaign, sizes, shares), ruled_counts(campaign, sizes, shares)
    organisations = organisations_in(found)
    names, joined = names_of(list(strata), organisations), joined_in(campaign, found, organisations)
    return Summed(
        "",
        [
            PlannedCell(
                key=key,
                country=key.split(":")[0],
                name=names[key],
                work=work_of(campaign, sizes[key], counts[key]),
                by_rule=ruled[key],
                share=planning.planning_share(campaign),
                joined=joined.get(key, ()),
            )
            for key in strata
        ],
    )


def drawn_plan(campaign: Campaign) -> Summed:
    """The same of a campaign that is drawn, from its strata."""
    rows = list(campaign.strata.select_related("organisation"))
    organisations = {row.organisation_id: row.organisation.name for row in rows if row.organisation}
    names = names_of([row.key for row in rows], organisations)
    return Summed(
        "",
        [
            PlannedCell(
                key=row.key,
                country=row.country,
                name=names[row.key],
                work=work_of(campaign, row.frame_count, row.sample_count),
                by_rule=row.sample_count,
                share=planning.planning_share(campaign),
            )
            for row in rows
        ],
    )


def ruled_counts(campaign: Campaign, sizes: dict[str, int], shares: dict[str, float]) -> dict[str, int]:
    return dict(sizes) if campaign.asks_everybody else planning.by_rule(campaign, sizes, shares)


def work_of(campaign: Campaign, frame: int, asked: int) -> Work:
    if campaign.asks_everybody:
        return sizing.counted(frame, response=campaign.expected_response, one_in=campaign.follow_one_in)
    return sizing.sampled(frame, asked, response=campaign.expected_response)


def names_of(keys: list[str], organisations: dict[int, str]) -> dict[str, str]:
    divided = {key.split(":")[0] for key in keys if ":" in key}
    return {
        key: cell_name(
            key, organisations[int(key.split(":")[1])] if ":" in key else "", is_divided=key.split(":")[0] in divided
        )
        for key in keys
    }


def shares_of(campaign: Campaign) -> dict[str, float]:
    """`{stratum key: share in post}` of the previous campaign, where at least ten people's posts were known."""
    if campaign.previous_id is None:
        return {}
    rows = strata_with_known(Stratum.objects.filter(campaign=campaign.previous_id), campaign.endpoint)
    return {row.key: row.inside / row.known for row in rows if row.known >= SHOWN_FROM}


def strata_with_known(strata: QuerySet[Stratum], endpoint: str) -> QuerySet[Stratum]:
    """Strata with `known` and `inside`: cases whose status is known, and those who count as still there."""
    return strata.annotate(
        known=Count("cases", filter=~Q(cases__status=Case.Status.UNKNOWN)),
        inside=Count("cases", filter=Q(cases__status__in=endpoints.statuses_in(endpoint))),
    )


def organisations_in(people: Iterable[Trained]) -> dict[int, str]:
    """`{id: name}` of the organisations of these people."""
    ids = {one.organisation_id for one in people} - {None}
    return {pk: name for pk, name in Organisation.objects.values_list("pk", "name") if pk in ids}


def units_of(people: list[Trained]) -> list[Unit]:
    """The organisations of the frame by country and name; a person's country counts, not the organisation's."""
    names = organisations_in(people)
    sizes = Counter((one.country, one.organisation_id) for one in people if one.organisation_id in names)
    units = [Unit(pk, names[pk], country, count) for (country, pk), count in sizes.items()]
    return sorted(units, key=lambda unit: (unit.country, unit.name, unit.pk))


def joined_in(campaign: Campaign, people: list[Trained], names: dict[int, str]) -> dict[str, tuple[str, ...]]:
    """`{stratum key: names of the small units that it takes in}`."""
    if not (campaign.by_organisation and campaign.joined_units):
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for one in people:
        key = unit_key(one, campaign.joined_units)
        if one.organisation_id is not None and key != unit_key(one, {}):
            found[key].add(names[one.organisation_id])
    return {key: tuple(sorted(units)) for key, units in found.items()}
