"""Day by day: whose post is known, by way of asking, and how far worst and best case still lie apart."""

from collections.abc import Mapping, Sequence

from lms.alumni.pictures.axes import BOTTOM, HEIGHT, LEFT, TOP, UP, counts_up, numbers_along, shares_up
from lms.core.plots import RIGHT, Path, Picture, Scale, staircase, ticks_over

MANY_DAYS = (1, 2, 5, 7, 14, 28, 56, 112)


def days_along(number: int) -> tuple[Scale, list[int]]:
    last = max(number - 1, 1)
    step = next((step for step in MANY_DAYS if last / step <= 6), 365)
    return Scale(0, last, LEFT, RIGHT), list(range(0, last + 1, step))


def known(series: Mapping[str, Sequence[int]]) -> Picture:
    """One staircase a way of asking, `{kind: people at the end of each day}`; there is at least one day."""
    along, ticks = days_along(max((len(counts) for counts in series.values()), default=1))
    levels = ticks_over(0, max((max(counts) for counts in series.values()), default=1))
    up = Scale(levels[0], levels[-1], BOTTOM, TOP)
    axes, words = joined(counts_up(up, levels), numbers_along(along, ticks))
    paths = [Path(f"step {kind}", stairs(counts, along, up)) for kind, counts in series.items()]
    return Picture(HEIGHT, axes=axes, words=words, paths=paths)


def width(widths: Sequence[float]) -> Picture:
    """The share of the trained whose post nobody knows, day by day, 0-1."""
    along, ticks = days_along(len(widths))
    axes, words = joined(shares_up(), numbers_along(along, ticks))
    corners = stairs(widths, along, UP)
    area = Path("ribbon", [(corners[0][0], UP.at(0)), *corners, (corners[-1][0], UP.at(0))])
    return Picture(HEIGHT, areas=[area], axes=axes, words=words, paths=[Path("step mode-all", corners)])


def stairs(values: Sequence[float], along: Scale, up: Scale) -> list[tuple[float, float]]:
    return staircase([(along.at(day), up.at(value)) for day, value in enumerate(values)], along.end)


def joined(first, second):
    return first[0] + second[0], first[1] + second[1]
