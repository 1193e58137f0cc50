"""How much is loaded and how often each request is sent: the full run, and a quick one to try things out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    lessons: int  # pages, the real ones and made ones together
    enrolments: int
    savers: int  # people with an open sitting, for autosave
    sitters: int  # whole sittings from start to hand-in
    rounds: int  # of bare, ours, bare, ours ...
    requests: int  # of one kind in one round
    certificates: int
    imported: int  # rows of the participant list
    alumni: int  # cases of the retention campaign


FULL = Size(
    lessons=1_000,
    enrolments=10_000,
    savers=200,
    sitters=600,
    rounds=12,
    requests=100,
    certificates=40,
    imported=10_000,
    alumni=100_000,
)
QUICK = Size(
    lessons=1_000,
    enrolments=2_000,
    savers=200,
    sitters=100,
    rounds=5,
    requests=50,
    certificates=10,
    imported=1_000,
    alumni=10_000,
)
SIZES = {"full": FULL, "quick": QUICK}
