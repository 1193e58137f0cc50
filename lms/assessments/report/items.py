"""Figures of single questions: one test at a time, then before against after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import special

from lms.assessments import gain, item_analysis
from lms.assessments.gain import SMALLEST_SHOWN, FourCounts
from lms.assessments.item_analysis import ItemReport
from lms.assessments.item_analysis_flags import PEOPLE_FOR_FLAGS
from lms.assessments.item_analysis_groups import LOWER, MIDDLE, UPPER, group_size, groups
from lms.assessments.packing import NOT_SCORED, STEPS
from lms.assessments.report import bits, tallies
from lms.assessments.report.figures import Change, Confidence, ItemPhase, LanguageLine, Option
from lms.assessments.report.marks import Marks, marks_of
from lms.assessments.report.questions import Question
from lms.assessments.report.reading import People, Sheets, points_in
from lms.assessments.report.small_groups import kept_of_parts, shown_parts
from lms.core.languages import CODES
from lms.core.statistics import normal_quantile


@dataclass(frozen=True)
class Analysed:
    """One form in one test: `questions` are the scored ones, `cohorts` the place of each person's, shape (n,)."""

    sheets: Sheets
    questions: list[Question]
    cohorts: np.ndarray
    marks: Marks

    @property
    def of_100(self) -> np.ndarray:
        """Everybody's score in points of 100, shape (n,)."""
        return self.marks.totals * (100 / STEPS / max(len(self.questions), 1))

    @property
    def n(self) -> int:
        return self.sheets.n

    @cached_property
    def outer(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The least, the middle and the best 27 % as sets of people."""
        group = groups(self.marks.totals)
        return tuple(bits.sets_of(group == one) for one in (LOWER, MIDDLE, UPPER))

    @cached_property
    def report(self) -> ItemReport:
        """As item_analysis.analyse has it, from counts; where an answer is not scored, from a table."""
        if (self.sheets.steps == ord(NOT_SCORED)).any():
            return item_analysis.analyse(points_in(self.sheets.steps))
        marks, lower, _middle, upper = self.marks, *self.outer
        seen = np.full(marks.k, marks.n)
        return item_analysis.report_of(
            marks.n,
            marks.totals / STEPS,
            item_analysis.Moments(marks.n, marks.sums, marks.products),
            facility=marks.sums / seen,
            seen=seen,
            d27=(marks.sums_of(upper) - marks.sums_of(lower)) / group_size(marks.n),
            d27_fraction=marks.upper_less_lower(),
        )


def analysed(sheets: Sheets, questions: Iterable[Question], people: People) -> Analysed:
    """Attitudes are not scored and stay out."""
    asked = list(questions)
    scored = [place for place, question in enumerate(asked) if question.is_scored]
    if len(scored) < len(asked):
        places = np.array(scored, int)
        sheets = replace(sheets, steps=sheets.steps[places], choices=sheets.choices[places])
    cohorts = people.cohorts[sheets.people]
    return Analysed(sheets, [asked[place] for place in scored], cohorts, marks_of(sheets.steps))


def phase_figures(test: Analysed, rated: Mapping[int, Confidence]) -> list[ItemPhase]:
    """One per scored question, of ten people or more; `rated` is `{question id: Confidence}`."""
    report, (low, high) = test.report, intervals(test)
    plain = (report.seen, np.nan_to_num(report.facility), low, high)
    maybe = (report.r_rest, report.r_low, report.r_high, report.d27_fraction, report.alpha_if_deleted)
    columns = [*(column.tolist() for column in plain), *map(known, maybe), options_of(test), languages_of(test)]
    return [ItemPhase(*row, rated.get(question.id)) for question, *row in zip(test.questions, *columns, strict=True)]


def intervals(test: Analysed) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's interval of each facility; for part points it is on the wide side."""
    return wilson_limits(test.report.facility, test.report.seen)


def wilson_limits(share: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """As lms.core.statistics.wilson, for arrays of shares."""
    z2 = normal_quantile() ** 2
    half = np.sqrt(z2 * (z2 / 4 + n * share * (1 - share)))
    middle = n * share + z2 / 2
    return np.clip((middle - half) / (n + z2), 0, 1), np.clip((middle + half) / (n + z2), 0, 1)


def options_of(test: Analysed) -> list[list[Option]]:
    """The options of questions with one answer; none for the other kinds, nor under 30 people: parts would be few."""
    counts = [question.options if question.key and test.n >= PEOPLE_FOR_FLAGS else 0 for question in test.questions]
    keys = [question.key for question in test.questions]
    return tallies.option_lines(test.sheets.choices, test.marks, test.outer, keys, counts)


def languages_of(test: Analysed) -> list[list[LanguageLine]]:
    """By question; a language under ten people is not shown, nor one that would tell about it."""
    spoken = test.sheets.languages
    kept = kept_of_parts(spoken, test.cohorts)
    people = {CODES[place]: n for place, n in enumerate(np.bincount(spoken[kept]).tolist()) if n}
    members = {code: bits.sets_of(kept & (spoken == CODES.index(code))) for code in people}
    facility = {code: test.marks.sums_of(members[code]) / people[code] for code in people}
    answers = {code: np.full(len(test.questions), n) for code, n in people.items()}
    harder = item_analysis.harder_by(facility, answers)
    shown = shown_parts(people | {"": test.n - int(kept.sum())}) - {""}
    undefined = [None] * len(test.questions)
    columns = [
        (code, people[code], facility[code].tolist(), known(harder[code]) if code in harder else undefined)
        for code in CODES
        if code in shown
    ]
    return [
        [LanguageLine(code, n, shares[place], more[place]) for code, n, shares, more in columns]
        for place in range(len(test.questions))
    ]


def known(values: np.ndarray) -> list[float | None]:
    """None for nan."""
    return np.where(np.isnan(values), None, values).tolist()


def changes(before: dict[int, tuple[int, float]], after: dict[int, tuple[int, float]]) -> dict[int, Change]:
    """`{question: Change}` of two halves, from `{question: (people, facility)}` before and after the course.

    Newcombe's interval of two independent shares (1998, method 10), and the z test with a pooled share.
    """
    ids = [pk for pk in before if pk in after and min(before[pk][0], after[pk][0]) >= SMALLEST_SHOWN]
    if not ids:
        return {}
    (n1, p1), (n2, p2) = (np.array([half[pk] for pk in ids], float).T for half in (before, after))
    (l1, u1), (l2, u2) = wilson_limits(p1, n1), wilson_limits(p2, n2)
    difference, pooled = p2 - p1, (n1 * p1 + n2 * p2) / (n1 + n2)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    z = np.divide(difference, error, out=np.zeros_like(error), where=error > 0)
    p_values = 2 * special.ndtr(-np.abs(z))
    low = difference - np.sqrt((p2 - l2) ** 2 + (u1 - p1) ** 2)
    high = difference + np.sqrt((u2 - p2) ** 2 + (p1 - l1) ** 2)
    rows = np.stack([n1, n2, p1, p2, low, high, p_values], 1).tolist()
    return {pk: Change(int(row[0]), int(row[1]), *row[2:]) for pk, row in zip(ids, rows, strict=True)}


def matched_changes(tables: dict[int, FourCounts]) -> dict[int, Change]:
    """`{question: Change}` by McNemar; the four counts themselves from 30 people on."""
    return {pk: matched_change(counts) for pk, counts in tables.items() if counts.n >= SMALLEST_SHOWN}


def matched_change(counts: FourCounts) -> Change:
    test = gain.mcnemar(counts)
    return Change(
        counts.n,
        counts.n,
        test.pre_correct,
        test.post_correct,
        test.low,
        test.high,
        test.p_value,
        is_of_same_people=True,
        counts=counts if counts.n >= PEOPLE_FOR_FLAGS else None,
    )


def adjusted(found: dict[int, Change]) -> dict[int, Change]:
    """With Holm's p over the questions of one form."""
    p_values = gain.holm(np.array([change.p_value for change in found.values()]))
    return {pk: replace(change, p_holm=float(p)) for (pk, change), p in zip(found.items(), p_values, strict=True)}
