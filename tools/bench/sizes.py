"""How much is loaded and how often each request is sent: the full run, and a quick one to try things out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    lessons: int  # pages, the real ones and made ones together
    enrolments: int
    savers: int  # people with an open sitting, for autosave
    sitters: int  # whole sittings from start to hand-in
    starters: int  # people who start a test in the same second
    rounds: int  # of bare, ours, bare, ours ...
    requests: int  # of one kind in one round
    certificates: int
    batch: int  # certificates ordered at once
    imported: int  # rows of the participant list
    alumni: int  # cases of the follow-up whose figure the database counts
    cases: int  # of the follow-up whose page is opened
    frame: int  # people under the estimate over strata
    curves: dict[str, int]  # people under each set of Kaplan-Meier curves
    drawn_from: int  # people in the frame of a draw
    resampled: int  # people under Turnbull's estimate
    covered: int  # follow-ups of 600 people whose truth is known
    reports: dict[str, int]  # sittings under each report on a programme's tests


FULL = Size(
    lessons=1_000,
    enrolments=10_000,
    savers=200,
    sitters=600,
    starters=500,
    rounds=12,
    requests=100,
    certificates=40,
    batch=1_000,
    imported=10_000,
    alumni=100_000,
    cases=10_000,
    frame=1_000_000,
    curves={"curves_100k": 100_000, "curves_1m": 1_000_000},
    drawn_from=100_000,
    resampled=600,
    covered=200,
    reports={"report_10k": 10_000, "report_100k": 100_000},
)
QUICK = Size(
    lessons=1_000,
    enrolments=2_000,
    savers=200,
    sitters=100,
    starters=500,
    rounds=5,
    requests=50,
    certificates=10,
    batch=100,
    imported=1_000,
    alumni=10_000,
    cases=1_000,
    frame=1_000_000,
    curves={"curves_100k": 100_000, "curves_1m": 1_000_000},
    drawn_from=100_000,
    resampled=600,
    covered=10,
    reports={"report_10k": 10_000},
)
SIZES = {"full": FULL, "quick": QUICK}
