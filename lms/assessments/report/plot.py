"""Where the bars of one question's plots stand: pure geometry, drawn by analysis_bars.html."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.assessments.report.figures import Change, ItemPhase
from lms.core.plots import LEFT, ROW_HEIGHT, Plot, Scale, framed, row_top

BAR_HEIGHT = 14
length = Scale().length


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


def four_counts(change: Change) -> Plot:
    """One bar of the people who learned, kept, forgot and never knew; where nobody met the question twice, two bars."""
    if change.counts:
        counts = change.counts
        parts = [(kind, getattr(counts, kind) / counts.n) for kind in ("kept", "learned", "forgotten", "never")]
        top = row_top(0)
        return framed([Row("both", top + 16, stacked(parts, top + 24))])
    halves = [("pre", change.before), ("post", change.after)]
    return framed([single(phase, share, row_top(place)) for place, (phase, share) in enumerate(halves)])


def single(phase: str, share: float, top: int) -> Row:
    return Row(phase, top + 16, [Bar(phase, LEFT, top + 24, length(share))])


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
        top = row_top(place, height)
        bars = [
            Bar("top", LEFT, top + 24, length(option.top or 0)),
            Bar("bottom", LEFT, top + 24 + BAR_HEIGHT, length(option.bottom or 0)),
        ]
        rows.append(Row(option.letter, top + 16, bars))
    return framed(rows, row_height=height)
