"""How far the asking is, cell by cell of the frame, and what is to be done next."""

from dataclasses import dataclass

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from lms.alumni import planning, rates
from lms.alumni.models import Campaign, Case, Contact, Report, Stratum
from lms.alumni.queries import silent

Disposition, Source = Case.Disposition, Report.Source
PROXIES = (Source.FOCAL_POINT, Source.COLLEAGUE)
RECORDS = (Source.DOCUMENT, Source.STAFF_LIST)
OTHERS = (Disposition.OTHER, Disposition.NOT_ELIGIBLE)
ENOUGH, NEARLY = 0.9, 0.7  # shares of the people asked whose post is known


@dataclass(frozen=True)
class Line:
    """One cell, or all of them: numbers of people by AAPOR's codes, `known` by what is known of the post.

    `proxy` and `record`: the report that decided came from a colleague or from a list; their code is that of the
    contact, so they stand in NC (or R, UO …) too.
    """

    name: str
    country: str
    frame: int
    asked: int
    known: int
    complete: int
    partial: int
    proxy: int
    record: int
    refused: int
    no_contact: int
    unknown: int
    other: int
    not_eligible: int
    eligible_share: float

    @property
    def response(self) -> float | None:
        """RR1, a share 0-1: complete answers only, never what others told."""
        counts = {
            "I": self.complete,
            "P": self.partial,
            "R": self.refused,
            "NC": self.no_contact,
            "O": self.other,
            "UO": self.unknown,
            "NE": self.not_eligible,
        }
        return rates.outcome_rates(counts, eligible=self.eligible_share)["RR1"]

    @property
    def known_share(self) -> float | None:
        """Status known, a share 0-1 of the people asked without those who never belonged to the frame."""
        eligible = self.asked - self.not_eligible
        return self.known / eligible if eligible else None

    @property
    def kind(self) -> str:
        """How the known share is shown: good, waiting or bad; neutral where there is none."""
        if self.known_share is None:
            return "neutral"
        return "good" if self.known_share >= ENOUGH else "waiting" if self.known_share >= NEARLY else "bad"


COUNTED = {
    "asked": Q(),
    "known": ~Q(status=Case.Status.UNKNOWN) & ~Q(disposition=Disposition.NOT_ELIGIBLE),
    "complete": Q(disposition=Disposition.COMPLETE),
    "partial": Q(disposition=Disposition.PARTIAL),
    "proxy": Q(status_source__in=PROXIES),
    "record": Q(status_source__in=RECORDS),
    "refused": Q(disposition=Disposition.REFUSED),
    "no_contact": Q(disposition=Disposition.NO_CONTACT),
    "unknown": Q(disposition__in=(Disposition.UNKNOWN, Disposition.UNKNOWN_PERSON)),
    "other": Q(disposition=Disposition.OTHER),
    "not_eligible": Q(disposition=Disposition.NOT_ELIGIBLE),
}


def lines_of(campaign: Campaign) -> list[Line]:
    """One line per stratum, in two queries; spare people that were not released do not count."""
    counts = {name: Count("pk", filter=condition) for name, condition in COUNTED.items()}
    rows = campaign.cases.asked().order_by().values("stratum").annotate(**counts)
    found = {row.pop("stratum"): row for row in rows}
    nothing = dict.fromkeys(COUNTED, 0)
    return [
        line_of(campaign, stratum, found.get(stratum.pk, nothing))
        for stratum in campaign.strata.select_related("organisation")
    ]


def line_of(campaign: Campaign, stratum: Stratum, counts: dict[str, int]) -> Line:
    name = str(stratum.organisation) if stratum.organisation else ""
    return Line(name, stratum.country, stratum.frame_count, eligible_share=campaign.eligible_share, **counts)


def total_of(campaign: Campaign, lines: list[Line]) -> Line:
    sums = {name: sum(getattr(line, name) for line in lines) for name in COUNTED}
    return Line("", "", sum(line.frame for line in lines), eligible_share=campaign.eligible_share, **sums)


def next_group(campaign: Campaign) -> int | None:
    """The number of the next spare group: they are released in order; None where there is no other."""
    waiting = campaign.cases.filter(replicate__gt=0, released_at=None).order_by("replicate")
    return waiting.values_list("replicate", flat=True).first()


def group_lines(campaign: Campaign, number: int) -> list[tuple[Stratum, int]]:
    """`[(stratum, people in this spare group)]`."""
    inside = Count("cases", filter=Q(cases__replicate=number))
    return [(row, row.inside) for row in campaign.strata.select_related("organisation").annotate(inside=inside)]


def silent_lines(campaign: Campaign) -> list[tuple[Stratum, int]]:
    """`[(stratum, silent people)]` of the strata that have any."""
    counts = dict(silent.unknown(campaign).order_by().values_list("stratum").annotate(total=Count("pk")))
    return [(row, counts[row.pk]) for row in campaign.strata.select_related("organisation") if row.pk in counts]


@dataclass(frozen=True)
class Waiting:
    """What is to be done, in numbers of people; `out_of_wave`: asked too early or too late for the campaign's wave."""

    to_work: int
    unassigned: int
    conflicts: int
    out_of_wave: int


def waiting_of(campaign: Campaign) -> Waiting:
    cases = silent.to_work(campaign).order_by().values("pk")
    found = campaign.cases.asked().aggregate(
        to_work=Count("pk", filter=Q(pk__in=cases)),
        unassigned=Count("pk", filter=Q(pk__in=cases, assigned_to=None)),
        conflicts=Count("pk", filter=Q(has_conflict=True, settled_at=None)),
        out_of_wave=Count("pk", filter=out_of_wave(campaign)),
    )
    return Waiting(**found)


def out_of_wave(campaign: Campaign) -> Q:
    """Who completed the course outside the wave's months before the opening day; nobody where there is no wave."""
    window = planning.wave_window(campaign)
    return ~Q(trained_on__range=window) if window else Q(pk__in=[])


def attempts() -> Subquery:
    """For an annotation of cases: how often somebody tried to reach the person."""
    made = Contact.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(total=Count("pk"))
    return Subquery(made.values("total"))


def last_attempt() -> Subquery:
    made = Contact.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(last=Max("made_at"))
    return Subquery(made.values("last"))


def in_conflict(campaign: Campaign) -> QuerySet[Case]:
    """The cases whose reports contradict one another and that nobody settled."""
    return campaign.cases.filter(has_conflict=True, settled_at=None)


SHOWN = {
    "": lambda campaign: campaign.cases.asked(),
    "silent": lambda campaign: silent.among(campaign.cases.all()),
    "to_call": silent.to_work,
    "unassigned": lambda campaign: silent.to_work(campaign).filter(assigned_to=None),
    "conflict": in_conflict,
}


def cases_shown(campaign: Campaign, *, chosen: str = "", stratum: str = "") -> QuerySet[Case]:
    """The people asked, by one of SHOWN and a stratum's key; with person, stratum, interviewer and attempts."""
    cases = SHOWN.get(chosen, SHOWN[""])(campaign)
    if stratum:
        cases = cases.filter(stratum__key=stratum)
    return (
        cases.select_related("person", "stratum__organisation", "assigned_to")
        .annotate(attempts=attempts(), last_attempt_at=last_attempt(), country=F("stratum__country"))
        .order_by("stratum", "pk")
    )
