"""Who was trained by whom: generations that start from the participants of the regional course."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

Person = Hashable


@dataclass(frozen=True)
class Taught:
    """One trainer taught one learner in one course; `on` is anything that can be compared, such as a date."""

    trainer: Person
    learner: Person
    course: Hashable
    on: Any


@dataclass(frozen=True)
class Cascade:
    """What came of the first generation. A person stands in one generation only, the lowest that reached them.

    `sizes[g]` people are in generation g; `growth[g]` is the number of people in g + 1 for each in g. `contacts`
    counts a person once a course, `reached` once in all; `credit` shares each person reached among the trainers of
    the first course that did, so that it adds up to `reached`. `share_active` (0-1) of the first generation taught.
    """

    generation: dict[Person, int]
    sizes: list[int]
    growth: list[float]
    reached: int
    contacts: int
    share_active: float
    credit: dict[Person, float]


def cascade(first: Collection[Person], taught: Iterable[Taught]) -> Cascade:
    """`first` are the people of generation 0. Whoever teaches oneself, or teaches back, adds nothing."""
    taught = [line for line in taught if line.trainer != line.learner]
    generation = generations(first, taught)
    inside = [line for line in taught if line.trainer in generation and generation[line.learner] > 0]
    sizes = sizes_of(generation)
    teaching = {line.trainer for line in inside}
    return Cascade(
        generation=generation,
        sizes=sizes,
        growth=[after / before for before, after in pairwise(sizes)],
        reached=sum(sizes[1:]),
        contacts=len({(line.learner, line.course) for line in inside}),
        share_active=len(teaching.intersection(first)) / len(set(first)) if first else 0.0,
        credit=credit_of(generation, inside),
    )


def generations(first: Iterable[Person], taught: Iterable[Taught]) -> dict[Person, int]:
    """`{person: generation}` by breadth first: the shortest way from anybody of the first generation."""
    learners = defaultdict(set)
    for line in taught:
        learners[line.trainer].add(line.learner)
    found, number, newest = {}, 0, set(first)
    while newest:
        found |= dict.fromkeys(newest, number)
        newest = set().union(*(learners[person] for person in newest)) - found.keys()
        number += 1
    return found


def sizes_of(generation: dict[Person, int]) -> list[int]:
    sizes = [0] * (max(generation.values(), default=-1) + 1)
    for number in generation.values():
        sizes[number] += 1
    return sizes


def credit_of(generation: dict[Person, int], inside: Iterable[Taught]) -> dict[Person, float]:
    """Each person reached, shared equally among the trainers of the generation before in the first course."""
    ways = defaultdict(list)
    for line in inside:
        if generation[line.trainer] == generation[line.learner] - 1:
            ways[line.learner].append(line)
    credit = dict.fromkeys(generation, 0.0)
    for lines in ways.values():
        course = min(lines, key=lambda line: line.on).course
        trainers = {line.trainer for line in lines if line.course == course}
        for trainer in trainers:
            credit[trainer] += 1 / len(trainers)
    return credit


def who_taught(
    completions: Iterable[tuple[Person, Hashable, date]],
    trainers: Iterable[tuple[Hashable, Person, date]],
) -> list[Taught]:
    """A line for every trainer and learner of a course, from `(learner, course, completed on)` and
    `(course, trainer, first day)`. Who had completed nothing before the course began was no product of one.
    """
    completions = list(completions)
    trained_on: dict[Person, date] = {}
    for person, _course, day in completions:
        trained_on[person] = min(day, trained_on.get(person, day))
    staff = defaultdict(list)
    for course, trainer, starts_on in trainers:
        if trainer in trained_on and trained_on[trainer] <= starts_on:
            staff[course].append((trainer, starts_on))
    return [
        Taught(trainer, person, course, starts_on)
        for person, course, _day in completions
        for trainer, starts_on in staff[course]
        if trainer != person
    ]
