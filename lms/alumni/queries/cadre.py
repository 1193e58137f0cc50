"""The logframe's figures about trainers: a trained cadre in every country."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from lms.alumni.queries.capacity import Everybody, everybody
from lms.alumni.queries.trainers import in_force, newest_papers, posts_held, sessions_held
from lms.core import programmes
from lms.people.models import Post

CADRE = 4  # with so many certified trainers surely in post a country has a trained cadre (measurement B11)
ACTIVE_DAYS = 365


@dataclass(frozen=True)
class Holder:
    """One person with a trainer's certificate in force, in one country."""

    person: int
    country: str
    level: str
    sex: str


@dataclass(frozen=True)
class CountryCadre:
    """The certified trainers of one country, in numbers of people; `associates` are not among them.

    `expected` of them are in post today, and at least `sure` with a probability of 90 %.
    """

    country: str
    certified: int
    expected: int
    sure: int
    confirmed: int
    active: int
    associates: int

    @property
    def has_cadre(self) -> bool:
        return self.sure >= CADRE


class Cadre:
    """What several figures of one page share, each asked for once. `countries` are those that the reader may see."""

    def __init__(self, countries: Collection[str]):
        self.countries = list(countries)
        self.since = timezone.now() - timedelta(days=ACTIVE_DAYS)

    @cached_property
    def holders(self) -> list[Holder]:
        rows = in_force(newest_papers()).values_list("person", "country", "level", "person__sex")
        return [Holder(*row) for row in rows]

    @cached_property
    def certified(self) -> list[Holder]:
        """Those who may lead a course, of the reader's countries."""
        levels = leading_levels()
        return [row for row in self.holders if row.level in levels and row.country in self.countries]

    @cached_property
    def everybody(self) -> Everybody:
        return everybody()

    @cached_property
    def posts(self) -> dict[int, Post]:
        return posts_held({row.person for row in self.certified})

    @cached_property
    def active(self) -> set[int]:
        """Who taught a session in the last twelve months that people came to."""
        return set(sessions_held(since=self.since).values_list("user", flat=True))

    def by_country(self) -> list[CountryCadre]:
        return [self.of_country(country) for country in self.countries]

    def of_country(self, country: str) -> CountryCadre:
        people = {row.person for row in self.certified if row.country == country}
        rows = self.everybody.rows_of(people)
        return CountryCadre(
            country=country,
            certified=len(people),
            expected=round(self.everybody.expected(rows)),
            sure=self.everybody.at_least(rows),
            confirmed=self.everybody.confirmed(rows, since=self.since.date()),
            active=len(people & self.active),
            associates=len({row.person for row in self.holders if row.country == country} - people),
        )

    def by_sex(self) -> Counter[str]:
        return Counter({row.person: row.sex for row in self.certified}.values())

    def by_sector(self) -> Counter[str]:
        """Of the organisation of the present post; an empty key where none is known."""
        people = {row.person for row in self.certified}
        offices = (self.posts[person].organisation if person in self.posts else None for person in people)
        return Counter(office.sector if office else "" for office in offices)


def leading_levels() -> set[str]:
    """The usual level of each programme and those above it; a paper from before there were levels names none."""
    found = {""}
    for programme in programmes.all_programmes():
        codes = [level.code for level in programme.levels]
        found |= set(codes[codes.index(programme.usual_level) :]) if programme.usual_level else set()
    return found
