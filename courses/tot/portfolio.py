"""When the figures in a portfolio are whole, and how much may lie in it: pure."""

from typing import Protocol

SMALLEST_SHOWN = 10  # people: under it a mean could speak of single persons
MAX_FILES = 10  # beside one practice session


class Figured(Protocol):
    """What a practice session says about the tests of its participants."""

    tested: int | None
    mean_before: object
    mean_after: object


def has_figures(session: Figured) -> bool:
    """The two means; or the number alone, where so few took both tests that their means stay unsaid."""
    if not session.tested:
        return False
    return session.tested < SMALLEST_SHOWN or None not in (session.mean_before, session.mean_after)
