"""Who interviews, and which of a campaign's people are to be called by whom."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, QuerySet

from lms.alumni.assignment import Call, Caller
from lms.alumni.models import Campaign, Case
from lms.alumni.queries import silent
from lms.people.models import Post, Role, User


def callers() -> list[Caller]:
    """Everybody who is an interviewer today, with the countries and languages of the roles and the own language."""
    roles: dict[int, list[Role]] = defaultdict(list)
    held = Role.objects.filter(kind=Role.Kind.INTERVIEWER, ended_at=None, person__is_active=True)
    for role in held.select_related("person").order_by("person_id", "id"):
        roles[role.person_id].append(role)
    return [caller_of(person_id, own) for person_id, own in roles.items()]


def caller_of(person_id: int, roles: list[Role]) -> Caller:
    countries = {role.country for role in roles}
    languages = {role.language for role in roles} | {roles[0].person.language}
    return Caller(person_id, None if "" in countries else frozenset(countries), frozenset(languages - {""}))


def calls_of(cases: Iterable[Case]) -> list[Call]:
    """The cases (with stratum and person) as what is to be called."""
    rows = list(cases)
    managers = managers_of([case.person_id for case in rows])
    return [call_of(case, managers[case.person_id]) for case in rows]


def call_of(case: Case, managers: set[int]) -> Call:
    barred = frozenset({case.person_id, *managers})
    return Call(case.pk, case.stratum.country, case.person.language, barred)


def managers_of(person_ids: list[int]) -> dict[int, set[int]]:
    """`{person: managers in a post that is not known to have ended}`."""
    found: dict[int, set[int]] = defaultdict(set)
    led = Post.objects.filter(left_by=None, manager__isnull=False)
    wanted = set(person_ids)
    for person, manager in led.values_list("person_id", "manager_id"):
        if person in wanted:
            found[person].add(manager)
    return found


def loads_of(campaign: Campaign) -> dict[int, int]:
    """`{interviewer: people still to call}`."""
    waiting = silent.to_work(campaign).exclude(assigned_to=None).order_by()
    return dict(waiting.values_list("assigned_to").annotate(total=Count("pk")))


def unassigned(campaign: Campaign) -> QuerySet[Case]:
    """Whom nobody is to call yet, with person and stratum."""
    return silent.to_work(campaign).filter(assigned_to=None).select_related("person", "stratum")


def interviewers_for(case: Case) -> list[User]:
    """Who may call this person, by name."""
    call = calls_of([case])[0]
    allowed = [one.person_id for one in callers() if one.works_in(call.country) and one.person_id not in call.barred]
    return list(User.objects.filter(pk__in=allowed).order_by("full_name", "id"))
