"""Turns a checked list into rows: planned without writing, then written in bulk statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lms.cohorts.importing.matching import CHUNK, chunks
from lms.cohorts.importing.participants import Participant
from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import ContactDetails, Organisation, Post, User

NO_PASSWORD = "!imported"  # noqa: S105 (the "!" marks it as unusable: people come in by invitation or code card)
FILLED_WHERE_EMPTY = ["full_name_latin", "sex"]


@dataclass
class ImportReport:
    """How many rows make a new person, a new enrolment (of new and known people), a change, or nothing."""

    created: int = 0
    enrolled: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass
class Plan:
    """What one list would write; everything by the row's number in the file."""

    cohort: Cohort
    known: dict[int, User]
    people: dict[int, User] = field(default_factory=dict)
    changed_people: dict[int, User] = field(default_factory=dict)
    contacts: dict[int, ContactDetails] = field(default_factory=dict)
    organisations: dict[tuple[str, str], Organisation] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    placed_posts: dict[int, Post] = field(default_factory=dict)  # held already, their province was not known
    enrolments: dict[int, Enrolment] = field(default_factory=dict)

    @property
    def report(self) -> ImportReport:
        touched = set(self.changed_people) | set(self.contacts) | set(self.posts) | set(self.placed_posts)
        return ImportReport(
            created=len(self.people) - len(self.known),
            enrolled=len(self.enrolments),
            updated=len(touched & set(self.known)),
            unchanged=len(set(self.people) - touched - set(self.enrolments)),
        )


def plan(cohort: Cohort, participants: Sequence[Participant], known: dict[int, User]) -> Plan:
    """A constant number of queries per thousand rows, none of which writes; `known` is `{row: person}`."""
    plan = Plan(cohort, known)
    for participant in participants:
        plan_person(plan, participant)
    plan_phones(plan, participants)
    plan.organisations = organisations_of(participants)
    plan_posts(plan, participants)
    plan_enrolments(plan)
    return plan


def write(plan: Plan) -> None:
    """Write a plan; the caller's transaction makes it all or nothing."""
    new_people = [person for row, person in plan.people.items() if row not in plan.known]
    new_organisations = [organisation for organisation in plan.organisations.values() if organisation.pk is None]
    User.objects.bulk_create(new_people, batch_size=CHUNK)
    User.objects.bulk_update(plan.changed_people.values(), FILLED_WHERE_EMPTY, batch_size=CHUNK)
    write_contacts(plan.contacts.values())
    Organisation.objects.bulk_create(new_organisations, batch_size=CHUNK)
    Post.objects.bulk_create(plan.posts.values(), batch_size=CHUNK)
    Post.objects.bulk_update(plan.placed_posts.values(), ["province"], batch_size=CHUNK)
    Enrolment.objects.bulk_create(plan.enrolments.values(), batch_size=CHUNK)


def plan_person(plan: Plan, participant: Participant) -> None:
    person = plan.known.get(participant.row)
    if person and fill_gaps(person, participant):
        plan.changed_people[participant.row] = person
    plan.people[participant.row] = person or new_person(participant)


def new_person(participant: Participant) -> User:
    return User(
        email=participant.email or None,
        password=NO_PASSWORD,
        full_name=participant.full_name,
        full_name_latin=participant.full_name_latin,
        sex=participant.sex,
        country=participant.country,
        language=participant.language,
    )


def fill_gaps(person: User, participant: Participant) -> bool:
    """Add what was not known; what a person or an earlier list said is never overwritten."""
    gaps = [name for name in FILLED_WHERE_EMPTY if getattr(participant, name) and not getattr(person, name)]
    for name in gaps:
        setattr(person, name, getattr(participant, name))
    return bool(gaps)


def plan_phones(plan: Plan, participants: Sequence[Participant]) -> None:
    """A phone for everyone of whom none is known yet."""
    ids = [person.pk for person in plan.known.values()]
    found = (row for part in chunks(ids) for row in ContactDetails.objects.filter(person__in=part))
    kept = {row.person_id: row for row in found}
    for participant in participants:
        person = plan.people[participant.row]
        contacts = kept.get(person.pk) or ContactDetails(person=person)
        if participant.phone and not contacts.phone:
            contacts.phone = participant.phone
            plan.contacts[participant.row] = contacts


def write_contacts(contacts: Iterable[ContactDetails]) -> None:
    rows = list(contacts)
    ContactDetails.objects.bulk_create([row for row in rows if row.pk is None], batch_size=CHUNK)
    ContactDetails.objects.bulk_update([row for row in rows if row.pk], ["phone"], batch_size=CHUNK)


def organisations_of(participants: Sequence[Participant]) -> dict[tuple[str, str], Organisation]:
    """`{(country, name): organisation}` for every organisation of the list; the unknown ones are not saved yet."""
    sectors: dict[tuple[str, str], str] = {}
    for participant in participants:
        identity = participant.country, participant.organisation
        if participant.organisation and not sectors.get(identity):
            sectors[identity] = participant.sector
    names = sorted({name for _country, name in sectors})
    found = (row for part in chunks(names) for row in Organisation.objects.filter(name__in=part))
    known = {(row.country, row.name): row for row in found}
    return {identity: known.get(identity) or new_organisation(*identity, sectors[identity]) for identity in sectors}


def new_organisation(country: str, name: str, sector: str) -> Organisation:
    return Organisation(country=country, name=name, sector=sector or Organisation.Sector.OTHER)


def plan_posts(plan: Plan, participants: Sequence[Participant]) -> None:
    """A post for everyone whose list names one that is not on record yet; its province where that was not known."""
    held: dict[int, dict[tuple, Post]] = {}
    for post in posts_of(plan.known.values()):
        held.setdefault(post.person_id, {})[facts_of(post)] = post
    for participant in participants:
        person = plan.people[participant.row]
        post = post_of(plan, participant, person)
        same = post and held.get(person.pk, {}).get(facts_of(post))
        if post and not same:
            plan.posts[participant.row] = post
        elif same and participant.province and not same.province:
            same.province = participant.province
            plan.placed_posts[participant.row] = same


def posts_of(people) -> list[Post]:
    """Every post of these people, oldest first."""
    ids = [person.pk for person in people]
    posts = Post.objects.select_related("organisation").order_by("started_on", "id")
    return [post for part in chunks(ids) for post in posts.filter(person__in=part)]


def post_of(plan: Plan, participant: Participant, person: User) -> Post | None:
    organisation = plan.organisations.get((participant.country, participant.organisation))
    if organisation is None and not (participant.post_title or participant.province):
        return None
    return Post(
        person=person,
        organisation=organisation,
        title=participant.post_title,
        province=participant.province,
        is_counter_trafficking=participant.is_counter_trafficking,
        started_on=participant.post_started_on,
        source=Post.Source.TRAINING,
    )


def facts_of(post: Post) -> tuple:
    organisation = post.organisation.name if post.organisation else ""
    return organisation, post.title, post.is_counter_trafficking, post.started_on


def plan_enrolments(plan: Plan) -> None:
    """Enrol whoever is not in the cohort yet, with the post held now."""
    inside = set(plan.cohort.enrolments.values_list("person_id", flat=True))
    newcomers = {row: person for row, person in plan.people.items() if person.pk not in inside}
    without = [person for row, person in newcomers.items() if row in plan.known and row not in plan.posts]
    current = {post.person_id: post for post in posts_of(without) if post.left_by is None}
    for row, person in newcomers.items():
        post = plan.posts.get(row) or current.get(person.pk)
        plan.enrolments[row] = Enrolment(cohort=plan.cohort, person=person, post_at_start=post)
