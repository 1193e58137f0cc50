"""Puts the report together: read once, every figure from the same arrays, small groups hidden."""

from collections.abc import Iterable

import numpy as np

from lms.assessments import queries
from lms.assessments.gain import SMALLEST_SHOWN
from lms.assessments.report import confidence, flags, forms, items, learned, pairs, questions, reading, small_groups
from lms.assessments.report.figures import Change, Confidence, Counts, FormPhase, FormReport, Item, ItemPhase, Report
from lms.assessments.report.items import Analysed
from lms.assessments.report.questions import FormFacts, Question
from lms.assessments.report.reading import People, Scope, Sheets
from lms.core import programmes

PHASES = ("pre", "post", "delayed")

Rated = dict[tuple[int, str], dict[int, Confidence]]  # by form and phase, then by question


def report(scope: Scope) -> Report:
    """The whole report on one scope; figures only, no names."""
    facts = questions.forms_of(scope.programme_code)
    people = reading.people_in(scope)
    by_id = {form.id: form for form in facts}
    taken = analysed_tests(scope, facts, people)
    scores = pairs.scores_of(taken, people.ids.size)
    both = ~np.isnan(scores["pre"]) & ~np.isnan(scores["post"])
    matched = counted(scope, people, both)
    tests = [inside(test, people) for test in taken]
    shown = [test for test in tests if is_shown(test, tests)]
    pass_share = programmes.get(scope.programme_code).pass_rule.share
    return Report(
        programme=scope.programme_code,
        cohort=scope.cohort.code if scope.cohort else None,
        year=scope.year,
        counts=counts_of(people, scores, both, matched),
        learned=learned.learned(scores, matched, people, shown),
        forms=form_reports(scope, facts, tests, shown, matched, people, pass_share),
        equivalence=forms.equivalences(shown, by_id),
        drift=forms.drifts(shown, by_id),
    )


def analysed_tests(scope: Scope, facts: list[FormFacts], people: People) -> list[Analysed]:
    """One per form and phase; very small cohorts and years stay out of what several say."""
    by_id = {form.id: form for form in facts}
    by_phase: dict[str, list[Sheets]] = {}
    for sheet in reading.sheets_of(scope, facts, people):
        by_phase.setdefault(sheet.phase, []).append(sheet)
    kept = []
    for rows in by_phase.values():
        among = kept_of(people, np.concatenate([row.people for row in rows]))
        parts = np.split(among, np.cumsum([row.n for row in rows])[:-1])
        kept += [row.only(part) for row, part in zip(rows, parts, strict=True)]
    return [items.analysed(row, by_id[row.form_id].questions, people) for row in kept if row.n]


def inside(test: Analysed, people: People) -> Analysed:
    """Without the cohorts and years of which very few took this form, though more took the test."""
    kept = kept_of(people, test.sheets.people)
    return test if kept.all() else items.analysed(test.sheets.only(kept), test.questions, people)


def kept_of(people: People, places: np.ndarray) -> np.ndarray:
    return small_groups.kept_of_all(people.cohorts[places], people.years[places])


def is_shown(test: Analysed, tests: Iterable[Analysed]) -> bool:
    """Ten people or more; nor may another form's hidden people follow from the whole."""
    people = {row.sheets.form_id: row.sheets.n for row in tests if row.sheets.phase == test.sheets.phase}
    return bool(test.questions) and test.sheets.form_id in small_groups.shown_parts(people)


def counted(scope: Scope, people: People, both: np.ndarray) -> np.ndarray:
    """Which pairs enter the gain, shape (people,): of one cohort those taken in time, as its results page says."""
    if scope.cohort:
        states = queries.states_of_cohort(scope.cohort)
        in_time = {id(row) for row in queries.pairs_in(scope.cohort, states).kept}
        ids = [pk for pk, row in states.items() if id(row) in in_time]
        return both & np.isin(people.ids, ids)
    matched = np.flatnonzero(both)
    result = np.zeros(both.size, bool)
    result[matched[kept_of(people, matched)]] = True
    return result


def counts_of(people: People, scores: dict[str, np.ndarray], both: np.ndarray, matched: np.ndarray) -> Counts:
    taken = {phase: int((~np.isnan(scores[phase])).sum()) for phase in PHASES}
    n = int(matched.sum())
    return Counts(enrolled=people.ids.size, **taken, matched=n, left_out=int(both.sum()) - n)


def form_reports(
    scope: Scope,
    facts: list[FormFacts],
    tests: list[Analysed],
    shown: list[Analysed],
    matched: np.ndarray,
    people: People,
    pass_share: float,
) -> list[FormReport]:
    """Newest version first; a form that nobody in the scope has sat is not in it."""
    changes = changes_of(shown, matched)
    rated = confidence.confidences(scope, {form.id: form for form in facts}, shown, people)
    found = []
    for form in facts:
        sat = {test.sheets.phase: test for test in tests if test.sheets.form_id == form.id}
        if sat:
            visible = {phase: sat[phase] for phase in PHASES if sat.get(phase) in shown}
            phases = {
                phase: forms.form_phase(sat[phase], pass_share)
                if phase in visible
                else FormPhase(sat[phase].sheets.n, suppressed=True)
                for phase in PHASES
                if phase in sat
            }
            scored = sum(question.is_scored for question in form.questions)
            found.append(FormReport(form.name, scored, phases, item_rows(form, visible, changes, rated)))
    return found


def changes_of(tests: list[Analysed], matched: np.ndarray) -> dict[int, Change]:
    """`{question id: Change}`: of the same people where they met it twice, else of those before against those after."""
    if matched.sum() < SMALLEST_SHOWN:
        return {}
    two_halves = items.changes(pairs.halves(tests, "pre", matched), pairs.halves(tests, "post", matched))
    return two_halves | items.matched_changes(pairs.four_counts(tests, matched))


def item_rows(form: FormFacts, visible: dict[str, Analysed], changes: dict[int, Change], rated: Rated) -> list[Item]:
    own = {question.id for question in form.questions}
    adjusted = items.adjusted({pk: change for pk, change in changes.items() if pk in own})
    tables = {
        phase: dict(
            zip(
                [question.id for question in test.questions],
                items.phase_figures(test, rated.get((form.id, phase), {})),
                strict=True,
            )
        )
        for phase, test in visible.items()
    }
    return [item_of(question, tables, adjusted.get(question.id)) for question in form.questions]


def item_of(question: Question, tables: dict[str, dict[int, ItemPhase]], change: Change | None) -> Item:
    phases = {phase: table[question.id] for phase, table in tables.items() if question.id in table}
    return Item(
        question.id,
        question.code,
        question.position,
        question.kind,
        question.is_anchor,
        phases,
        change,
        flags.raised(question, phases, change),
    )
