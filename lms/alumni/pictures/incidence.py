"""Why people leave: one staircase a reason, from nobody at the training upwards."""

from collections.abc import Mapping, Sequence

from lms.alumni.pictures.axes import BOTTOM, HEIGHT, LEFT, TOP, UP, months, shares_up
from lms.alumni.pictures.days import joined
from lms.core import display
from lms.core.plots import RIGHT, Path, Picture, Scale, across, staircase

Gone = Sequence[tuple[float, float]]


def drawn(reasons: Mapping[str, Gone], until: float) -> Picture:
    """`{kind: [(months, share gone for this reason by then)]}`; shares add up with those still in post."""
    along = Scale(0, until, LEFT, RIGHT)
    ticks = [(time, display.number_text(time)) for time in months(until)]
    axes, words = joined(shares_up(), across(ticks, along, BOTTOM, TOP))
    paths = [Path(f"step {kind}", stairs(gone, along)) for kind, gone in reasons.items()]
    return Picture(HEIGHT, axes=axes, words=words, paths=paths)


def stairs(gone: Gone, along: Scale) -> list[tuple[float, float]]:
    places = [(along.at(time), UP.at(share)) for time, share in [(0, 0), *gone] if time <= along.high]
    return staircase(places, along.end)
