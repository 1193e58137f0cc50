"""A follow-up in the database: the figure counted there, and the page on which an administrator watches it."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from itertools import count
from random import Random

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.alumni import results
from lms.alumni.models import Campaign, Case, Stratum
from lms.core.languages import Country
from lms.people.models import Role, User
from tools.bench.measures import Measured
from tools.bench.retention import SEED, UNITS, processor_seconds

AT_ONCE = 1000
PROGRAMME = "rtp"


def of_figure(alumni: int) -> Measured:
    """Milliseconds for a campaign's four numbers: everybody read from the database, then the estimate."""
    campaign = made_campaign(alumni)
    seconds = processor_seconds(lambda: results.headline_of(campaign))
    return Measured(1000 * seconds, more={"cases": alumni})


def of_page(cases: int) -> Measured:
    """Milliseconds for the campaign's page, signed in, from the request to the HTML; and its queries."""
    campaign = made_campaign(cases)
    visitor, address = administrator_at(campaign), reverse("alumni:campaign", args=[campaign.code])
    queries = queries_of(lambda: opened(visitor, address))
    return Measured(
        1000 * processor_seconds(lambda: opened(visitor, address)), more={"cases": cases, "queries": queries}
    )


def administrator_at(campaign: Campaign) -> Client:
    Role.objects.create(person=campaign.created_by, kind=Role.Kind.ADMINISTRATOR, country=campaign.created_by.country)
    visitor = Client(headers={"host": "localhost"})
    visitor.force_login(campaign.created_by)
    return visitor


def opened(visitor: Client, address: str) -> None:
    """RuntimeError where the page does not open: a refusal is quick and proves nothing."""
    answer = visitor.get(address, secure=settings.SESSION_COOKIE_SECURE)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}")


def queries_of(work) -> int:
    """How many statements the database is asked, the session's and the person's among them."""
    work()  # what is asked once a process
    asked = count()

    def counted(execute, *arguments):
        next(asked)
        return execute(*arguments)

    with connection.execute_wrapper(counted):
        work()
    return next(asked)


def made_campaign(alumni: int) -> Campaign:
    """A campaign in the field that asks all of its made alumni; of some the post is known."""
    code = f"bench-{alumni}"
    people = User.objects.bulk_create((made_alumnus(code, number) for number in range(alumni)), batch_size=AT_ONCE)
    today = timezone.localdate()
    campaign = Campaign.objects.create(
        code=code,
        title="Bench",
        programme_codes=[PROGRAMME],
        state=Campaign.State.FIELDING,
        sample_size=alumni,
        seed=SEED,
        opens_on=today,
        closes_on=today,
        created_by=people[0],
    )
    Case.objects.bulk_create(made_cases(campaign, people), batch_size=AT_ONCE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return campaign


def made_alumnus(code: str, number: int) -> User:
    country = Country.values[number % len(Country.values)]
    return User(email=f"{code}-{number}@example.org", full_name=f"Alumnus {number}", country=country, password="!bench")


def made_cases(campaign: Campaign, people: list[User]) -> Iterable[Case]:
    keys = [f"{person.country}:{number // len(Country.values) % UNITS}" for number, person in enumerate(people)]
    strata = {
        key: Stratum.objects.create(
            campaign=campaign, key=key, country=key[:2], frame_count=people_in, sample_count=people_in
        )
        for key, people_in in Counter(keys).items()
    }
    random, now = Random(SEED), timezone.now()
    for number, (person, key) in enumerate(zip(people, keys, strict=True)):
        yield Case(
            campaign=campaign,
            stratum=strata[key],
            person=person,
            pseudonym=f"P{number}",
            trained_on=now.date() - timedelta(days=365),
            base_weight=1.0,
            token_digest=f"{campaign.code}-{number}",
            token_expires_at=now + timedelta(days=30),
            status=random.choice(Case.Status.values),
        )
