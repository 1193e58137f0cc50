"""Where the lines of the gain cohort by cohort stand: pure geometry, drawn by analysis_forest.html."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.assessments.report.figures import Run

WIDTH = 340
LEFT, RIGHT = 16, 324
ROW_HEIGHT = 46
TOP = 8
AXIS_HEIGHT = 28
STEPS = (5, 10, 20, 50, 100)
MOST_TICKS = 5


@dataclass(frozen=True)
class Row:
    """One cohort: pixels from the left and from the top."""

    name: str
    label_y: int
    bar_y: int
    interval: tuple[float, float]
    estimate: float


@dataclass(frozen=True)
class Plot:
    """The whole picture; `ticks` are `(pixels from the left, points of 100)`, 0 is one of them."""

    height: int
    axis_y: int
    rows: list[Row]
    ticks: list[tuple[float, int]]

    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT

    @property
    def ticks_y(self) -> int:
        return self.axis_y + 18


def drawn(runs: Sequence[tuple[str, Run]]) -> Plot:
    """One row per cohort `(title, run)`, in their order; there is at least one."""
    ends = ticks_over(min(0, *(run.low for _title, run in runs)), max(0, *(run.high for _title, run in runs)))
    axis_y = TOP + ROW_HEIGHT * len(runs)
    rows = [row_of(title, run, TOP + ROW_HEIGHT * place, ends) for place, (title, run) in enumerate(runs)]
    return Plot(axis_y + AXIS_HEIGHT, axis_y, rows, [(x_of(tick, ends), tick) for tick in ends])


def ticks_over(low: float, high: float) -> list[int]:
    """Round numbers from below `low` to above `high`, a few of them."""
    for step in STEPS:
        first, last = int(low // step), int(-(-high // step))
        if last - first < MOST_TICKS:
            break
    return [step * number for number in range(first, max(last, first + 1) + 1)]


def x_of(points: float, ticks: list[int]) -> float:
    return round(LEFT + (points - ticks[0]) / (ticks[-1] - ticks[0]) * (RIGHT - LEFT), 1)


def row_of(title: str, run: Run, top: int, ticks: list[int]) -> Row:
    interval = x_of(run.low, ticks), x_of(run.high, ticks)
    return Row(title, top + 16, top + 30, interval, x_of(run.gain, ticks))
