"""The retention figure over a large register: counted by the database, and counted in numpy arrays."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random

import numpy as np
from django.utils import timezone

from lms.alumni import estimators
from lms.alumni.models import Campaign, Case, Stratum
from lms.alumni.queries import campaigns
from lms.core.languages import Country
from lms.people.models import User
from tools.bench.measures import Measured

SEED = 2026
REPEATS = 5
AT_ONCE = 1000
STRATA = 42
KNOWN_IN, KNOWN_OUT, UNKNOWN = range(3)


def of_campaign(alumni: int) -> Measured:
    """Milliseconds for the campaign page's figure: the cells counted by the database, then the estimate."""
    campaign = made_campaign(alumni)
    return Measured(median_ms(lambda: estimators.retention(campaigns.cells_of(campaign))), more={"cases": alumni})


def of_arrays(alumni: int) -> Measured:
    """Milliseconds from one number an alumnus to the estimate over 42 strata."""
    random = np.random.default_rng(SEED)
    strata, known = random.integers(0, STRATA, alumni), random.integers(0, 3, alumni)
    return Measured(median_ms(lambda: estimators.retention(cells_from(strata, known))), more={"alumni": alumni})


def median_ms(work: Callable[[], object]) -> float:
    times = []
    for _repeat in range(REPEATS):
        started = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - started))
    return float(np.median(times))


def cells_from(strata: np.ndarray, known: np.ndarray) -> list[estimators.Cell]:
    """Half of each stratum's frame was asked."""
    counts = np.bincount(strata * 3 + known, minlength=3 * STRATA).reshape(STRATA, 3).tolist()
    return [
        estimators.Cell(str(number), 2 * sum(row), sum(row), row[KNOWN_IN], row[KNOWN_OUT])
        for number, row in enumerate(counts)
    ]


def made_campaign(alumni: int) -> Campaign:
    """A campaign that asks all of its made alumni; of some the post is known."""
    people = [made_alumnus(number) for number in range(alumni)]
    User.objects.bulk_create(people, batch_size=AT_ONCE)
    today = timezone.localdate()
    campaign = Campaign.objects.create(
        code="bench",
        title="Bench",
        sample_size=alumni,
        seed=SEED,
        opens_on=today,
        closes_on=today,
        created_by=people[0],
    )
    Case.objects.bulk_create(made_cases(campaign, people), batch_size=AT_ONCE)
    return campaign


def made_alumnus(number: int) -> User:
    country = Country.values[number % len(Country.values)]
    return User(email=f"alumnus{number}@example.org", full_name=f"Alumnus {number}", country=country, password="!bench")


def made_cases(campaign: Campaign, people: list[User]) -> list[Case]:
    counts = Counter(person.country for person in people)
    strata = {
        country: Stratum.objects.create(campaign=campaign, country=country, frame_count=count, sample_count=count)
        for country, count in counts.items()
    }
    random, until = Random(SEED), timezone.now() + timedelta(days=30)
    return [
        Case(
            campaign=campaign,
            stratum=strata[person.country],
            person=person,
            base_weight=1.0,
            token_digest=f"bench{person.pk}",
            token_expires_at=until,
            status=random.choice(Case.Status.values),
        )
        for person in people
    ]
