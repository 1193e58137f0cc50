"""Forms drawn from the bank by the blueprint: so many questions from each cell, no question on two forms.

A new version keeps a fifth of the questions of the version before as anchors, so that the two can be compared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from random import Random

from lms.core.programmes import Blueprint

LETTERS = "ABCD"
ANCHORS_AT_LEAST, ANCHORS_SHARE = 5, 0.2  # measurement A5

Cell = tuple[str, str]


@dataclass(frozen=True)
class Candidate:
    """One question that may be drawn."""

    code: str
    competency: str
    level: str

    @property
    def cell(self) -> Cell:
        return (self.competency, self.level)


@dataclass(frozen=True)
class Gap:
    """A cell of the blueprint with too few questions in the bank."""

    competency: str
    level: str
    has: int
    needs: int

    @property
    def missing(self) -> int:
        return max(self.needs - self.has, 0)


@dataclass
class Draw:
    """The questions of each letter in their order, `{"A": [codes]}`, and which of them are anchors."""

    letters: dict[str, list[str]]
    anchors: dict[str, set[str]] = field(default_factory=dict)


def cells_of(blueprint: Blueprint) -> list[tuple[str, str, int]]:
    return [(code, level, count) for code, levels in blueprint.cells.items() for level, count in levels.items()]


def by_cell(bank: Iterable[Candidate]) -> dict[Cell, list[str]]:
    found: dict[Cell, list[str]] = {}
    for candidate in sorted(bank, key=lambda row: row.code):
        found.setdefault(candidate.cell, []).append(candidate.code)
    return found


def needs(blueprint: Blueprint, bank: Iterable[Candidate], *, forms: int) -> list[Gap]:
    """What the bank has and so many forms need, cell by cell."""
    codes = by_cell(bank)
    return [
        Gap(competency, level, len(codes.get((competency, level), [])), count * forms)
        for competency, level, count in cells_of(blueprint)
    ]


def gaps(blueprint: Blueprint, bank: Iterable[Candidate], *, forms: int) -> list[Gap]:
    """Where the bank has too few questions for so many forms without overlap."""
    return [row for row in needs(blueprint, bank, forms=forms) if row.missing]


def most_forms(blueprint: Blueprint, bank: Iterable[Candidate]) -> int:
    """How many forms without overlap the bank fills, four at most."""
    rows = needs(blueprint, bank, forms=1)
    return min([len(LETTERS), *(row.has // row.needs for row in rows if row.needs)])


def draw(blueprint: Blueprint, bank: Iterable[Candidate], *, forms: int, seed: int) -> dict[str, list[str]]:
    """`{"A": [codes], "B": [codes]}`, in the blueprint's order; the same seed and bank draw the same forms."""
    return draw_version(blueprint, bank, forms=forms, seed=seed).letters


def draw_version(
    blueprint: Blueprint,
    bank: Iterable[Candidate],
    *,
    forms: int,
    seed: int,
    before: Mapping[str, Sequence[str]] | None = None,
) -> Draw:
    """Draw in the blueprint's order; the same seed, bank and versions before draw the same forms.

    `before` is `{letter: [codes in order]}` of the newest versions: anchors come from the own letter's, and the
    rest rather from questions that stood on none of them. Raises ValueError where `gaps` finds any.
    """
    codes, random, before = by_cell(bank), Random(seed), before or {}  # noqa: S311 (to be repeated, not a secret)
    letters = LETTERS[:forms]
    cell_of = {code: cell for cell, listed in codes.items() for code in listed}
    home = {code: letter for letter, listed in before.items() for code in listed}
    anchors = {letter: anchors_of(before.get(letter, ()), blueprint, cell_of, random) for letter in letters}
    drawn: dict[str, list[str]] = {letter: [] for letter in letters}
    for competency, level, count in cells_of(blueprint):
        cell = (competency, level)
        kept = {letter: [code for code in anchors[letter] if cell_of[code] == cell] for letter in letters}
        rest = deal(codes.get(cell, []), kept, count, home, random)
        for letter in letters:
            drawn[letter] += in_place(kept[letter], rest[letter], before.get(letter, ()), len(drawn[letter]))
    return Draw(drawn, {letter: set(anchors[letter]) for letter in letters})


def anchors_of(before: Sequence[str], blueprint: Blueprint, cell_of: Mapping[str, Cell], random: Random) -> list[str]:
    """Every so-manieth question of the version before that may still be drawn: spread over its cells."""
    room = {(competency, level): count for competency, level, count in cells_of(blueprint)}
    usable = []
    for code in before:
        cell = cell_of.get(code)
        if room.get(cell, 0):
            room[cell] -= 1
            usable.append(code)
    number = min(len(usable), max(ANCHORS_AT_LEAST, ceil(ANCHORS_SHARE * blueprint.size)))
    if not number:
        return []
    step = len(usable) / number
    start = random.random() * step
    return [usable[int(start + place * step)] for place in range(number)]


def deal(
    codes: Sequence[str], kept: Mapping[str, Sequence[str]], count: int, home: Mapping[str, str], random: Random
) -> dict[str, list[str]]:
    """What each letter takes from one cell beside its anchors, in turns; `home` is `{code: letter before}`.

    A letter without a version before chooses first: it has no old questions to fall back on.
    """
    anchors = {code for listed in kept.values() for code in listed}
    left = [code for code in random.sample(codes, len(codes)) if code not in anchors]
    rest: dict[str, list[str]] = {letter: [] for letter in kept}
    for letter in sorted([*kept] * count, key=lambda letter: letter in home.values()):
        if len(kept[letter]) + len(rest[letter]) < count:
            best = min(left, key=lambda code: reluctance(home.get(code), letter))
            left.remove(best)
            rest[letter].append(best)
    return rest


def reluctance(home: str | None, letter: str) -> int:
    """A question of no version before is taken first, then one of the own letter's, last another letter's."""
    return 0 if home is None else 1 if home == letter else 2


def in_place(kept: Sequence[str], rest: Sequence[str], before: Sequence[str], start: int) -> list[str]:
    """One cell's questions in order: an anchor about where it stood, `start` being the cell's first place."""
    placed = list(rest)
    for code in sorted(kept, key=before.index):
        placed.insert(max(before.index(code) - start, 0), code)
    return placed
