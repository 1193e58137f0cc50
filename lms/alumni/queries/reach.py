"""Before a draw: by which routes the people of the frame can be reached, and about whom others may be asked."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q

from lms.alumni.frame import Trained
from lms.alumni.models import Campaign
from lms.alumni.queries.bases import people_asked_about
from lms.alumni.queries.frame import completions
from lms.alumni.small_cells import shown
from lms.people.contacts import filled
from lms.people.models import Consent, User
from lms.people.queries import newest_answer

ROUTES = ("work_email", "personal_email", "phone", "none")
OTHERS = (Consent.Purpose.PROXY.value, Consent.Purpose.RECORDS.value)
ANSWERS = {True: "agreed", False: "refused", None: "unasked"}
Counts = dict[str, int | None]  # None where it may not be shown


@dataclass(frozen=True)
class Reach:
    """Numbers of people. `routes`: `[(route, {agreed, refused, unasked})]`; `others`: `[(purpose, {agreed, refused,
    agreement, none})]` for colleagues and lists; `reachable`: `{yes, no}`, agreed and with at least one route."""

    frame: int
    routes: list[tuple[str, Counts]]
    reachable: Counts
    others: list[tuple[str, Counts]]


def reach_of(campaign: Campaign, people: list[Trained]) -> Reach:
    ids = {one.person_id for one in people}
    rows = [row for row in facts_of(campaign) if row["pk"] in ids]
    able = sum(row["contact"] is True and routes_of(row) != ["none"] for row in rows)
    return Reach(
        len(people),
        [(route, shown(by_answer(row["contact"] for row in rows if route in routes_of(row)))) for route in ROUTES],
        shown({"yes": able, "no": len(people) - able}),
        [(purpose, bases_of(people, rows, purpose)) for purpose in OTHERS],
    )


def facts_of(campaign: Campaign) -> Iterable[dict]:
    """One row per person who completed one of the programmes: the routes, and the newest answers to each consent."""
    people = User.objects.filter(pk__in=completions(campaign.programme_codes).values("person"))
    has = {
        "work_email": Q(email__gt=""),
        "personal_email": filled("personal_email"),
        "phone": filled("phone") | filled("personal_phone"),
    }
    return people.annotate(
        **{route: ExpressionWrapper(test, output_field=BooleanField()) for route, test in has.items()},
        contact=newest_answer(Consent.Purpose.FOLLOW_UP, person="pk"),
        **{purpose: newest_answer(purpose, person="pk") for purpose in OTHERS},
    ).values("pk", *has, "contact", *OTHERS)


def routes_of(row: Mapping) -> list[str]:
    return [route for route in ROUTES[:-1] if row[route]] or ["none"]


def by_answer(answers: Iterable[bool | None]) -> dict[str, int]:
    return dict.fromkeys(ANSWERS.values(), 0) | Counter(ANSWERS[answer] for answer in answers)


def bases_of(people: list[Trained], rows: list[dict], purpose: str) -> Counts:
    """Who agreed, who refused, for whom an agreement of their ministry stands in, and about whom nobody is asked."""
    may = people_asked_about(people, purpose)
    counts = dict.fromkeys(("agreed", "refused", "agreement", "none"), 0)
    for row in rows:
        answer = row[purpose]
        basis = ANSWERS[answer] if answer is not None else "agreement" if row["pk"] in may else "none"
        counts[basis] += 1
    return shown(counts)
