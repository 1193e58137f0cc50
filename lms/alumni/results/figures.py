"""What the results of a campaign are made of. Shares are 0-1; None is what may not be shown or is not known."""

from dataclasses import dataclass, field
from datetime import date

from lms.alumni.estimators.reliability import Verdict
from lms.alumni.models import Campaign
from lms.alumni.results.curve_figures import Curves

WIDE = 0.25  # from this width of the bounds on, the range is the headline
ROUGH = 0.30  # from this width on, an interval is called rough


@dataclass(frozen=True)
class Figure:
    """The four numbers that never stand alone: estimate, interval, bounds and status-known rate.

    `low` and `high` are None for a true census. `effective` is the size of a simple sample that would say as much,
    not capped at the number of people known; `method` is korn_graubard, exact, census or fallback.
    """

    frame: int | None
    asked: int
    known: int
    estimate: float
    low: float | None
    high: float | None
    worst: float
    best: float
    known_rate: float
    std_error: float
    effective: float | None
    df: int
    method: str
    verdict: Verdict


@dataclass(frozen=True)
class Line:
    """One line of a table: `figure` and `known` are None where they may not be shown.

    `frame` is None where a sample does not say how many people of the group there are.
    """

    name: str
    label: str
    frame: int | None
    asked: int
    known: int | None
    figure: Figure | None

    @property
    def is_wide(self) -> bool:
        return self.figure is not None and self.figure.best - self.figure.worst >= WIDE

    @property
    def is_rough(self) -> bool:
        return self.figure is not None and self.figure.low is not None and self.figure.high - self.figure.low >= ROUGH

    @property
    def is_unreliable(self) -> bool:
        """Shown in grey, and not in exports."""
        return self.figure is not None and self.figure.verdict == Verdict.UNRELIABLE


@dataclass(frozen=True)
class StatusRow:
    """Where the people of one line are: shares of those asked, and counts, by group of statuses."""

    name: str
    label: str
    asked: int
    shares: dict[str, float | None]
    counts: dict[str, int | None]


@dataclass(frozen=True)
class StatusTable:
    """`groups` is `[(code, label)]` in the order of the columns."""

    groups: list[tuple[str, str]]
    rows: list[StatusRow]
    total: StatusRow


@dataclass(frozen=True)
class NgoLine:
    """Anti-trafficking work outside government: its share of all, and whether the estimate counts it as in post."""

    people: int
    share: float
    is_counted: bool


@dataclass(frozen=True)
class Departures:
    """`left` by a decision (turnover), `retired_or_died`, and both together: `lost` capacity. With those in post: 1."""

    left: float
    retired_or_died: float
    lost: float


@dataclass(frozen=True)
class Odds:
    """The share in post if the unknown's odds of being in post are so many times those of the known."""

    odds: float
    share: float


@dataclass(frozen=True)
class Tipping:
    """What share of the unknown must be in post for the headline to reach `threshold`.

    `needed` is 0 where it holds whatever is true of them, None where it cannot hold.
    """

    threshold: float
    needed: float | None
    people: int


@dataclass(frozen=True)
class Unknown:
    """`low` and `high` hold the true share with 95 % certainty whatever is true of the unknown; None for a census."""

    people: int
    low: float | None
    high: float | None
    c: float | None
    odds: list[Odds]
    tipping: Tipping


@dataclass(frozen=True)
class Yearly:
    """The constant yearly rate at which as many would have left, and the mean years since the training."""

    rate: float
    years: float


@dataclass(frozen=True)
class ModeLine:
    """How many statuses are known through one source."""

    source: str
    label: str
    people: int | None


@dataclass(frozen=True)
class FactorLine:
    """The range of one factor of the weights among those whose status is known."""

    name: str
    smallest: float
    median: float
    largest: float


@dataclass(frozen=True)
class Weighted:
    """The share with weights for those who did not answer, and what the weights cost (Kish)."""

    share: float
    std_error: float
    low: float | None
    high: float | None
    df: int
    deff: float
    effective: float
    known: int
    trimmed: int
    merged: list
    pooled: list
    factors: list[FactorLine]


@dataclass(frozen=True)
class Progress:
    """How far the resampling is, if it is ordered."""

    done: int
    total: int
    is_ordered: bool
    is_finished: bool

    @property
    def share(self) -> float:
        return self.done / self.total if self.total else 0.0


@dataclass(frozen=True)
class Flow:
    """The same people in two waves: `cells` is `{(before, now): people}` over in, out and unknown.

    `only_first` and `only_second` are people asked in one of them alone; the shares are of those known in both.
    """

    first: str
    second: str
    both: int
    only_first: int
    only_second: int
    cells: dict[tuple[str, str], int | None]
    known_both: int | None
    share_before: float | None
    share_now: float | None


@dataclass(frozen=True)
class Notes:
    """What the method must say: strata joined for the variance, single people, and who is in no estimate.

    `late` answered without being drawn for the follow-up; None where one to nine people did.
    """

    merged: list[str]
    single: list[str]
    uncovered: int
    late: int | None
    not_eligible: int | None


@dataclass(frozen=True)
class Results:
    """Every figure of one campaign, already without what may not be shown; `digest` names the data behind them."""

    campaign: Campaign
    digest: str
    as_of: date
    overall: Line
    tables: dict[str, list[Line]]
    statuses: StatusTable
    notes: Notes
    estimation: Progress
    ngo: NgoLine | None = None
    departures: Departures | None = None
    unknown: Unknown | None = None
    yearly: Yearly | None = None
    modes: list[ModeLine] = field(default_factory=list)
    by_reminders: list[Line] = field(default_factory=list)
    weighted: Weighted | None = None
    curves: Curves | None = None
    flow: Flow | None = None


@dataclass(frozen=True)
class Filtered:
    """The figure of those who meet all of `filters`; no counts by status, of which two looks would tell more."""

    filters: dict[str, str]
    overall: Line
