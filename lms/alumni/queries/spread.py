"""The cascade: who was trained by those whom the regional course trained, generation by generation."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.alumni import cascade
from lms.alumni.queries.cadre import Cadre, leading_levels
from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import Post

REGIONAL_COURSE = "rtp"


@dataclass(frozen=True)
class Generation:
    """The people of one generation; `trainers` of them hold a certificate in force."""

    number: int
    people: int
    trainers: int
    active: int
    in_post: int


@dataclass(frozen=True)
class Spread:
    """How far the regional course went: `participants_who_taught` of its own participants taught others since."""

    generations: list[Generation]
    participants_who_taught: int
    reached: int
    contacts: int


def spread(cadre: Cadre) -> Spread:
    """Over all countries, then counted for the people of the reader's: three queries whatever the size."""
    completions = list(completed())
    country_of = {person: own or there for person, _cohort, _day, own, there in completions}
    lines = cascade.who_taught((row[:3] for row in completions), staff())
    found = cascade.cascade(regional_participants(), lines)
    seen = {person: number for person, number in found.generation.items() if country_of[person] in cadre.countries}
    inside = [line for line in lines if line.trainer in found.generation and seen.get(line.learner)]
    return Spread(
        generations=generations(seen, cadre),
        participants_who_taught=len({line.trainer for line in inside if seen.get(line.trainer) == 0}),
        reached=sum(number > 0 for number in seen.values()),
        contacts=len({(line.learner, line.course) for line in inside}),
    )


def completed() -> Iterable[tuple]:
    """`(person, cohort, completed on, own country, the cohort's)` of every completed course."""
    rows = Enrolment.objects.filter(completed_on__isnull=False).order_by("completed_on", "pk")
    return rows.values_list("person", "cohort", "completed_on", "person__country", "cohort__country")


def staff() -> Iterable[tuple]:
    """`(cohort, trainer, first day)` of every cohort with a trainer."""
    return Cohort.objects.filter(trainers__isnull=False).values_list("pk", "trainers", "starts_on")


def regional_participants() -> set[int]:
    """Who completed the regional course: the first generation, whether or not they became trainers."""
    rows = Enrolment.objects.filter(completed_on__isnull=False, cohort__country="")
    return set(rows.filter(cohort__programme_code=REGIONAL_COURSE).values_list("person", flat=True))


def generations(seen: dict[int, int], cadre: Cadre) -> list[Generation]:
    leading = leading_levels()
    trainers = {row.person for row in cadre.holders if row.level in leading}
    held = Post.objects.filter(left_by=None, is_counter_trafficking=True)
    in_post = set(held.values_list("person", flat=True))
    people = [set() for _number in range(max(seen.values(), default=-1) + 1)]
    for person, number in seen.items():
        people[number].add(person)
    return [
        Generation(number, len(group), len(group & trainers), len(group & cadre.active), len(group & in_post))
        for number, group in enumerate(people)
    ]
