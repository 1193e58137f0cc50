"""An attempt's marks as two short texts, one sign per place of its form: a report joins them in the database.

Points are counted in sixtieths of a point, so that halves, thirds, quarters, fifths and sixths are whole numbers.
"""

from collections.abc import Iterable

STEPS = 60
ZERO = ord("0")
NOT_SCORED = " "  # an attitude, or an answer that nobody has marked yet
OMITTED = "-"
SEVERAL = "*"  # an answer of more than one letter, or in words
NOT_RATED = "0"


def pack_points(points: Iterable[float | None]) -> str:
    """`0` for nothing to `l` for one full point; None is not scored."""
    return "".join(NOT_SCORED if value is None else chr(ZERO + round(value * STEPS)) for value in points)


def pack_choices(answers: Iterable[str]) -> str:
    """The letter chosen at each place."""
    return "".join(OMITTED if not answer else answer if len(answer) == 1 else SEVERAL for answer in answers)


def pack_ratings(ratings: Iterable[int | None]) -> str:
    """How sure the person was at each place, `1` to `3`; empty where nothing was said anywhere."""
    packed = "".join(str(rating or NOT_RATED) for rating in ratings)
    return packed if packed.strip(NOT_RATED) else ""
