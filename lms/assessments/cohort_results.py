"""What the trainer and the administrator see of a cohort's tests: figures of matched pairs, and what limits them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lms.assessments import queries, slope_plot, uncertainty
from lms.assessments.entry import OPEN, POST, PRE
from lms.assessments.gain import (
    SMALLEST_SHOWN,
    DelayedGain,
    Ends,
    Gain,
    Matching,
    ends,
    matching,
    share_above_error,
    wilson,
)
from lms.assessments.item_analysis import Reliability
from lms.assessments.pairs import (
    CompetencyGain,
    Pairs,
    competency_gains,
    delayed_of_standings,
    gain_of_standings,
    scores_of,
)
from lms.assessments.slope_plot import Plot
from lms.assessments.standing import FULL_SCORE, Counts, Score, Standing, counts_of
from lms.cohorts.models import Attendance, Cohort, Enrolment


@dataclass(frozen=True)
class GroupGain:
    """The gain of one country's people, or of those who took the tests in one language."""

    code: str
    gain: Gain


@dataclass(frozen=True)
class Person:
    """One person's tests for the own trainer; the half widths are in points, None where nobody can tell."""

    enrolment: Enrolment
    standing: Standing
    pre_half_width: float | None
    post_half_width: float | None

    @property
    def needs_talk(self) -> bool:
        """All tries are used without a pass: the trainer may give one more after a talk."""
        used_up = self.standing.post_tries >= self.enrolment.programme.attempts_allowed
        return used_up and not (self.standing.post_passed or self.standing.waits or self.standing.post_state == OPEN)


class Figures:
    """What one group of matched pairs adds up to; everything but `gain` is empty under ten of them."""

    def __init__(self, cohort: Cohort, rows: list[Standing], errors: "Errors"):
        self.cohort, self.rows, self.errors = cohort, rows, errors
        self.pre, self.post = map(np.array, scores_of(rows))

    @cached_property
    def gain(self) -> Gain:
        return gain_of_standings(self.rows)

    @property
    def share_fell(self) -> tuple[float, float, float]:
        """(share, low, high) of those who scored lower."""
        return (self.gain.share_fell, *wilson(int((self.post < self.pre).sum()), self.gain.n))

    @cached_property
    def ends(self) -> Ends:
        forms = {row.pre.form_id for row in self.rows}
        return ends(
            self.pre, self.post, FULL_SCORE, chance=uncertainty.chance_of_100(forms), sem=self.errors.mean_of_100(PRE)
        )

    @property
    def share_above_error(self) -> float | None:
        """The share that rose by more than tests differ by themselves; None where that is not known."""
        before, after = self.errors.mean_of_100(PRE), self.errors.mean_of_100(POST)
        return None if before is None or after is None else share_above_error(self.post - self.pre, before, after)

    @cached_property
    def delayed(self) -> DelayedGain:
        return delayed_of_standings(self.rows)

    @cached_property
    def competencies(self) -> list[CompetencyGain]:
        return competency_gains(self.cohort.programme.competencies, self.rows)

    @cached_property
    def by_country(self) -> list[GroupGain]:
        return groups_of([(row.country, row) for row in self.rows])

    @cached_property
    def by_language(self) -> list[GroupGain]:
        """Only where no combination with a country is told apart that is too small to show."""
        crossed = [(f"{row.country} {row.post.language}", row) for row in self.rows]
        if self.by_country and not groups_of(crossed):
            return []
        return groups_of([(row.post.language, row) for row in self.rows])

    @cached_property
    def plot(self) -> Plot | None:
        return None if self.gain.suppressed else slope_plot.drawn(list(self.pre), list(self.post))


def groups_of(labelled: Iterable[tuple[str, Standing]]) -> list[GroupGain]:
    """By label; nothing at all where there is one group only or one has under ten people."""
    groups: dict[str, list[Standing]] = {}
    for label, row in labelled:
        groups.setdefault(label, []).append(row)
    if len(groups) < 2 or min(map(len, groups.values())) < SMALLEST_SHOWN:
        return []
    return [GroupGain(label, gain_of_standings(rows)) for label, rows in sorted(groups.items())]


class Errors:
    """The standard errors of the forms that a cohort sat, read once."""

    def __init__(self, states: Iterable[Standing]):
        self.rows = list(states)

    @cached_property
    def by_form(self) -> dict[tuple[int, str], Reliability]:
        scores = [score for row in self.rows for score in (row.pre, row.post, row.post_latest) if score]
        return uncertainty.errors_of({score.form_id for score in scores})

    def half_width(self, score: Score | None, phase: str) -> float | None:
        row = self.by_form.get((score.form_id, phase)) if score else None
        return row.half_width if row else None

    def mean_of_100(self, phase: str) -> float | None:
        """Over the forms of this phase, in points of 100; None unless it is known for each of them."""
        scores = [score for row in self.rows if (score := row.pre if phase == PRE else row.post)]
        forms = {score.form_id: score.max_points for score in scores}
        known = [self.by_form.get((form_id, phase)) for form_id in forms]
        if not known or None in known:
            return None
        return float(np.mean([FULL_SCORE * row.sem / most for row, most in zip(known, forms.values(), strict=True)]))


class CohortResults:
    """One cohort's tests: counts, the pairs that count, their figures, and those of everybody with both tests."""

    def __init__(self, cohort: Cohort):
        self.cohort = cohort
        self.states = queries.states_of_cohort(cohort)
        self.pairs: Pairs = queries.pairs_in(cohort, self.states)
        self.counts: Counts = counts_of(self.states.values())
        self.errors = Errors(self.states.values())

    @cached_property
    def attended(self) -> int | None:
        """How many people were present at least once; None where attendance was never taken."""
        marks = Attendance.objects.filter(enrolment__in=self.states).values_list("enrolment", "is_present")
        present = Counter(enrolment_id for enrolment_id, is_present in marks if is_present)
        return len(present) if marks else None

    @cached_property
    def matching(self) -> Matching:
        return matching(
            {pk: row.pre.of_100 for pk, row in self.states.items() if row.pre},
            {pk: row.post.of_100 for pk, row in self.states.items() if row.post},
        )

    @property
    def waiting(self) -> int:
        """How many people have a test that waits for a trainer's marks."""
        return sum(bool(row.waits) for row in self.states.values())

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.cohort, self.pairs.kept, self.errors)

    @cached_property
    def with_everybody(self) -> Figures:
        return Figures(self.cohort, self.pairs.everybody, self.errors)

    @property
    def all_hide_nobody(self) -> bool:
        """Whether both figures can stand side by side without telling apart under ten people."""
        return self.pairs.left_out >= SMALLEST_SHOWN

    def people(self) -> list[Person]:
        """Everyone by name: for the own trainers only."""
        return [
            Person(
                enrolment,
                row,
                self.errors.half_width(row.pre, PRE),
                self.errors.half_width(row.post_latest, POST),
            )
            for enrolment, row in queries.people_of(self.cohort, self.states)
        ]
