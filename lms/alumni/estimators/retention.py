"""How many are still in post, and how sure we are: the four numbers that never stand alone."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lms.alumni.estimators.proportions import clopper_pearson, kish_size, korn_graubard, stratified

SHOWN_FROM = 10  # nothing about fewer known people is shown or exported


@dataclass(frozen=True)
class Cell:
    """One stratum: people in the frame, asked, known to be in post, known to be out."""

    name: str
    frame: int
    asked: int
    in_post: int
    out: int

    @property
    def known(self) -> int:
        return self.in_post + self.out

    @property
    def unknown(self) -> int:
        return self.asked - self.known


@dataclass(frozen=True)
class Retention:
    """The four numbers that never stand alone: estimate, interval, bounds and status-known rate, all 0-1.

    `low` and `high` are None for a true census; all shares are None where fewer than ten are known.
    """

    frame: int
    asked: int
    known: int
    estimate: float | None
    low: float | None
    high: float | None
    worst: float | None
    best: float | None
    known_rate: float | None

    @property
    def is_suppressed(self) -> bool:
        return self.estimate is None


def interval(cells: Sequence[Cell]) -> tuple[float | None, float | None]:
    """The 95 % interval of the share in post; (None, None) for a true census, which has only bounds."""
    used = [cell for cell in cells if cell.known]
    if all(cell.known == cell.frame for cell in used):
        return None, None
    frame, known = [cell.frame for cell in used], [cell.known for cell in used]
    proportion = stratified(frame, known, [cell.in_post for cell in used])
    if proportion.variance > 0:
        return korn_graubard(proportion)
    effective = kish_size(frame, known)
    return clopper_pearson(proportion.share * effective, effective)


def bounds(cells: Sequence[Cell]) -> tuple[float, float]:
    """Lower bound: everybody not reached has left; upper bound: everybody not reached is in post (Manski)."""
    asked = [cell for cell in cells if cell.asked]
    frame = sum(cell.frame for cell in asked)
    worst = sum(cell.frame * cell.in_post / cell.asked for cell in asked) / frame
    best = sum(cell.frame * (cell.in_post + cell.unknown) / cell.asked for cell in asked) / frame
    return worst, best


def yearly_exit_rate(share_left: float, years: float) -> float:
    """The constant yearly rate that leaves `share_left` (0-1) gone after `years`: 1 - (1 - share)^(1/years)."""
    return 1 - math.pow(1 - share_left, 1 / years)


def retention(cells: Sequence[Cell]) -> Retention:
    """The figure for a set of strata; with fewer than ten known people it holds counts only."""
    frame, asked, known = (sum(getattr(cell, name) for cell in cells) for name in ("frame", "asked", "known"))
    if known < SHOWN_FROM:
        return Retention(frame, asked, known, None, None, None, None, None, None)
    used = [cell for cell in cells if cell.known]
    proportion = stratified([c.frame for c in used], [c.known for c in used], [c.in_post for c in used])
    low, high = interval(cells)
    worst, best = bounds(cells)
    return Retention(frame, asked, known, proportion.share, low, high, worst, best, known / asked)
