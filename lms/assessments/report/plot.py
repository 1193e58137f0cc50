"""Where the bars of one question's plots stand: pure geometry, drawn by analysis_bars.html."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.assessments.report.figures import Change, ItemPhase

WIDTH = 340
LEFT, RIGHT = 16, 316
ROW_HEIGHT = 46
TOP = 8
AXIS_HEIGHT = 28
BAR_HEIGHT = 14
TICKS = (0, 0.25, 0.5, 0.75, 1)


@dataclass(frozen=True)
class Bar:
    """One coloured part: pixels from the left and top; `kind` is its class and its words in the legend."""

    kind: str
    x: float
    y: int
    width: float
    height: int = BAR_HEIGHT


@dataclass(frozen=True)
class Row:
    """A label and its bars."""

    label: str
    label_y: int
    bars: list[Bar]


@dataclass(frozen=True)
class Plot:
    """The whole picture; `ticks` are `(pixels from the left, share 0-1)`."""

    height: int
    axis_y: int
    rows: list[Row]
    ticks: list[tuple[float, float]]

    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT

    @property
    def ticks_y(self) -> int:
        return self.axis_y + 18


def length(share: float) -> float:
    return round(share * (RIGHT - LEFT), 1)


def framed(rows: list[Row], row_height: int) -> Plot:
    axis_y = TOP + row_height * len(rows)
    return Plot(axis_y + AXIS_HEIGHT, axis_y, rows, [(LEFT + length(share), share) for share in TICKS])


def four_counts(change: Change) -> Plot:
    """One bar of the people who learned, kept, forgot and never knew; where nobody met the question twice, two bars."""
    if change.counts:
        counts = change.counts
        parts = [(kind, getattr(counts, kind) / counts.n) for kind in ("kept", "learned", "forgotten", "never")]
        return framed([Row("both", TOP + 16, stacked(parts, TOP + 24))], ROW_HEIGHT)
    halves = [("pre", change.before), ("post", change.after)]
    rows = [
        Row(phase, TOP + ROW_HEIGHT * place + 16, [Bar(phase, LEFT, TOP + ROW_HEIGHT * place + 24, length(share))])
        for place, (phase, share) in enumerate(halves)
    ]
    return framed(rows, ROW_HEIGHT)


def stacked(parts: Sequence[tuple[str, float]], y: int) -> list[Bar]:
    bars, x = [], float(LEFT)
    for kind, share in parts:
        bars.append(Bar(kind, round(x, 1), y, length(share)))
        x += length(share)
    return bars


def options(item: ItemPhase) -> Plot:
    """Two bars an option: its share among the best and among the least 27 %."""
    height = ROW_HEIGHT + BAR_HEIGHT
    rows = []
    for place, option in enumerate(item.options):
        top = TOP + height * place
        bars = [
            Bar("top", LEFT, top + 24, length(option.top or 0)),
            Bar("bottom", LEFT, top + 24 + BAR_HEIGHT, length(option.bottom or 0)),
        ]
        rows.append(Row(option.letter, top + 16, bars))
    return framed(rows, height)
