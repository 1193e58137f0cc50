"""How sure people were of their answers, and whether they were right."""

import numpy as np

from lms.assessments.gain import SMALLEST_SHOWN
from lms.assessments.packing import STEPS, ZERO
from lms.assessments.report import reading
from lms.assessments.report.figures import Confidence
from lms.assessments.report.items import Analysed
from lms.assessments.report.questions import FormFacts
from lms.assessments.report.reading import People, Ratings, Scope

STATED = np.array([0, 1 / 3, 2 / 3, 1])
SURE = 3


def confidences(
    scope: Scope, forms: dict[int, FormFacts], tests: list[Analysed], people: People
) -> dict[tuple[int, str], dict[int, Confidence]]:
    """`{(form id, phase): {question id: Confidence}}` of ten rated answers or more, of the people in `tests`."""
    asking = {test.sheets.form_id for test in tests if any(question.asks_confidence for question in test.questions)}
    if not asking:
        return {}
    given = reading.ratings_of(scope, {pk: len(forms[pk].questions) for pk in asking}, people)
    places = [(test, (test.sheets.form_id, test.sheets.phase)) for test in tests]
    return {
        place: in_test(test, forms[place[0]], given[place], people.ids.size) for test, place in places if place in given
    }


def in_test(test: Analysed, form: FormFacts, ratings: Ratings, people: int) -> dict[int, Confidence]:
    asked = [place for place, question in enumerate(test.questions) if question.asks_confidence]
    ids = [test.questions[place].id for place in asked]
    line_of = {question.id: line for line, question in enumerate(form.questions)}
    row_of = np.full(people, -1)
    row_of[test.sheets.people] = np.arange(test.n)
    rows = row_of[ratings.people]
    lines = ratings.lines[np.ix_([line_of[pk] for pk in ids], rows >= 0)]
    found = figures_of(lines, test.sheets.steps[np.ix_(asked, rows[rows >= 0])])
    return {pk: figure for pk, figure in zip(ids, found, strict=True) if figure.n >= SMALLEST_SHOWN}


def figures_of(ratings: np.ndarray, steps: np.ndarray) -> list[Confidence]:
    """One per question from the signs of packing.py, shape (k, n); nan where nobody gave a rating."""
    is_rated = ratings > ZERO
    n = is_rated.sum(1)
    rating, points = (np.where(is_rated, np.maximum(signs, ZERO) - ZERO, 0) for signs in (ratings, steps))
    sure = (rating == SURE) & (points < STEPS)
    sums = (STATED[rating].sum(1), points.sum(1) / STEPS, sure.sum(1))
    shares = [np.divide(values, n, out=np.full(n.size, np.nan), where=n > 0).tolist() for values in sums]
    return [Confidence(*row) for row in zip(n.tolist(), *shares, strict=True)]
