"""Where the bars of the retention plot stand: pure geometry, drawn by retention_plot.html."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.alumni.publication import Line

WIDTH = 340
LEFT, RIGHT = 16, 316
ROW_HEIGHT = 46
TOP = 8
AXIS_HEIGHT = 28
TICKS = (0, 0.25, 0.5, 0.75, 1)


@dataclass(frozen=True)
class Row:
    """One line of the plot: pixels from the left and from the top; no `interval` for a true census."""

    name: str
    label_y: int
    bar_y: int
    bounds: tuple[float, float]
    interval: tuple[float, float] | None
    estimate: float


@dataclass(frozen=True)
class Plot:
    """The whole picture; `ticks` are `(pixels from the left, share 0-1)`."""

    width: int
    height: int
    axis_y: int
    rows: list[Row]
    ticks: list[tuple[float, float]]

    left: int = LEFT
    right: int = RIGHT

    @property
    def ticks_y(self) -> int:
        return self.axis_y + 18


def x_of(share: float) -> float:
    """Pixels from the left of a share of 0-1."""
    return round(LEFT + share * (RIGHT - LEFT), 1)


def drawn(lines: Sequence[Line]) -> Plot:
    """One row per line that may be shown, in order; an empty plot has no rows."""
    shown = [line for line in lines if line.figure]
    axis_y = TOP + ROW_HEIGHT * len(shown)
    rows = [row_of(line, TOP + ROW_HEIGHT * number) for number, line in enumerate(shown)]
    return Plot(WIDTH, axis_y + AXIS_HEIGHT, axis_y, rows, [(x_of(share), share) for share in TICKS])


def row_of(line: Line, top: int) -> Row:
    figure = line.figure
    interval = None if figure.low is None else (x_of(figure.low), x_of(figure.high))
    bounds = (x_of(figure.worst), x_of(figure.best))
    return Row(line.name, top + 16, top + 30, bounds, interval, x_of(figure.estimate))
