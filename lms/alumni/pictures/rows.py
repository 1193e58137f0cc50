"""Plots with one row a group: a stacked bar of shares, a dot with its interval, a difference from zero."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.core import display
from lms.core.plots import (
    AXIS_HEIGHT,
    LEFT,
    RIGHT,
    SHARES,
    Bar,
    Dot,
    Line,
    Picture,
    Scale,
    Words,
    across,
    row_top,
    ticks_over,
)

ALONG = Scale()
BAR_HEIGHT = 14
LONGEST = 44  # letters of a name that fit above its row
STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True)
class Group:
    """One row of the forest: shares 0-1; `kind` is muted where the figure is not reliable."""

    name: str
    estimate: float
    interval: tuple[float, float] | None
    bounds: tuple[float, float] | None = None
    is_reliable: bool = True


def name_of(name: str, number: int) -> Words:
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    return Words(short, LEFT, row_top(number) + 16)


def under(rows: int, scale: Scale, ticks) -> tuple[float, list[Line], list[Words]]:
    """The axis below so many rows, and where it lies."""
    y = row_top(rows)
    lines, words = across(ticks, scale, y)
    return y, lines, words


def of_shares(rows: int) -> tuple[float, list[Line], list[Words]]:
    return under(rows, ALONG, [(share, display.percent_text(share)) for share in SHARES])


def stacked(rows: Sequence[tuple[str, Sequence[tuple[str, float]]]]) -> Picture:
    """`[(name, [(kind, share)])]`: one bar a row, its parts side by side from zero."""
    y, axes, words = of_shares(len(rows))
    bars = [bar for number, (_name, parts) in enumerate(rows) for bar in bars_of(parts, row_top(number) + 24)]
    names = [name_of(name, number) for number, (name, _parts) in enumerate(rows)]
    return Picture(y + AXIS_HEIGHT, axes=axes, bars=bars, words=words + names)


def bars_of(parts: Sequence[tuple[str, float]], y: float) -> list[Bar]:
    bars, before = [], 0.0
    for kind, share in parts:
        bars.append(Bar(kind, ALONG.at(before), y, ALONG.length(share), BAR_HEIGHT))
        before += share
    return [bar for bar in bars if bar.width > 0]


def forest(groups: Sequence[Group]) -> Picture:
    """A dot and its interval a row, worst and best case behind it; grey where it is not reliable."""
    y, axes, words = of_shares(len(groups))
    lines = [line for number, group in enumerate(groups) for line in lines_of(group, row_top(number) + 30)]
    dots = [
        Dot("estimate" if group.is_reliable else "muted", ALONG.at(group.estimate), row_top(number) + 30)
        for number, group in enumerate(groups)
    ]
    names = [name_of(group.name, number) for number, group in enumerate(groups)]
    return Picture(y + AXIS_HEIGHT, axes=axes, lines=lines, dots=dots, words=words + names)


def lines_of(group: Group, y: float) -> list[Line]:
    lines = []
    if group.bounds:
        lines.append(Line("bounds", ALONG.at(group.bounds[0]), y, ALONG.at(group.bounds[1]), y))
    if group.interval:
        kind = "interval" if group.is_reliable else "interval muted"
        lines.append(Line(kind, ALONG.at(group.interval[0]), y, ALONG.at(group.interval[1]), y))
    return lines


def differences(rows: Sequence[tuple[str, float]]) -> Picture:
    """`[(name, points of 100)]`: a line from zero to each difference."""
    ends = ticks_over(
        min([0, *(points for _name, points in rows)]), max([0, *(points for _name, points in rows)]), STEPS
    )
    scale = Scale(ends[0], ends[-1], LEFT + 12, RIGHT - 12)
    y, axes, words = under(len(rows), scale, [(tick, signed(tick)) for tick in ends])
    zero = scale.at(0)
    lines = [Line("axis", zero, 0, zero, y)]
    lines += [difference(scale.at(points), zero, row_top(number) + 30) for number, (_n, points) in enumerate(rows)]
    dots = [Dot("estimate", scale.at(points), row_top(number) + 30) for number, (_name, points) in enumerate(rows)]
    names = [name_of(name, number) for number, (name, _points) in enumerate(rows)]
    return Picture(y + AXIS_HEIGHT, axes=axes, lines=lines, dots=dots, words=words + names)


def difference(x: float, zero: float, y: float) -> Line:
    return Line("interval", min(x, zero), y, max(x, zero), y)


def signed(points: float) -> str:
    return ("+" if points > 0 else "") + display.number_text(points)
