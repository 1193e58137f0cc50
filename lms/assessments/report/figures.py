"""What a report holds: plain rows, None where a figure is undefined or hidden. Shares are 0-1, scores points of 100.

The rows of which a report has hundreds have slots and are not frozen: they are made three times as fast.
"""

from dataclasses import dataclass, field

from lms.assessments.equating import FormComparison
from lms.assessments.gain import DelayedGain, Ends, FourCounts, Gain, RunsGain
from lms.assessments.item_analysis_options import OptionRules
from lms.assessments.report import words


@dataclass(slots=True)
class Option(OptionRules):
    """One option by its author's letter: shares of all, of the best and of the least 27 %, r with the rest score."""

    letter: str
    is_key: bool
    count: int
    share: float
    top: float | None
    bottom: float | None
    r: float | None


@dataclass(slots=True)
class LanguageLine:
    """One question in one language; `harder_by` against English, None under 50 answers in either."""

    language: str
    n: int
    facility: float
    harder_by: float | None


@dataclass(frozen=True)
class Confidence:
    """Of `n` answers with a rating: mean stated (low 1/3, medium 2/3, high 1), share right, and sure but wrong."""

    n: int
    stated: float
    right: float
    sure_and_wrong: float

    @property
    def calibration(self) -> float:
        """Stated less right: above 0, people know less than they think."""
        return self.stated - self.right


@dataclass(slots=True)
class ItemPhase:
    """One question in one test: facility and discrimination with 95 % intervals."""

    n: int
    facility: float
    low: float
    high: float
    r: float | None
    r_low: float | None
    r_high: float | None
    d27: float | None
    alpha_without: float | None
    options: list[Option]
    languages: list[LanguageLine]
    confidence: Confidence | None = None


@dataclass(frozen=True)
class Change:
    """One question before and after, among people who took both tests.

    `counts` where 30 or more of the same people met it twice (McNemar); else two halves are compared, and it is None.
    `p_holm` is adjusted over the questions of the form.
    """

    n_before: int
    n_after: int
    before: float
    after: float
    low: float
    high: float
    p_value: float
    p_holm: float | None = None
    is_of_same_people: bool = False
    counts: FourCounts | None = None

    @property
    def index(self) -> float:
        """The pre-post index."""
        return self.after - self.before


@dataclass(frozen=True)
class Raised:
    """One flag on one question; `figures` is what was measured. Empty phase or language: all."""

    flag: str
    phase: str = ""
    language: str = ""
    figures: dict = field(default_factory=dict)

    @property
    def words(self) -> str:
        return words.FLAGS[self.flag]

    @property
    def phase_words(self) -> str:
        return words.PHASES.get(self.phase, "")

    @property
    def kind(self) -> str:
        """Of its tag."""
        return "bad" if self.flag in words.GRAVE else "waiting"


@dataclass(slots=True)
class Item:
    """One question on one form; `phases` is `{phase: ItemPhase}` of the tests with ten people or more."""

    question_id: int
    code: str
    position: int
    kind: str
    is_anchor: bool
    phases: dict[str, ItemPhase]
    change: Change | None
    flags: list[Raised]


@dataclass(frozen=True)
class Decision:
    """How sure the pass mark is: shares of people, `kappa` beyond chance, `near` within one SEM of the mark."""

    agreement: float
    kappa: float | None
    near: float


@dataclass(frozen=True)
class FormPhase:
    """One form in one test; `sem`, `mean` and `sd` in points of the form. Only `n` where it is hidden."""

    n: int
    suppressed: bool = False
    mean: float | None = None
    sd: float | None = None
    alpha: float | None = None
    alpha_low: float | None = None
    alpha_high: float | None = None
    sem: float | None = None
    mean_inter_item_r: float | None = None
    verdict: str = ""
    decision: Decision | None = None

    @property
    def verdict_words(self) -> str:
        return words.VERDICTS.get(self.verdict, "")


@dataclass(frozen=True)
class FormReport:
    """One version of one form with its questions."""

    name: str
    scored: int
    phases: dict[str, FormPhase]
    items: list[Item]

    @property
    def rows(self) -> list[tuple[str, FormPhase]]:
        """Each test in words."""
        return [(words.PHASES[phase], figures) for phase, figures in self.phases.items()]


@dataclass(frozen=True)
class Equivalence:
    """Two forms of one version on scores before the course, points of 100."""

    first: str
    second: str
    comparison: FormComparison

    @property
    def proposal(self) -> str:
        return words.RULES.get(self.comparison.rule, "")


@dataclass(frozen=True)
class Drift:
    """One question that two versions share: facility before the course in each, distance from the line in deltas."""

    question_id: int
    code: str
    old: str
    new: str
    facility_old: float
    facility_new: float
    distance: float
    drifted: bool

    @property
    def became_easier(self) -> bool:
        return self.drifted and self.facility_new > self.facility_old


@dataclass(frozen=True)
class Run:
    """The gain of one cohort."""

    cohort_id: int
    n: int
    gain: float
    low: float
    high: float


@dataclass(frozen=True)
class Counts:
    """People, and first sittings with a score, by test."""

    enrolled: int
    pre: int
    post: int
    delayed: int
    matched: int
    left_out: int = 0  # pairs outside their cohort's dates, and very small cohorts


@dataclass(frozen=True)
class Learned:
    """The gain of the matched, with everything that says how far to believe it."""

    gain: Gain
    hedges_g: float | None = None
    share_above_error: float | None = None
    wilcoxon_p: float | None = None
    matched_rate: float | None = None
    unmatched_difference: float | None = None
    unmatched_low: float | None = None
    unmatched_high: float | None = None
    differs_from_unmatched: bool = False
    ends: Ends | None = None
    delayed: DelayedGain | None = None
    runs: list[Run] = field(default_factory=list)
    over_runs: RunsGain | None = None

    @property
    def tests_disagree(self) -> bool:
        """One of t and Wilcoxon finds a change at 5 % and the other does not."""
        both = self.gain.p_value, self.wilcoxon_p
        return None not in both and (both[0] < 0.05) != (both[1] < 0.05)


@dataclass(frozen=True)
class Report:
    """One programme's tests."""

    programme: str
    cohort: str | None
    year: int | None
    counts: Counts
    learned: Learned
    forms: list[FormReport]
    equivalence: list[Equivalence]
    drift: list[Drift]
