"""The two axes that the plots of a follow-up share: shares upwards, months or days along."""

from collections.abc import Sequence

from lms.core import display
from lms.core.plots import RIGHT, SHARES, Line, Scale, Words, across, upwards

LEFT, TOP, BOTTOM = 54, 12, 212
HEIGHT = BOTTOM + 28
UP = Scale(start=BOTTOM, end=TOP)


def shares_up() -> tuple[list[Line], list[Words]]:
    return upwards([(share, display.percent_text(share)) for share in SHARES], UP, LEFT, RIGHT)


def counts_up(scale: Scale, ticks: Sequence[int]) -> tuple[list[Line], list[Words]]:
    return upwards([(tick, display.number_text(tick)) for tick in ticks], scale, LEFT, RIGHT)


def numbers_along(scale: Scale, ticks: Sequence[float]) -> tuple[list[Line], list[Words]]:
    lines, words = across([(tick, display.number_text(tick)) for tick in ticks], scale, BOTTOM, TOP)
    return lines, words


def months(until: float) -> list[int]:
    """Whole years from 0 to `until`, at most six steps."""
    years = max(int(until // 12), 1)
    step = next(step for step in (1, 2, 5, 10, 20) if years / step <= 6)
    return [12 * step * number for number in range(years // step + 1)]
