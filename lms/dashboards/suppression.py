"""Tables that tell nothing about single people: small counts hidden, and enough beside them that no sum tells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import optimize

Array = np.ndarray
Cell = tuple[int, int]
THRESHOLD = 10
WIDTH = 5.0
TRIES = 4000  # patterns looked at one by one; beyond that cells are added where they cost least


@dataclass(frozen=True)
class Suppressed:
    """`primary` and `hidden` are tables of yes and no; `ranges` is what a reader can work out of each hidden cell."""

    primary: Array
    hidden: Array
    ranges: dict[Cell, tuple[float, float]]
    primary_alone_leaks: bool

    @property
    def secondary(self) -> int:
        return int(self.hidden.sum() - self.primary.sum())


def suppress(counts, *, threshold: int = THRESHOLD, width: float = WIDTH) -> Suppressed:
    """The table with its row and column sums published: counts of 1 to threshold - 1 are hidden, and as few further
    cells, then as few people, as leave each small count uncertain by at least `width` (linear programming audit)."""
    table = np.asarray(counts, float)
    primary = (table > 0) & (table < threshold)
    small = cells_of(primary)
    leaks = bool(small) and not is_protected(table, primary, small, width)
    hidden = _closed(table, primary, small, width) if leaks else primary
    return Suppressed(primary, hidden, ranges_of(table, hidden, cells_of(hidden)), leaks)


def cells_of(mask: Array) -> list[Cell]:
    return [(int(row), int(column)) for row, column in np.argwhere(mask)]


def is_protected(table: Array, hidden: Array, small: Iterable[Cell], width: float) -> bool:
    return all(high - low >= width - 1e-6 for low, high in ranges_of(table, hidden, small).values())


def ranges_of(table: Array, hidden: Array, wanted: Iterable[Cell]) -> dict[Cell, tuple[float, float]]:
    """`{cell: (lowest, highest)}` count that agrees with everything published."""
    places = cells_of(hidden)
    number = {cell: index for index, cell in enumerate(places)}
    sums, totals = _published(table, hidden, places)
    found = {}
    for cell in wanted:
        goal = np.zeros(len(places))
        goal[number[cell]] = 1.0
        ends = [optimize.linprog(sign * goal, A_eq=sums, b_eq=totals, method="highs").fun for sign in (1, -1)]
        found[cell] = (float(ends[0]), float(-ends[1]))
    return found


def _published(table: Array, hidden: Array, places: list[Cell]) -> tuple[Array, Array]:
    """What each row and column leaves for its hidden cells."""
    rows, columns = table.shape
    sums = np.zeros((rows + columns, len(places)))
    for index, (row, column) in enumerate(places):
        sums[row, index] = sums[rows + column, index] = 1.0
    left = np.where(hidden, table, 0.0)
    return sums, np.concatenate([left.sum(axis=1), left.sum(axis=0)])


def _closed(table: Array, primary: Array, small: list[Cell], width: float) -> Array:
    """The primary cells and what must be hidden with them."""
    free = [cell for cell in cells_of(~primary) if table[cell] > 0]
    for tried, chosen in enumerate(_patterns(table, primary, free)):
        if tried > TRIES:
            break
        hidden = with_cells(primary, chosen)
        if is_protected(table, hidden, small, width):
            return hidden
    return _greedy(table, primary, free, small, width)


def _patterns(table: Array, primary: Array, free: list[Cell]) -> Iterator[tuple[Cell, ...]]:
    """Sets of further cells that leave no row or column with a single hidden one: the fewest cells, then people."""
    for count in range(1, min(len(free), 4) + 1):
        good = (chosen for chosen in combinations(free, count) if _has_no_single(with_cells(primary, chosen)))
        yield from sorted(good, key=lambda chosen: sum(table[cell] for cell in chosen))


def _has_no_single(hidden: Array) -> bool:
    return not ((hidden.sum(axis=0) == 1).any() or (hidden.sum(axis=1) == 1).any())


def with_cells(mask: Array, chosen: Iterable[Cell]) -> Array:
    wider = mask.copy()
    for cell in chosen:
        wider[cell] = True
    return wider


def _greedy(table: Array, primary: Array, free: list[Cell], small: list[Cell], width: float) -> Array:
    """The smallest cell of the rows and columns that give something away, one after the other."""
    hidden = primary.copy()
    while not is_protected(table, hidden, small, width):
        open_cells = [cell for cell in free if not hidden[cell]]
        if not open_cells:
            return hidden
        touching = [cell for cell in open_cells if hidden[cell[0]].any() or hidden[:, cell[1]].any()]
        hidden[min(touching or open_cells, key=lambda cell: table[cell])] = True
    return hidden
