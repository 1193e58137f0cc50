"""Everybody who was ever trained: where they stand, when that was confirmed last, and what is known of their tenure."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from math import ceil, floor
from typing import Any

import numpy as np
from django.core.cache import cache
from django.db.models import Count, Max, Q
from django.db.models import F as Field
from django.utils import timezone

from lms.alumni import endpoints, forecasting, tenure
from lms.alumni.forecasting import Outlook
from lms.alumni.models import Campaign, Case
from lms.alumni.tenure import DAYS_IN_MONTH, Tenure, Told
from lms.cohorts.models import Enrolment
from lms.people.models import Post

ENDPOINT = Campaign.Endpoint.WORK  # in post: anti-trafficking work, in whichever office
Event = tuple[date, bool]
DRAWS, SEED = 100, 20130501
DAYS_IN_YEAR = 365
HELD_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True)
class Trained:
    """One person with the day of the first completed course, and what was learnt last about the post.

    The unit is that of the newest anti-trafficking post that is not known to have ended, else of the post at the
    training; `organisation` is None and `province` empty where it is not known.
    """

    person: int
    country: str
    organisation: int | None
    organisation_name: str
    province: str
    sex: str
    trained_on: date
    confirmed_on: date
    has_left: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The units whose curve may be this person's, the nearest first."""
        return (f"{self.country}:{self.organisation}", self.country) if self.organisation else (self.country,)


@dataclass(frozen=True)
class Known:
    """What cases say of one person: `events` are (day, in post or not), the exit lies in (known_in, known_out]."""

    events: list[Event] = field(default_factory=list)
    entered: list[date] = field(default_factory=list)  # when reports came in, whichever day they speak of
    ins: list[date] = field(default_factory=list)
    outs: list[date] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Everybody:
    """All trained people and their outlook; None while too little is known of any curve."""

    people: list[Trained]
    outlook: Outlook | None

    def rows(self, **facts: Any) -> np.ndarray:
        """The numbers of the people with these facts, such as `country="KH"`."""
        found = (all(getattr(one, name) == value for name, value in facts.items()) for one in self.people)
        return np.flatnonzero(np.fromiter(found, bool, len(self.people)))

    def rows_of(self, people: Collection[int]) -> np.ndarray:
        """The numbers of these people, by their ids; who never completed a course has none."""
        return np.array([row for pk in sorted(people) if (row := self._row_of.get(pk)) is not None], int)

    @cached_property
    def _row_of(self) -> dict[int, int]:
        return {one.person: row for row, one in enumerate(self.people)}

    def confirmed(self, rows: np.ndarray, *, since: date) -> int:
        """How many of them were confirmed since, and are not known to have left afterwards."""
        people = (self.people[row] for row in rows)
        return sum(one.confirmed_on >= since and not one.has_left for one in people)

    def expected(self, rows: np.ndarray) -> float:
        """People in post today; without a curve those who were confirmed in the last twelve months."""
        if self.outlook is None:
            return self.confirmed(rows, since=a_year_ago())
        return float(self.outlook.chances(rows)[0].sum())

    def at_least(self, rows: np.ndarray) -> int:
        """So many are in post today with a probability of 90 %; without a curve as `expected`."""
        if self.outlook is None:
            return self.confirmed(rows, since=a_year_ago())
        return self.outlook.at_least(rows)


def trained(cases: Mapping[int, Known]) -> list[Trained]:
    """Everybody who completed a course, once, in order; two queries whatever the number."""
    held = posts()
    rows = Enrolment.objects.filter(completed_on__isnull=False, person__is_active=True)
    columns = ("person_id", "completed_on", "person__country", "cohort__country", "person__sex", "post_at_start_id")
    courses: dict[int, list[tuple]] = defaultdict(list)
    for person, *course in rows.order_by("completed_on", "pk").values_list(*columns):
        courses[person].append(tuple(course))
    people = (one(pk, own, cases.get(pk, Known()), held.get(pk, [])) for pk, own in sorted(courses.items()))
    return [person for person in people if person.country]


def one(pk: int, courses: Sequence[tuple], known: Known, held: Sequence[dict]) -> Trained:
    first, own, there, sex, post_at_start = courses[0]
    today = timezone.localdate()
    events = [(day, True) for day, *_rest in courses] + list(known.events) + post_events(held, known)
    last = max(((min(day, today), is_in) for day, is_in in events), key=lambda event: (event[0], not event[1]))
    seen = [min(day, today) for day, is_in in events if is_in]
    post = place_of(held, post_at_start)
    return Trained(
        person=pk,
        country=own or there,
        organisation=post.get("organisation_id"),
        organisation_name=post.get("organisation__name") or "",
        province=post.get("province") or "",
        sex=sex,
        trained_on=min(first, today),
        confirmed_on=max(seen),
        has_left=not last[1],
    )


def posts() -> dict[int, list[dict[str, Any]]]:
    """`{person id: posts}` of trained people, the one learnt of last at the end."""
    columns = ("id", "person_id", "organisation_id", "organisation__name", "province", "is_counter_trafficking")
    more = ("source", "learnt_at", "left_by")
    rows = Post.objects.filter(person__enrolments__completed_on__isnull=False).order_by("learnt_at", "id").distinct()
    found: dict[int, list[dict]] = defaultdict(list)
    for row in rows.values(*columns, *more):
        found[row["person_id"]].append(row)
    return found


def post_events(held: Sequence[dict], known: Known) -> list[Event]:
    """Somebody told of an anti-trafficking post after the training, or all of them are known to have ended.

    A post that came in with a report says no more than that report.
    """
    work = [post for post in held if post["is_counter_trafficking"]]
    running = [post for post in work if post["left_by"] is None]
    days = [timezone.localdate(post["learnt_at"]) for post in running if post["source"] != Post.Source.TRAINING]
    told = [(day, True) for day in days if day > max(known.entered, default=date.min)]
    ended = [(max(post["left_by"] for post in work), False)] if work and not running else []
    return told + ended


