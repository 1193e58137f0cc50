"""Which counts may be shown beside their sum: none under ten, and none that a subtraction would give away."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

from lms.alumni.estimators import SHOWN_FROM

Key = TypeVar("Key", bound=Hashable)


def shown(counts: Mapping[Key, int], *, telling: Collection[Key] = ()) -> dict[Key, int | None]:
    """The same counts with None for what is hidden: at least two of them, ten people or more together.

    `telling` are to be hidden whatever their size.
    """
    by_size = sorted((key for key, count in counts.items() if count), key=counts.__getitem__)
    hidden = [key for key in by_size if counts[key] < SHOWN_FROM or key in telling]
    others = iter([key for key in by_size if key not in hidden])
    while hidden and (len(hidden) < 2 or sum(map(counts.__getitem__, hidden)) < SHOWN_FROM):
        another = next(others, None)
        if another is None:
            break
        hidden.append(another)
    return {key: None if key in hidden else count for key, count in counts.items()}


def shown_alone(count: int) -> int | None:
    return None if 0 < count < SHOWN_FROM else count


def shown_table(counts: Sequence[Sequence[int]], *, hidden_rows: Collection[int] = ()) -> list[list[int | None]]:
    """A table of which row and column sums are known, with None for what is hidden; rows may be hidden as a whole.

    Every count of 1 to 9 is hidden, and of each row and column with something hidden at least two counts of ten
    people or more together, or all that it has.
    """
    rows, columns = range(len(counts)), range(len(counts[0]) if counts else 0)
    hidden = {(row, place) for row in rows for place in columns if 0 < counts[row][place] < SHOWN_FROM}
    hidden |= {(row, place) for row in hidden_rows for place in columns}
    lines = [[(row, place) for place in columns] for row in rows]
    lines += [[(row, place) for row in rows] for place in columns]
    while more := {cell for line in lines if (cell := _next_hidden(line, hidden, counts))}:
        hidden |= more
    return [[None if (row, place) in hidden else counts[row][place] for place in columns] for row in rows]


def _next_hidden(line: list[tuple[int, int]], hidden: set[tuple[int, int]], counts) -> tuple[int, int] | None:
    """The smallest shown count of a line that has to be hidden with the others."""
    inside = [counts[row][place] for row, place in line if (row, place) in hidden and counts[row][place]]
    if not inside or (len(inside) > 1 and sum(inside) >= SHOWN_FROM):
        return None
    shown = [(row, place) for row, place in line if (row, place) not in hidden and counts[row][place]]
    return min(shown, key=lambda cell: (counts[cell[0]][cell[1]], cell), default=None)
