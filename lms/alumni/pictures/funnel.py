"""Do ministries differ by more than chance? Each as a dot between the limits that its size allows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lms.alumni.pictures.axes import HEIGHT, LEFT, UP, numbers_along, shares_up
from lms.alumni.pictures.days import joined
from lms.core.plots import RIGHT, Dot, Line, Path, Picture, Scale, ticks_over

LIMITS = {"limit": 1.959964, "limit-outer": 3.090232}  # 95 % and 99.8 %
POINTS = 40


@dataclass(frozen=True)
class Unit:
    """One ministry: people whose post is known, and the share of them in post (0-1)."""

    known: float
    share: float
    is_reliable: bool = True


def limits_at(share: float, known: float, z: float) -> tuple[float, float]:
    """Where the share of a unit of this size lies by chance alone, without finite population correction (0-1)."""
    half = z * math.sqrt(share * (1 - share) / known)
    return max(0.0, share - half), min(1.0, share + half)


def drawn(units: Sequence[Unit], overall: float) -> Picture:
    """Size along, share upwards, and the funnel around the share of all."""
    ticks = ticks_over(0, max((unit.known for unit in units), default=10))
    along = Scale(0, ticks[-1], LEFT, RIGHT)
    axes, words = joined(shares_up(), numbers_along(along, ticks))
    dots = [Dot("estimate" if unit.is_reliable else "muted", along.at(unit.known), UP.at(unit.share)) for unit in units]
    middle = Line("axis", LEFT, UP.at(overall), RIGHT, UP.at(overall))
    paths = [path for kind, z in LIMITS.items() for path in funnel(kind, z, overall, along)]
    return Picture(HEIGHT, axes=[*axes, middle], paths=paths, dots=dots, words=words)


def funnel(kind: str, z: float, share: float, along: Scale) -> list[Path]:
    sizes = [along.high * (number + 1) / POINTS for number in range(POINTS)]
    ends = [limits_at(share, size, z) for size in sizes]
    return [
        Path(kind, [(along.at(size), UP.at(pair[side])) for size, pair in zip(sizes, ends, strict=True)])
        for side in (0, 1)
    ]
