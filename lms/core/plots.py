"""What every plot is drawn with: one width, one axis, and shapes that a page (SVG) and a sheet of paper both draw.

Pictures are as wide as a phone, so that their words stay readable, and hold no colour: a shape's `kind` is its class.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

WIDTH = 340
LEFT, RIGHT = 16, 316
ROW_HEIGHT = 46
TOP = 8
AXIS_HEIGHT = 28
WORDS_BELOW = 18  # from an axis to the words under it
SHARES = (0, 0.25, 0.5, 0.75, 1)
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
MOST_TICKS = 5

Point = tuple[float, float]


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` along pixels from `start` to `end`; upwards where the end is the smaller one."""

    low: float = 0
    high: float = 1
    start: float = LEFT
    end: float = RIGHT

    def at(self, value: float) -> float:
        return round(self.start + self.length(value - self.low), 1)

    def length(self, span: float) -> float:
        return round(span / (self.high - self.low) * (self.end - self.start), 1)


@dataclass(frozen=True)
class Plot:
    """Rows on one axis below; `ticks` are `(pixels from the left, value)`. Drawn with components/plot_axis.html."""

    height: int
    axis_y: int
    rows: list[Any]
    ticks: list[tuple[float, float]]

    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT

    @property
    def ticks_y(self) -> int:
        return self.axis_y + WORDS_BELOW


def row_top(number: int, row_height: int = ROW_HEIGHT) -> int:
    return TOP + row_height * number


def framed(
    rows: list[Any], scale: Scale = Scale(), *, ticks: Sequence[float] = SHARES, row_height: int = ROW_HEIGHT
) -> Plot:
    """The rows, from the top, on an axis of these ticks."""
    axis_y = row_top(len(rows), row_height)
    places = [(scale.at(tick), tick) for tick in ticks]
    return Plot(axis_y + AXIS_HEIGHT, axis_y, rows, places, left=int(scale.start), right=int(scale.end))


def ticks_over(low: float, high: float, steps: Sequence[int] = STEPS) -> list[int]:
    """Round numbers from below `low` to above `high`, a few of them."""
    for step in steps:
        first, last = int(low // step), int(-(-high // step))
        if last - first < MOST_TICKS:
            break
    return [step * number for number in range(first, max(last, first + 1) + 1)]


@dataclass(frozen=True)
class Line:
    kind: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Bar:
    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Dot:
    kind: str
    x: float
    y: float
    radius: float = 5


@dataclass(frozen=True)
class Path:
    """Straight lines from point to point; an area is closed and filled."""

    kind: str
    points: list[Point]

    @property
    def text(self) -> str:
        return " ".join(f"{x},{y}" for x, y in self.points)


@dataclass(frozen=True)
class Words:
    """`anchor` is where the point lies in the words: start, middle or end."""

    text: str
    x: float
    y: float
    anchor: str = "start"
    kind: str = "words"


@dataclass(frozen=True)
class Picture:
    """Shapes in the order in which they are drawn: areas, lines of the axes, bars, paths, lines, dots, words."""

    height: float
    areas: list[Path] = field(default_factory=list)
    axes: list[Line] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    width: float = WIDTH


def across(
    ticks: Iterable[tuple[float, str]], scale: Scale, y: float, top: float = 0
) -> tuple[list[Line], list[Words]]:
    """An axis along the bottom with a line up from each `(value, words)`."""
    placed = [(scale.at(value), text) for value, text in ticks]
    lines = [Line("grid", x, top, x, y) for x, _text in placed] + [Line("axis", scale.start, y, scale.end, y)]
    return lines, [Words(text, x, y + WORDS_BELOW, "middle") for x, text in placed]


def upwards(
    ticks: Iterable[tuple[float, str]], scale: Scale, left: float, right: float
) -> tuple[list[Line], list[Words]]:
    """An axis along the left side with a line across from each `(value, words)`."""
    placed = [(scale.at(value), text) for value, text in ticks]
    lines = [Line("axis" if y == scale.start else "grid", left, y, right, y) for y, _text in placed]
    return lines, [Words(text, left - 6, y + 5, "end") for y, text in placed]


def staircase(points: Sequence[Point], until: float) -> list[Point]:
    """The corners of a line that stays level to each next point, then to `until`."""
    corners: list[Point] = []
    for x, y in points:
        if corners:
            corners.append((x, corners[-1][1]))
        corners.append((x, y))
    return [*corners, (until, corners[-1][1])] if corners else []
