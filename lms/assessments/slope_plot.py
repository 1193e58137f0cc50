"""Where the lines of a cohort's plot stand, one a person, without names: drawn by result_plot.html."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 340, 300
LEFT, RIGHT, TOP, BOTTOM = 60, 300, 16, 264
BANDS = ((0, 20), (20, 40), (40, 60), (60, 80), (80, 101))


@dataclass(frozen=True)
class Slope:
    """One line: pixels from the top on the left (before) and on the right (after)."""

    before: float
    after: float


@dataclass(frozen=True)
class Plot:
    """The whole picture; `ticks`: (pixels from the top, points); `bands`: (from, to, people before, people after)."""

    slopes: list[Slope]
    mean: Slope
    ticks: list[tuple[float, int]]
    bands: list[tuple[int, int, int, int]]

    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    label_y: int = HEIGHT - 12


def y_of(points: float) -> float:
    """Pixels from the top of points of 100."""
    return round(BOTTOM - points / 100 * (BOTTOM - TOP), 1)


def drawn(pre: Sequence[float], post: Sequence[float]) -> Plot:
    """`pre[i]` and `post[i]` are one person's points of 100; lines are sorted, so that nobody's place is a name."""
    lines = sorted(zip(pre, post, strict=True))
    mean = Slope(y_of(sum(pre) / len(pre)), y_of(sum(post) / len(post)))
    ticks = [(y_of(points), points) for points in range(0, 101, 25)]
    return Plot([Slope(y_of(before), y_of(after)) for before, after in lines], mean, ticks, bands_of(pre, post))


def bands_of(pre: Sequence[float], post: Sequence[float]) -> list[tuple[int, int, int, int]]:
    return [
        (low, min(high, 101) - 1, sum(low <= value < high for value in pre), sum(low <= value < high for value in post))
        for low, high in BANDS
    ]
