"""Which figures may be shown: nothing about fewer than ten people, not even by subtraction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lms.alumni import estimators
from lms.alumni.estimators import SHOWN_FROM, Cell, Retention

SMALL_UNIT = 100  # up to this size one unit's interval is the exact hypergeometric one
EXTREME_BELOW = 20  # "all left" or "all stayed" is a disclosure in a group smaller than this
WIDE = 0.25  # from this width on, the bounds are the headline
ROUGH = 0.30  # from this width on, an interval is called rough


@dataclass(frozen=True)
class Line:
    """One line of a table of figures: `figure` and `known` are None where they may not be shown."""

    name: str
    frame: int
    asked: int
    known: int | None
    figure: Retention | None

    @property
    def is_wide(self) -> bool:
        return self.figure is not None and self.figure.best - self.figure.worst >= WIDE

    @property
    def is_rough(self) -> bool:
        return self.figure is not None and self.figure.low is not None and self.figure.high - self.figure.low >= ROUGH


def overall(cells: Sequence[Cell]) -> Line:
    """All strata together."""
    figure = estimators.retention(cells)
    known = None if 0 < figure.known < SHOWN_FROM else figure.known
    return Line("", figure.frame, figure.asked, known, None if figure.is_suppressed else figure)


def by_unit(cells: Sequence[Cell]) -> list[Line]:
    """One line per stratum; small ones are hidden, and others with them where a subtraction would show them."""
    hidden = hidden_names(cells)
    return [hidden_line(cell) if cell.name in hidden else unit_line(cell) for cell in cells]


def hidden_line(cell: Cell) -> Line:
    return Line(cell.name, cell.frame, cell.asked, None if cell.known else 0, None)


def unit_line(cell: Cell) -> Line:
    return Line(cell.name, cell.frame, cell.asked, cell.known, unit_figure(cell))


def unit_figure(cell: Cell) -> Retention:
    """One stratum alone: a simple random sample, so a small one has an exact interval (hypergeometric)."""
    figure = estimators.retention([cell])
    if figure.is_suppressed or cell.known == cell.frame or cell.frame > SMALL_UNIT:
        return figure
    low, high = estimators.exact_count(cell.in_post, cell.known, cell.frame)
    return replace(figure, low=low / cell.frame, high=high / cell.frame)


def hidden_names(cells: Iterable[Cell]) -> set[str]:
    """The strata not to show: too small or too clear, none known, and the fewest more that protect them.

    What is hidden must hold at least two strata and ten known people, or the total minus the shown gives it away.
    """
    cells = list(cells)
    empty = {cell.name for cell in cells if not cell.known}
    by_size = sorted((cell for cell in cells if cell.known), key=lambda cell: (cell.known, cell.name))
    hidden = [cell for cell in by_size if tells_too_much(cell)]
    others = iter([cell for cell in by_size if not tells_too_much(cell)])
    while hidden and (len(hidden) < 2 or sum(cell.known for cell in hidden) < SHOWN_FROM):
        another = next(others, None)
        if another is None:
            break
        hidden.append(another)
    return empty | {cell.name for cell in hidden}


def tells_too_much(cell: Cell) -> bool:
    is_unanimous = cell.known < EXTREME_BELOW and 0 in (cell.in_post, cell.out)
    return cell.known < SHOWN_FROM or is_unanimous
