"""What a curve of tenure is made of. Months since the training; shares are 0-1, None is what may not be shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """`mass` leaves somewhere in (left, right] months, at `right` where both are equal; `share` is still in post then.

    `right` is None for those who never left.
    """

    left: float
    right: float | None
    mass: float
    share: float


@dataclass(frozen=True)
class AtRisk:
    """People still watched at a month, None where fewer than ten."""

    month: int
    people: int | None


@dataclass(frozen=True)
class Point:
    """The share still in post at a month; the limits are None where resampling cannot give them or is not done."""

    month: int
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class CurveFigure:
    """One curve in months since the training, drawn up to `until`; beyond it fewer than ten people are watched."""

    n: int
    exits: int
    method: str
    until: float
    steps: list[Step]
    at_risk: list[AtRisk]
    points: list[Point]
    median: float | None
    rmst_24: float | None
    rmst_60: float | None


@dataclass(frozen=True)
class Reason:
    """Why people left: `shares` is `{month: share gone for this reason}`; with those still in post they add to 1."""

    code: str
    label: str
    people: int | None
    shares: dict[int, float | None]


@dataclass(frozen=True)
class Curves:
    """`lost` counts retired and deceased people as gone, `turnover` as no longer watched.

    `best`: nobody unknown has left; `worst`: each left right after the day last known in.
    """

    as_of: str
    resamples: int
    seed: int
    lost: CurveFigure
    turnover: CurveFigure
    best: list[Step]
    worst: list[Step]
    reasons: list[Reason]