def place_of(held: Sequence[dict], post_at_start: int | None) -> dict[str, Any]:
    running = [post for post in held if post["is_counter_trafficking"] and post["left_by"] is None]
    if running:
        return running[-1]
    return next((post for post in held if post["id"] == post_at_start), {})


def known_of_cases() -> dict[int, Known]:
    """`{person id: what all campaigns know}`; tenure counts from closed campaigns that ask about leaving the work."""
    decided = Q(reports__status=Field("status"), reports__source=Field("status_source"), reports__is_blind=False)
    cases = Case.objects.asked().exclude(status=Case.Status.UNKNOWN)
    rows = cases.order_by("campaign__opens_on", "pk").annotate(
        told_on=Max("reports__as_of", filter=decided), entered_at=Max("reports__reported_at")
    )
    columns = ("person_id", "status", "told_on", "entered_at", "known_in", "known_out", "answered_at")
    more = (
        "weights",
        "base_weight",
        "is_followed_up",
        "campaign__follow_one_in",
        "campaign__state",
        "campaign__endpoint",
        "campaign__closes_on",
    )
    found: dict[int, Known] = defaultdict(Known)
    for row in rows.values(*columns, *more):
        note(found[row["person_id"]], row)
    return found


def note(known: Known, row: dict[str, Any]) -> None:
    day = row["told_on"] or (timezone.localdate(row["answered_at"]) if row["answered_at"] else None)
    known.entered.extend([timezone.localdate(row["entered_at"])] if row["entered_at"] else [])
    known.events.append((day or row["campaign__closes_on"], bool(endpoints.is_in(row["status"], ENDPOINT))))
    if row["campaign__endpoint"] != ENDPOINT:
        return
    known.events.extend([(row["known_in"], True)] if row["known_in"] else [])
    if row["campaign__state"] != Campaign.State.CLOSED:
        return
    known.ins.extend([row["known_in"]] if row["known_in"] else [])
    known.outs.extend([row["known_out"]] if row["known_out"] else [])
    known.weights.append(weight_of(row))


def weight_of(row: dict[str, Any]) -> float:
    """The campaign's final weight; before it was weighed, one over the chance of being asked and followed up."""
    drawn = row["base_weight"] * (row["campaign__follow_one_in"] if row["is_followed_up"] else 1)
    return row["weights"].get("final") or drawn


def told_of(people: Sequence[Trained], cases: Mapping[int, Known]) -> tuple[Told, list[tuple[str, ...]]]:
    """What closed campaigns say of these people's tenure, and the units of each; in the order of the people."""
    lines = [(one, *span) for one in people if (span := interval_of(one, cases.get(one.person)))]
    left, right, weight = (np.array([line[place] for line in lines], float) for place in (1, 2, 3))
    countries = sorted({line[0].country for line in lines})
    stratum = np.array([countries.index(line[0].country) for line in lines], int)
    return Told(left, right, weight, stratum), [line[0].names for line in lines]


def interval_of(one: Trained, known: Known | None) -> tuple[int, float, float] | None:
    """(last month in, first month out or infinity, weight), rounded outwards to whole months; None: nothing known.

    Whoever came back keeps the first exit.
    """
    if not known or not (known.ins or known.outs):
        return None
    out = min(known.outs, default=None)
    inside = [day for day in known.ins if out is None or day < out]
    left = floor(months_between(one.trained_on, max(inside))) if inside else 0
    right = ceil(months_between(one.trained_on, out)) if out else np.inf
    if right <= 0 or (left <= 0 and out is None):
        return None
    return left, max(right, left + 1), known.weights[-1]


def a_year_ago() -> date:
    return timezone.localdate() - timedelta(days=DAYS_IN_YEAR)


def months_between(first: date, last: date) -> float:
    return max((last - first).days / DAYS_IN_MONTH, 0.0)


def outlook(people: Sequence[Trained], tenures: Mapping[str, Tenure]) -> Outlook:
    """The people as numbers, in their order, each on the nearest curve that there is."""
    today = timezone.localdate()
    return Outlook(
        months=np.array([months_between(one.trained_on, today) for one in people]),
        confirmed=np.array([months_between(one.trained_on, one.confirmed_on) for one in people]),
        has_left=np.array([one.has_left for one in people], bool),
        curve=forecasting.curve_names([one.names for one in people], tenures),
        tenures=tenures,
    )


def everybody() -> Everybody:
    """In three queries; the curves are made once for each state of what is known, and then held ready."""
    cases = known_of_cases()
    people = trained(cases)
    told, names = told_of(people, cases)
    tenures = curves_held(told, names)
    return Everybody(people, outlook(people, tenures) if tenures else None)


def state_of_knowledge() -> str:
    """Changes whenever a closed follow-up does, in one query: a sign that curves have to be made anew."""
    cases = Case.objects.filter(campaign__state=Campaign.State.CLOSED)
    found = cases.aggregate(Count("pk"), Max("campaign"), Max("settled_at"), Max("reports__pk"))
    return ":".join(map(str, found.values()))


def curves_held(told: Told, names: Sequence[tuple[str, ...]]) -> dict[str, Tenure]:
    if not told.is_enough:
        return {}
    parts = (repr((DRAWS, SEED, names)).encode(), *(part.tobytes() for part in vars(told).values()))
    key = f"tenures:{hashlib.sha256(b'|'.join(parts)).hexdigest()}"
    return cache.get_or_set(key, lambda: tenure.fitted(told, names, draws=DRAWS, seed=SEED), HELD_SECONDS)
