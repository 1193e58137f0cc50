"""Where the lines of the gain cohort by cohort stand: pure geometry, drawn by analysis_forest.html."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.assessments.report.figures import Run
from lms.core.plots import LEFT, Plot, Scale, framed, row_top, ticks_over

RIGHT = 324
STEPS = (5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Row:
    """One cohort: pixels from the left and from the top."""

    name: str
    label_y: int
    bar_y: int
    interval: tuple[float, float]
    estimate: float


def drawn(runs: Sequence[tuple[str, Run]]) -> Plot:
    """One row per cohort `(title, run)`, in their order; there is at least one. Ticks are points, 0 is one of them."""
    ticks = ticks_over(min(0, *(run.low for _title, run in runs)), max(0, *(run.high for _title, run in runs)), STEPS)
    scale = Scale(ticks[0], ticks[-1], LEFT, RIGHT)
    return framed(
        [row_of(title, run, row_top(place), scale) for place, (title, run) in enumerate(runs)], scale, ticks=ticks
    )


def row_of(title: str, run: Run, top: int, scale: Scale) -> Row:
    return Row(title, top + 16, top + 30, (scale.at(run.low), scale.at(run.high)), scale.at(run.gain))
