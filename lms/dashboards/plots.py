"""Where the marks of a gain plot stand: pure arithmetic for an SVG that the browser draws, always beside its table."""

from dataclasses import dataclass

LEFT, WIDTH, ROW_HEIGHT, TOP = 12, 576, 46, 30


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


TICKS = [(x_of(tenth / 4), tenth / 4) for tenth in range(5)]
