"""The forecast as a picture: pure geometry, always beside its table. The hatched part is extrapolation."""

from collections.abc import Sequence
from itertools import pairwise

from lms.alumni.forecasting import Number
from lms.alumni.pictures.axes import BOTTOM, HEIGHT, LEFT, TOP, counts_up
from lms.core.plots import RIGHT, Dot, Line, Path, Picture, Scale, across, ticks_over

HATCH_STEP = 6  # pixels between two strokes
MARGIN = 14  # room for half a year's figure beside the axis


def fan(numbers: Sequence[Number], *, first_year: int, target: int | None = None) -> Picture:
    """`numbers`: today and after each year. A line across stands at the target."""
    along = Scale(0, len(numbers) - 1, LEFT, RIGHT - MARGIN)
    ticks = ticks_over(0, max([number.high for number in numbers] + [target or 1]))
    upward = Scale(0, ticks[-1], BOTTOM, TOP)
    years = [(place, str(first_year + place)) for place in range(len(numbers))]
    (lines_along, words_along), (lines_up, words_up) = across(years, along, BOTTOM, TOP), counts_up(upward, ticks)
    middle = [(along.at(place), upward.at(number.expected)) for place, number in enumerate(numbers)]
    lower = [(along.at(place), upward.at(number.low)) for place, number in enumerate(numbers)]
    upper = [(along.at(place), upward.at(number.high)) for place, number in enumerate(numbers)]
    seen = [upward.at(number.expected - number.extrapolated) for number in numbers]
    at_target = [] if target is None else [Line("limit", LEFT, upward.at(target), RIGHT, upward.at(target))]
    return Picture(
        HEIGHT,
        areas=[Path("ribbon", upper + lower[::-1])],
        axes=lines_along + lines_up,
        paths=[Path("curve", middle)],
        lines=hatch(middle, seen) + at_target,
        dots=[Dot("estimate", x, y, 4) for x, y in middle],
        words=words_along + words_up,
    )


def hatch(middle: Sequence[tuple[float, float]], seen: Sequence[float]) -> list[Line]:
    """Upright strokes from what the follow-ups have seen to the expected number; none where they are one."""
    corners = [(x, y, below) for (x, y), below in zip(middle, seen, strict=True)]
    strokes = []
    for (x1, y1, below1), (x2, y2, below2) in pairwise(corners):
        for x in range(int(x1) + HATCH_STEP, int(x2) + 1, HATCH_STEP):
            part = (x - x1) / (x2 - x1)
            top, end = y1 + part * (y2 - y1), below1 + part * (below2 - below1)
            strokes += [Line("hatch", x, round(top, 1), x, round(end, 1))] if end - top >= 1 else []
    return strokes
