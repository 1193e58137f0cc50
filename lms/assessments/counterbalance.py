"""Which form a person sits: of each country every other person takes A first, and nobody the same twice running."""

LETTERS = ("A", "B")


def first_letter(rank: int) -> str:
    """The form before the course, by the enrolment's rank (from 0) among its country's in the cohort."""
    return LETTERS[rank % 2]


def other_letter(letter: str) -> str:
    return LETTERS[1 - LETTERS.index(letter)]


def next_letter(rank: int, earlier: list[str]) -> str:
    """The form of the next sitting, after the letters of the earlier ones in their order."""
    return other_letter(earlier[-1]) if earlier else first_letter(rank)
