"""Where the marks of a gain plot stand: pure arithmetic for an SVG that the browser draws, always beside its table."""

from dataclasses import dataclass

from lms.core.plots import ROW_HEIGHT, SHARES, Scale

LEFT, TOP = 20, 30  # the axis is above the rows
SCALE = Scale(start=LEFT, end=LEFT + 300)
x_of = SCALE.at


@dataclass(frozen=True)
class GainMark:
    """One cohort's line: `pre` and `post` in SVG units from the left, `y` the line, `label_y` its words."""

    label: str
    pre: float
    post: float
    y: int
    label_y: int


def gain_marks(rows: list[tuple[str, float, float]]) -> list[GainMark]:
    """`rows`: (label, mean before, mean after), both 0-1."""
    return [
        GainMark(label, x_of(pre), x_of(post), TOP + number * ROW_HEIGHT + 26, TOP + number * ROW_HEIGHT + 12)
        for number, (label, pre, post) in enumerate(rows)
    ]


def height_of(rows: int) -> int:
    return TOP + rows * ROW_HEIGHT + 8


TICKS = [(x_of(share), round(share * 100)) for share in SHARES]
