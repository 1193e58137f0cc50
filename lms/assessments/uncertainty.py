"""How exactly one form measures one person: its standard error of measurement, from everybody who took it lately."""

from collections.abc import Iterable

import numpy as np

from lms.assessments import marking
from lms.assessments.item_analysis import Reliability, analyse
from lms.assessments.models import Attempt, FormQuestion
from lms.assessments.packing import STEPS, ZERO
from lms.assessments.standing import FULL_SCORE

LATEST = 2000  # sheets of all the forms together; more tell no more about one standard error
PEOPLE_FOR_AN_ERROR = 30
GUESSED = frozenset({marking.SINGLE_BEST, marking.TRUE_FALSE})


def errors_of(form_ids: Iterable[int]) -> dict[tuple[int, str], Reliability]:
    """`{(form id, phase): Reliability}` in one query, only where at least 30 people make it trustworthy."""
    rows = Attempt.objects.filter(form__in=list(form_ids), number=1, max_points__isnull=False).exclude(item_points="")
    sheets: dict[tuple[int, str], list[str]] = {}
    for form_id, phase, points in rows.order_by("-submitted_at").values_list("form_id", "phase", "item_points")[
        :LATEST
    ]:
        sheets.setdefault((form_id, phase), []).append(points)
    found = {place: reliability_of(lines) for place, lines in sheets.items() if len(lines) >= PEOPLE_FOR_AN_ERROR}
    return {place: row for place, row in found.items() if row.sem is not None and row.n >= PEOPLE_FOR_AN_ERROR}


def reliability_of(lines: list[str]) -> Reliability:
    """From packed points (see packing.py), one line a person; questions that nobody has marks for are left out."""
    length = len(lines[0])
    signs = np.frombuffer("".join(line for line in lines if len(line) == length).encode("ascii"), np.uint8)
    points = (signs.reshape(-1, length).astype(float) - ZERO) / STEPS
    points[points < 0] = np.nan  # not scored
    return analyse(points[:, ~np.isnan(points).all(axis=0)]).reliability


def chance_of_100(form_ids: Iterable[int]) -> float | None:
    """The mean score of blind guessing in points of 100, over these forms; None without any."""
    places = FormQuestion.objects.filter(form__in=list(form_ids)).exclude(question__kind=marking.ATTITUDE)
    options: dict[tuple[int, int], tuple[str, int]] = {}
    for *place, kind, choice_id in places.values_list("form_id", "position", "question__kind", "question__choices__id"):
        options[tuple(place)] = (kind, options.get(tuple(place), ("", 0))[1] + (choice_id is not None))
    chances = [1 / count if kind in GUESSED and count else 0.0 for kind, count in options.values()]
    return FULL_SCORE * sum(chances) / len(chances) if chances else None
