"""The demo's register: 600 invented alumni of 2019-2026 with the posts that they held."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from lms.cohorts.models import Cohort, Enrolment
from lms.core.languages import LANGUAGE_OF, Country
from lms.demo import names
from lms.people.models import Consent, ContactDetails, Organisation, Post, User

SEED = 2026
ALUMNI = 600
REGIONAL_PER_COUNTRY = 8
FIRST_YEAR, LAST_YEAR = 2019, 2026
SHARE_WITH_EMAIL = 0.95
SHARE_CONSENTING = 0.96
NO_PASSWORD = "!demo"  # noqa: S105 (the mark of an unusable password)


def seed_register(*, alumni: int = ALUMNI) -> list[Enrolment]:
    """Past cohorts with people who completed them; answers the enrolments. `alumni` is a multiple of 6."""
    random = Random(SEED)  # noqa: S311 (a demo, the same each time)
    organisations = seed_organisations()
    per_country = alumni // len(Country.values)
    people = seed_people(random, per_country)
    posts = seed_posts(random, people, organisations)
    return seed_past_enrolments(people, posts)


def seed_organisations() -> dict[str, list[Organisation]]:
    found: dict[str, list[Organisation]] = {}
    for country, rows in names.ORGANISATIONS.items():
        for name, sector in rows:
            organisation, _created = Organisation.objects.get_or_create(
                country=country, name=name, defaults={"sector": sector}
            )
            found.setdefault(country, []).append(organisation)
    return found


def seed_people(random: Random, per_country: int) -> list[User]:
    people = [invented_person(random, country, number) for country in Country.values for number in range(per_country)]
    User.objects.bulk_create(people)
    ContactDetails.objects.bulk_create(
        ContactDetails(person=person, phone=f"+000 {person.country} {number % per_country:03d}")
        for number, person in enumerate(people)
    )
    Consent.objects.bulk_create(
        Consent(person=person, purpose=purpose, is_given=random.random() < SHARE_CONSENTING)
        for person in people
        for purpose in (Consent.Purpose.FOLLOW_UP, Consent.Purpose.REGISTER)
    )
    return people


def invented_person(random: Random, country: str, number: int) -> User:
    own, latin = names.name_of(country, number)
    has_email = random.random() < SHARE_WITH_EMAIL
    return User(
        email=f"alumni.{country.lower()}.{number:03d}@demo.example" if has_email else None,
        full_name=own,
        full_name_latin=latin,
        sex=random.choice([User.Sex.FEMALE, User.Sex.FEMALE, User.Sex.MALE]),
        language=LANGUAGE_OF[country],
        country=country,
        password=NO_PASSWORD,
        is_demo=True,
    )


def seed_posts(random: Random, people: list[User], organisations: dict[str, list[Organisation]]) -> dict[int, Post]:
    """The post held when trained; whether the person is still there is learnt later, from reports."""
    posts = [
        Post(
            person=person,
            organisation=random.choice(organisations[person.country]),
            title=random.choice(names.POST_TITLES),
            province=names.PROVINCES[person.country][number % len(names.PROVINCES[person.country])],
            is_counter_trafficking=True,
            started_on=date(random.randint(2014, 2018), random.randint(1, 12), 1),
            source=Post.Source.TRAINING,
        )
        for number, person in enumerate(people)
    ]
    Post.objects.bulk_create(posts)
    return {post.person_id: post for post in posts}


def seed_past_enrolments(people: list[User], posts: dict[int, Post]) -> list[Enrolment]:
    years = list(range(FIRST_YEAR, LAST_YEAR + 1))
    places = dict.fromkeys(Country.values, 0)
    enrolments = []
    for person in people:
        turn = places[person.country]
        places[person.country] += 1
        year = years[turn // REGIONAL_PER_COUNTRY % len(years)]
        is_regional = turn < REGIONAL_PER_COUNTRY * len(years)
        cohort = past_cohort(year, "" if is_regional else person.country)
        enrolments.append(
            Enrolment(
                cohort=cohort,
                person=person,
                post_at_start=posts[person.pk],
                enrolled_at=datetime.combine(cohort.starts_on, time(), tzinfo=UTC),
                completed_on=cohort.ends_on,
            )
        )
    Enrolment.objects.bulk_create(enrolments)
    return enrolments


def past_cohort(year: int, country: str) -> Cohort:
    starts_on = date(year, 3 if not country else 7, 4 if year < LAST_YEAR else 2)
    cohort, _created = Cohort.objects.get_or_create(
        code=f"rtp-{year}" if not country else f"rtp-{country.lower()}-{year}",
        defaults={
            "programme_code": "rtp",
            "title": f"RTP {year}" if not country else f"RTP {country} {year}",
            "country": country,
            "starts_on": starts_on,
            "ends_on": starts_on + timedelta(days=4),
        },
    )
    return cohort
