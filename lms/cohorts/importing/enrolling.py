"""Writes a checked list into the database: bulk statements, a constant number of queries per thousand rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lms.cohorts.importing.matching import CHUNK, chunks, known_people
from lms.cohorts.importing.participants import Participant
from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import Organisation, Post, User

NO_PASSWORD = "!imported"  # noqa: S105 (the "!" marks it as unusable: people come in by invitation or code card)
FILLED_WHERE_EMPTY = ["full_name_latin", "sex", "phone"]


@dataclass
class ImportReport:
    """How many rows made a new person, a new enrolment (of new and known people), a change, or nothing."""

    created: int = 0
    enrolled: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass
class Batch:
    """What one import is about to write."""

    cohort: Cohort
    organisations: dict[tuple[str, str], Organisation]
    people: dict[int, User]
    new_people: list[User] = field(default_factory=list)
    changed_people: dict[int, User] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)


def enrol(cohort: Cohort, participants: Sequence[Participant]) -> ImportReport:
    batch = Batch(cohort, organisations_of(participants), known_people(cohort, participants))
    known_rows = set(batch.people)
    for participant in participants:
        take_person(batch, participant)
    User.objects.bulk_create(batch.new_people, batch_size=CHUNK)
    User.objects.bulk_update(batch.changed_people.values(), FILLED_WHERE_EMPTY, batch_size=CHUNK)
    take_posts(batch, participants, known_rows)
    Post.objects.bulk_create(batch.posts.values(), batch_size=CHUNK)
    enrolled_rows = add_enrolments(batch, participants)
    return report_on(batch, participants, known_rows, enrolled_rows)


def take_person(batch: Batch, participant: Participant) -> None:
    person = batch.people.get(participant.row)
    if person is None:
        person = batch.people[participant.row] = new_person(participant)
        batch.new_people.append(person)
    elif fill_gaps(person, participant):
        batch.changed_people[participant.row] = person


def new_person(participant: Participant) -> User:
    return User(
        email=participant.email or None,
        password=NO_PASSWORD,
        full_name=participant.full_name,
        full_name_latin=participant.full_name_latin,
        sex=participant.sex,
        phone=participant.phone,
        country=participant.country,
        language=participant.language,
    )


def fill_gaps(person: User, participant: Participant) -> bool:
    """Add what was not known; what a person or an earlier list said is never overwritten."""
    gaps = [name for name in FILLED_WHERE_EMPTY if getattr(participant, name) and not getattr(person, name)]
    for name in gaps:
        setattr(person, name, getattr(participant, name))
    return bool(gaps)


def organisations_of(participants: Sequence[Participant]) -> dict[tuple[str, str], Organisation]:
    """`{(country, name): organisation}` for every organisation of the list; unknown ones are added."""
    sectors = {}
    for participant in participants:
        if participant.organisation:
            identity = participant.country, participant.organisation
            sectors[identity] = participant.sector or sectors.get(identity, "")
    found = organisations_named(sectors)
    missing = [
        Organisation(country=country, name=name, sector=sector or Organisation.Sector.OTHER)
        for (country, name), sector in sectors.items()
        if (country, name) not in found
    ]
    Organisation.objects.bulk_create(missing, batch_size=CHUNK)
    return found | {(organisation.country, organisation.name): organisation for organisation in missing}


def organisations_named(identities: dict[tuple[str, str], str]) -> dict[tuple[str, str], Organisation]:
    names = sorted({name for _country, name in identities})
    rows = (row for part in chunks(names) for row in Organisation.objects.filter(name__in=part))
    return {(row.country, row.name): row for row in rows}


def take_posts(batch: Batch, participants: Sequence[Participant], known_rows: set[int]) -> None:
    """A post for everyone whose list names one that is not on record yet."""
    known_ids = [batch.people[row].pk for row in known_rows]
    held: dict[int, set[tuple]] = {}
    for part in chunks(known_ids):
        for post in Post.objects.filter(person__in=part):
            held.setdefault(post.person_id, set()).add(facts_of(post))
    for participant in participants:
        person = batch.people[participant.row]
        post = post_of(batch, participant, person)
        if post and facts_of(post) not in held.get(person.pk, ()):
            batch.posts[participant.row] = post


def post_of(batch: Batch, participant: Participant, person: User) -> Post | None:
    organisation = batch.organisations.get((participant.country, participant.organisation))
    if organisation is None and not participant.post_title:
        return None
    return Post(
        person=person,
        organisation=organisation,
        title=participant.post_title,
        is_counter_trafficking=participant.is_counter_trafficking,
        started_on=participant.post_started_on,
        source=Post.Source.TRAINING,
    )


def facts_of(post: Post) -> tuple:
    return post.organisation_id, post.title, post.is_counter_trafficking, post.started_on


def add_enrolments(batch: Batch, participants: Sequence[Participant]) -> set[int]:
    """Enrol whoever is not in the cohort yet; returns their rows."""
    inside = set(batch.cohort.enrolments.values_list("person_id", flat=True))
    new_rows = [item.row for item in participants if batch.people[item.row].pk not in inside]
    posts = posts_at_start(batch, new_rows)
    Enrolment.objects.bulk_create(
        (Enrolment(cohort=batch.cohort, person=batch.people[row], post_at_start=posts.get(row)) for row in new_rows),
        batch_size=CHUNK,
    )
    return set(new_rows)


def posts_at_start(batch: Batch, rows: list[int]) -> dict[int, Post]:
    """`{row: post}`: the one just recorded, or else the newest that a known person has not left."""
    without = {batch.people[row].pk: row for row in rows if row not in batch.posts}
    posts = dict(batch.posts)
    for part in chunks(list(without)):
        for post in Post.objects.filter(person__in=part, left_by=None).order_by("started_on", "id"):
            posts[without[post.person_id]] = post
    return posts


def report_on(
    batch: Batch, participants: Sequence[Participant], known_rows: set[int], enrolled_rows: set[int]
) -> ImportReport:
    changed = (set(batch.changed_people) | set(batch.posts)) & known_rows
    return ImportReport(
        created=len(batch.new_people),
        enrolled=len(enrolled_rows),
        updated=len(changed),
        unchanged=len(participants) - len(enrolled_rows | changed),
    )
