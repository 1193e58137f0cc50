"""What the matched learned: the gain with its uncertainty, cohort by cohort, and what is left months later."""

from collections.abc import Mapping

import numpy as np

from lms.assessments import gain
from lms.assessments.gain import SMALLEST_SHOWN, Ends, Gain
from lms.assessments.report.figures import Learned, Run
from lms.assessments.report.items import Analysed
from lms.assessments.report.reading import People

FULL = 100
MANY_RUNS = 40  # more cohorts than these are not shown one by one


def learned(scores: Mapping[str, np.ndarray], matched: np.ndarray, people: People, tests: list[Analysed]) -> Learned:
    """`scores` is `{phase: points of 100, nan where not taken}`; `matched` marks the pairs that count, shape (n,).

    People of several cohorts are never one sample: the interval over six cohorts or more is that of their means,
    and with fewer each stands alone.
    """
    pre, post = scores["pre"][matched], scores["post"][matched]
    pooled = gain.paired_gain(pre, post, FULL)
    if pooled.suppressed:
        return Learned(pooled)
    runs, means = runs_of(post - pre, people.cohorts[matched], people.cohort_ids)
    is_one = np.count_nonzero(np.bincount(people.cohorts[matched])) == 1
    compared = compare_unmatched(scores, matched)
    return Learned(
        gain=pooled if is_one else without_test(pooled),
        hedges_g=None if pooled.d_av is None else pooled.d_av * gain.small_sample_factor(pooled.n),
        share_above_error=above_error(post - pre, tests),
        wilcoxon_p=gain.wilcoxon(post - pre).p_value if is_one else None,
        **compared,
        ends=ends_of(pre, post, tests),
        delayed=delayed_of(scores, matched),
        runs=runs,
        over_runs=None if is_one else gain.gain_over_runs(means),
    )


def without_test(pooled: Gain) -> Gain:
    """The description without interval and p: they would treat people of one room as strangers to each other."""
    names = ("ci_low", "ci_high", "p_value", "t", "g_low", "g_high", "d_low", "d_high")
    kept = {name: getattr(pooled, name) for name in pooled.__dataclass_fields__ if name not in names}
    return Gain(**kept)


def runs_of(change: np.ndarray, cohorts: np.ndarray, ids: np.ndarray) -> tuple[list[Run], list[float]]:
    """(each cohort's gain where a page can show them all, the mean gains of all of ten people or more)."""
    sizes = np.bincount(cohorts)
    shown = np.flatnonzero(sizes >= SMALLEST_SHOWN)
    means = np.bincount(cohorts, weights=change)[shown] / sizes[shown]
    if shown.size > MANY_RUNS:
        return [], means.tolist()
    return [run_of(int(ids[place]), change[cohorts == place]) for place in shown], means.tolist()


def run_of(cohort_id: int, change: np.ndarray) -> Run:
    low, high = gain.t_interval(change)
    return Run(cohort_id, change.size, float(change.mean()), low, high)


def compare_unmatched(scores: Mapping[str, np.ndarray], matched: np.ndarray) -> dict:
    """Whether those with a first test alone were unlike the others before."""
    pre = scores["pre"]
    both, alone = pre[matched], pre[~matched & ~np.isnan(pre)]
    rate = both.size / (both.size + alone.size)
    if alone.size < SMALLEST_SHOWN:
        return {"matched_rate": rate}
    difference, low, high, d = gain.difference_before(both, alone)
    return {
        "matched_rate": rate,
        "unmatched_difference": difference,
        "unmatched_low": low,
        "unmatched_high": high,
        "differs_from_unmatched": d is not None and abs(d) >= gain.LARGE_DIFFERENCE,
    }


def sem_of(tests: list[Analysed], phase: str) -> float | None:
    """The standard error of measurement in points of 100, over the forms of this phase; None where unknown."""
    known = [
        (test.report.complete, FULL * test.report.reliability.sem / len(test.questions))
        for test in tests
        if test.sheets.phase == phase and test.report.reliability.sem is not None
    ]
    people = sum(n for n, _sem in known)
    return sum(n * sem for n, sem in known) / people if people >= 30 else None


def above_error(change: np.ndarray, tests: list[Analysed]) -> float | None:
    before, after = sem_of(tests, "pre"), sem_of(tests, "post")
    return None if before is None or after is None else gain.share_above_error(change, before, after)


def ends_of(pre: np.ndarray, post: np.ndarray, tests: list[Analysed]) -> Ends:
    chances = [
        FULL * sum(question.chance or 0 for question in test.questions) / len(test.questions)
        for test in tests
        if test.sheets.phase == "pre" and test.questions
    ]
    chance = float(np.mean(chances)) if chances else None
    return gain.ends(pre, post, FULL, chance=chance, sem=sem_of(tests, "pre"))


def delayed_of(scores: Mapping[str, np.ndarray], matched: np.ndarray) -> gain.DelayedGain | None:
    """Of those with all three tests; None where nobody has them."""
    all_three = matched & ~np.isnan(scores["delayed"])
    if not all_three.any():
        return None
    return gain.delayed_gain(*(scores[phase][all_three] for phase in ("pre", "post", "delayed")))
