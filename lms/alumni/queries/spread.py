"""The cascade: who was trained by those whom the regional course trained, generation by generation."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lms.alumni import cascade
from lms.alumni.cascade import Taught
from lms.alumni.queries.cadre import Cadre, leading_levels
from lms.cohorts.models import Cohort, Enrolment

REGIONAL_COURSE = "rtp"


@dataclass(frozen=True)
class Generation:
    """The people of one generation; `trainers` of them hold a certificate in force, `in_post` are expected in post."""

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


@dataclass(frozen=True)
class Lineage:
    """Who was reached from the regional course, of the reader's countries: `{person: generation}`, and by whom.

    `everywhere` are the lines of all countries; `lines` those whose learner stands in `seen`.
    """

    seen: dict[int, int]
    everywhere: list[Taught]

    @cached_property
    def lines(self) -> list[Taught]:
        return [line for line in self.everywhere if self.seen.get(line.learner)]

    def after_the_first(self) -> set[int]:
        return {person for person, number in self.seen.items() if number > 0}


def lineage(cadre: Cadre) -> Lineage:
    """Over all countries, then for the people of the reader's: three queries whatever the size."""
    completions = list(completed())
    country_of = {person: own or there for person, _cohort, _day, own, there in completions}
    lines = cascade.who_taught((row[:3] for row in completions), staff())
    found = cascade.cascade(regional_participants().keys(), lines)
    seen = {person: number for person, number in found.generation.items() if country_of[person] in cadre.countries}
    return Lineage(
        seen, [line for line in lines if found.generation.get(line.learner) and line.trainer in found.generation]
    )


def spread(cadre: Cadre, found: Lineage | None = None) -> Spread:
    found = found or lineage(cadre)
    return Spread(
        generations=generations(found.seen, cadre),
        participants_who_taught=len({line.trainer for line in found.lines if found.seen.get(line.trainer) == 0}),
        reached=len(found.after_the_first()),
        contacts=len({(line.learner, line.course) for line in found.lines}),
    )


def completed() -> Iterable[tuple]:
    """`(person, cohort, completed on, own country, the cohort's)` of every completed course."""
    rows = Enrolment.objects.filter(completed_on__isnull=False).order_by("completed_on", "pk")
    return rows.values_list("person", "cohort", "completed_on", "person__country", "cohort__country")


def staff() -> Iterable[tuple]:
    """`(cohort, trainer, first day)` of every cohort with a trainer."""
    return Cohort.objects.filter(trainers__isnull=False).values_list("pk", "trainers", "starts_on")


def regional_participants() -> dict[int, date]:
    """`{person: day}` of the first regional course completed: the first generation, trainers or not."""
    rows = Enrolment.objects.filter(completed_on__isnull=False, cohort__country="")
    regional = rows.filter(cohort__programme_code=REGIONAL_COURSE).order_by("-completed_on")
    return dict(regional.values_list("person", "completed_on"))


def generations(seen: dict[int, int], cadre: Cadre) -> list[Generation]:
    leading = leading_levels()
    trainers = {row.person for row in cadre.holders if row.level in leading}
    people = [set() for _number in range(max(seen.values(), default=-1) + 1)]
    for person, number in seen.items():
        people[number].add(person)
    return [
        Generation(number, len(group), len(group & trainers), len(group & cadre.active), in_post(group, cadre))
        for number, group in enumerate(people)
    ]


def in_post(people: Collection[int], cadre: Cadre) -> int:
    """How many of these are expected to be in post today."""
    return round(cadre.everybody.expected(cadre.everybody.rows_of(people)))
