"""Where the marks of a gain plot stand: pure arithmetic for an SVG that the browser draws, always beside its table."""

from dataclasses import dataclass

LEFT, WIDTH, ROW_HEIGHT, TOP = 20, 300, 46, 30  # within 340: as wide as a phone, so that its words stay readable


@dataclass(frozen=True)
class GainMark:
    """One cohort's line: `pre` and `post` in SVG units from the left, `y` the line, `label_y` its words."""

    label: str
    pre: float
    post: float
    y: int
    label_y: int


def x_of(share: float) -> float:
    """The place of a share (0-1) on the axis."""
    return round(LEFT + share * WIDTH, 1)


def gain_marks(rows: list[tuple[str, float, float]]) -> list[GainMark]:
    """`rows`: (label, mean before, mean after), both 0-1."""
    return [
        GainMark(label, x_of(pre), x_of(post), TOP + number * ROW_HEIGHT + 26, TOP + number * ROW_HEIGHT + 12)
        for number, (label, pre, post) in enumerate(rows)
    ]


def height_of(rows: int) -> int:
    return TOP + rows * ROW_HEIGHT + 8


TICKS = [(x_of(points / 100), points) for points in range(0, 101, 25)]
