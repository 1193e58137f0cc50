"""Who took which tests: scores and sheets of the same people side by side."""

from collections.abc import Iterable
from dataclasses import fields
from itertools import product

import numpy as np

from lms.assessments import gain
from lms.assessments.gain import FourCounts
from lms.assessments.report import bits
from lms.assessments.report.items import Analysed
from lms.assessments.report.reading import Sheets, points_in

Scores = np.ndarray  # shape (people in scope,), points of 100, nan where there is no scored test


def scores_of(tests: Iterable[Analysed], people: int) -> dict[str, Scores]:
    """`{phase: Scores}` by place in People."""
    table = {phase: np.full(people, np.nan) for phase in ("pre", "post", "delayed")}
    for test in tests:
        table[test.sheets.phase][test.sheets.people] = test.of_100
    return table


def halves(tests: Iterable[Analysed], phase: str, matched: np.ndarray) -> dict[int, tuple[int, float]]:
    """`{question: (people, facility)}` in one phase over all forms, of those that `matched`, shape (people,), marks."""
    sums: dict[int, tuple[int, float]] = {}
    for test in tests:
        if test.sheets.phase != phase:
            continue
        kept = matched[test.sheets.people]
        n = int(kept.sum())
        for question, value in zip(test.questions, test.marks.sums_of(bits.sets_of(kept)).tolist(), strict=True):
            before, people = sums.get(question.id, (0.0, 0))
            sums[question.id] = (before + value, people + n)
    return {pk: (n, value / n) for pk, (value, n) in sums.items() if n}


def four_counts(tests: Iterable[Analysed], matched: np.ndarray) -> dict[int, FourCounts]:
    """`{question: FourCounts}` of those who met the question in both tests."""
    rows = list(tests)
    before = [test for test in rows if test.sheets.phase == "pre"]
    after = [test for test in rows if test.sheets.phase == "post"]
    found: dict[int, FourCounts] = {}
    for first, second in product(before, after):
        for pk, counts in counts_in_common(first, second, matched).items():
            found[pk] = added(found[pk], counts) if pk in found else counts
    return found


def counts_in_common(first: Analysed, second: Analysed, matched: np.ndarray) -> dict[int, FourCounts]:
    places = {question.id: place for place, question in enumerate(second.questions)}
    common = [place for place, question in enumerate(first.questions) if question.id in places]
    ids = [first.questions[place].id for place in common]
    mine, theirs = rows_in_common(first.sheets, second.sheets, matched)
    if not common or not mine.size:
        return {}
    was = points_in(first.sheets.steps[np.ix_(common, mine)])
    now = points_in(second.sheets.steps[np.ix_([places[pk] for pk in ids], theirs)])
    return dict(zip(ids, gain.four_counts(was, now), strict=True))


def added(one: FourCounts, other: FourCounts) -> FourCounts:
    return FourCounts(*(getattr(one, field.name) + getattr(other, field.name) for field in fields(FourCounts)))


def rows_in_common(first: Sheets, second: Sheets, matched: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The places in each of the matched people who took both."""
    row_of = np.full(matched.size, -1)
    row_of[second.people] = np.arange(second.n)
    theirs = row_of[first.people]
    mine = np.flatnonzero((theirs >= 0) & matched[first.people])
    return mine, theirs[mine]
