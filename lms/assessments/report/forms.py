"""Figures of whole forms: reliability, the pass mark, whether forms are equally hard, and questions that drifted."""

from collections.abc import Iterable
from itertools import combinations, pairwise

import numpy as np

from lms.assessments import equating, item_analysis
from lms.assessments.equating_anchors import LEAST_FOR_A_LINE, delta_plot
from lms.assessments.item_analysis_flags import PEOPLE_FOR_FLAGS
from lms.assessments.report.figures import Decision, Drift, Equivalence, FormPhase
from lms.assessments.report.items import Analysed
from lms.assessments.report.questions import FormFacts


def form_phase(test: Analysed, pass_share: float) -> FormPhase:
    report, figures = test.report, test.report.reliability
    return FormPhase(
        n=test.n,
        mean=report.total_mean,
        sd=report.total_sd,
        alpha=figures.alpha,
        alpha_low=figures.low,
        alpha_high=figures.high,
        sem=figures.sem,
        mean_inter_item_r=figures.mean_inter_item_r,
        verdict=figures.verdict,
        decision=decision_of(test, pass_share) if test.sheets.phase == "post" else None,
    )


def decision_of(test: Analysed, pass_share: float) -> Decision | None:
    """Only the test after the course is passed or failed."""
    k = len(test.questions)
    found = item_analysis.decision_consistency(
        test.report.totals, items=k, cut=pass_share * k, figures=test.report.reliability
    )
    return found and Decision(found.agreement, found.kappa, found.near_cut)


def equivalences(tests: Iterable[Analysed], forms: dict[int, FormFacts]) -> list[Equivalence]:
    """Every two forms of one version, on the scores of the test before the course."""
    by_version: dict[int, list[Analysed]] = {}
    for test in tests:
        if test.sheets.phase == "pre":
            by_version.setdefault(forms[test.sheets.form_id].version, []).append(test)
    return [
        Equivalence(name(forms, first), name(forms, second), equating.compare_forms(first.of_100, second.of_100))
        for _version, rows in sorted(by_version.items(), reverse=True)
        for first, second in combinations(sorted(rows, key=lambda test: forms[test.sheets.form_id].letter), 2)
    ]


def name(forms: dict[int, FormFacts], test: Analysed) -> str:
    return forms[test.sheets.form_id].name


def drifts(tests: Iterable[Analysed], forms: dict[int, FormFacts]) -> list[Drift]:
    """Questions that a version shares with the one before: on the test before the course, 30 people or more in each."""
    versions: dict[int, dict[int, tuple[int, float]]] = {}
    codes: dict[int, str] = {}
    for test in tests:
        if test.sheets.phase == "pre":
            note(versions.setdefault(forms[test.sheets.form_id].version, {}), test)
            codes |= {question.id: question.code for question in test.questions}
    return [
        drift
        for old, new in pairwise(sorted(versions))
        for drift in compared(old, new, versions[old], versions[new], codes)
    ]


def note(shares: dict[int, tuple[int, float]], test: Analysed) -> None:
    """Add one form's facilities; a question on two letters of a version is taken together."""
    for question, facility, seen in zip(test.questions, test.report.facility, test.report.seen, strict=True):
        n, mean = shares.get(question.id, (0, 0.0))
        total = n + int(seen)
        shares[question.id] = (total, (n * mean + int(seen) * float(facility)) / total)


def compared(
    old: int, new: int, before: dict[int, tuple[int, float]], after: dict[int, tuple[int, float]], codes: dict[int, str]
) -> list[Drift]:
    common = [pk for pk in before if pk in after and min(before[pk][0], after[pk][0]) >= PEOPLE_FOR_FLAGS]
    if len(common) < LEAST_FOR_A_LINE:
        return []
    shares = [np.array([side[pk][1] for pk in common]) for side in (before, after)]
    plot = delta_plot(*shares)
    return [
        Drift(pk, codes[pk], str(old), str(new), float(was), float(now), float(distance), bool(flag))
        for pk, was, now, distance, flag in zip(
            common, *shares, plot.purified.distance, plot.purified.flags, strict=True
        )
    ]
