"""What a plan costs and what it buys, before anybody is asked: pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import stats

from lms.alumni import estimators, sampling

EXACT_UP_TO = 100  # people; below, what a sample buys is said as "between x and y of the N"
MARGINS = (0.03, 0.05, 0.07, 0.10)


@dataclass(frozen=True)
class Work:
    """One cell: `frame` people, `asked` of them written to, `answers` expected, and `followed` of the silent until
    their post is known. `followed` is None where all who are silent are simply left or called as time allows."""

    frame: int
    asked: int
    answers: int
    followed: int | None = None

    @property
    def calls(self) -> int:
        return self.asked - self.answers if self.followed is None else self.followed


@dataclass(frozen=True)
class Size:
    """One line of the table of sizes: answers and invitations that a margin (0-1) needs, and the calls to the silent.

    `is_reached`: even everybody, at the expected response, would give so many answers.
    """

    margin: float
    answers: int
    invitations: int
    calls: int
    is_reached: bool


def sizes(population: int, *, share: float, response: float, margins: Sequence[float] = MARGINS) -> list[Size]:
    return [size_for(margin, population, share=share, response=response) for margin in margins]


def size_for(margin: float, population: int, *, share: float, response: float) -> Size:
    needed = sampling.sample_size(population, share=share, margin=margin)
    invited = sampling.invitations(needed, population=population, expected_response=response)
    return Size(margin, needed, invited, max(invited - needed, 0), expected(invited, response) >= needed)


def expected(asked: int, response: float) -> int:
    """Answers from so many asked, rounded half up."""
    return math.floor(asked * response + 0.5)


def sampled(frame: int, asked: int, *, response: float) -> Work:
    """A cell of a sample."""
    return Work(frame, asked, expected(asked, response))


def counted(frame: int, *, response: float, one_in: int) -> Work:
    """A cell of a census: all are written to, and one in so many of the silent is followed up until known."""
    answers = expected(frame, response)
    return Work(frame, frame, answers, math.ceil((frame - answers) / one_in))


def variance(work: Work, share: float) -> float | None:
    """Of the estimated share in one cell; None where fewer than two people tell of the others.

    A sample: (1 - n/N) p(1-p)/(n-1). A census: those who answered are a stratum taken whole, the silent one of which
    `followed` are a sample.
    """
    if work.followed is None:
        return _sample_variance(work.frame, work.answers, share)
    silent = work.frame - work.answers
    within = _sample_variance(silent, work.followed, share)
    return None if within is None else (silent / work.frame) ** 2 * within


def _sample_variance(population: int, known: int, share: float) -> float | None:
    if known >= population:
        return 0.0
    return None if known < 2 else (1 - known / population) * share * (1 - share) / (known - 1)


def margin(cells: Sequence[Work], share: float) -> float | None:
    """Half-width (0-1) of the 95 % interval of the cells together: z sqrt(sum (N_h/N)^2 v_h); None where a cell has
    too few answers for one."""
    total = sum(cell.frame for cell in cells)
    parts = [variance(cell, share) for cell in cells]
    if not total or None in parts:
        return None
    summed = sum((cell.frame / total) ** 2 * part for cell, part in zip(cells, parts, strict=True))
    return float(stats.norm.ppf(0.975) * math.sqrt(summed))


def between(work: Work, share: float) -> tuple[int, int] | None:
    """ "Between x and y of the N" are in post, if the expected share of those who tell is: exact hypergeometric.

    Only for cells of up to 100; None where nobody tells. A sample of 10 among 15 gives 8 to 12.
    """
    if work.frame > EXACT_UP_TO:
        return None
    if work.followed is None:
        return _exact(work.answers, work.frame, share)
    silent, told = work.frame - work.answers, expected(work.answers, share)
    rest = _exact(work.followed, silent, share) if silent else (0, 0)
    return rest and (told + rest[0], told + rest[1])


def _exact(known: int, population: int, share: float) -> tuple[int, int] | None:
    return estimators.exact_count(expected(known, share), known, population) if known else None
