"""How long people stay: the curve where it is known, boxes where it is not, and the ribbon of the untraced."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lms.alumni.pictures.axes import BOTTOM, LEFT, TOP, UP, months, shares_up
from lms.alumni.pictures.days import joined
from lms.core import display
from lms.core.plots import RIGHT, Bar, Dot, Line, Path, Picture, Point, Scale, Words, across, staircase

AT_RISK_HEIGHT = 78


@dataclass(frozen=True)
class Step:
    """The curve falls by `mass` (0-1) somewhere in (left, right] months, at right where both are equal."""

    left: float
    right: float
    mass: float


@dataclass(frozen=True)
class AtTime:
    """At `time` months: share still in post with its interval (0-1), and how many people are still followed."""

    time: float
    share: float | None
    low: float | None = None
    high: float | None = None
    at_risk: int | None = None


@dataclass(frozen=True)
class Tenure:
    """Everything that the curve's picture shows, until `until` months; ribbons are steps as well."""

    steps: Sequence[Step]
    times: Sequence[AtTime]
    until: float
    best: Sequence[Step] = field(default_factory=list)
    worst: Sequence[Step] = field(default_factory=list)


def drawn(tenure: Tenure, at_risk_words: str = "") -> Picture:
    """Level lines where the share is known, a box where it only lies between two, whiskers at the wave times."""
    along = Scale(0, tenure.until, LEFT, RIGHT)
    ticks = [(time, display.number_text(time)) for time in months(tenure.until)]
    axes, words = joined(shares_up(), across(ticks, along, BOTTOM, TOP))
    levels, boxes = known_and_unknown(tenure.steps, along)
    whiskers = [whisker for at in tenure.times for whisker in whisker_of(at, along)]
    dots = [Dot("estimate", along.at(at.time), UP.at(at.share), 4) for at in tenure.times if at.share is not None]
    return Picture(
        BOTTOM + AT_RISK_HEIGHT,
        areas=ribbon(tenure, along),
        axes=axes,
        bars=boxes,
        lines=levels + whiskers,
        dots=dots,
        words=words + at_risk(tenure, along, at_risk_words),
    )


def known_and_unknown(steps: Sequence[Step], along: Scale) -> tuple[list[Line], list[Bar]]:
    """Lines where the curve stands still, boxes over the months in which it falls by an unknown way."""
    levels, boxes, share, time = [], [], 1.0, 0.0
    for step in inside(steps, along.high):
        right = min(step.right, along.high)
        levels.append(level(share, time, step.left, along))
        after = share - step.mass
        if step.left < right:
            boxes.append(box(share, after, step.left, right, along))
        else:
            levels.append(Line("curve", along.at(right), UP.at(share), along.at(right), UP.at(after)))
        share, time = after, right
    return [*levels, level(share, time, along.high, along)], boxes


def inside(steps: Sequence[Step], until: float) -> list[Step]:
    return [
        step for step in sorted(steps, key=lambda one: one.right) if step.left < until and step.right != float("inf")
    ]


def level(share: float, begin: float, end: float, along: Scale) -> Line:
    return Line("curve", along.at(begin), UP.at(share), along.at(max(begin, end)), UP.at(share))


def box(share: float, after: float, left: float, right: float, along: Scale) -> Bar:
    top, bottom = UP.at(share), UP.at(after)
    return Bar("box", along.at(left), top, round(along.at(right) - along.at(left), 1), round(bottom - top, 1))


def whisker_of(at: AtTime, along: Scale) -> list[Line]:
    if at.low is None or at.high is None:
        return []
    return [Line("whisker", along.at(at.time), UP.at(at.low), along.at(at.time), UP.at(at.high))]


def ribbon(tenure: Tenure, along: Scale) -> list[Path]:
    """Between the curve if all untraced stayed and the curve if they left when last heard of."""
    if not (tenure.best and tenure.worst):
        return []
    return [Path("ribbon", [*corners(tenure.best, along), *reversed(corners(tenure.worst, along))])]


def corners(steps: Sequence[Step], along: Scale) -> list[Point]:
    share, points = 1.0, [(along.at(0), UP.at(1))]
    for step in inside(steps, along.high):
        share -= step.mass
        points.append((along.at(min(step.right, along.high)), UP.at(share)))
    return staircase(points, along.end)


def at_risk(tenure: Tenure, along: Scale, words: str) -> list[Words]:
    """Under the axis: how many people are still followed at each time, under their heading."""
    named = months(tenure.until)
    counted = [at for at in tenure.times if at.at_risk is not None and at.time in named]
    if not (words and counted):
        return []
    numbers = [Words(display.number_text(at.at_risk), along.at(at.time), BOTTOM + 62, "middle") for at in counted]
    return [Words(words, 4, BOTTOM + 42), *numbers]
