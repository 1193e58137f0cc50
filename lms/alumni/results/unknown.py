"""What those whose status nobody knows could change."""

import numpy as np

from lms.alumni.estimators.unknowns import ODDS, Bounds, imbens_manski
from lms.alumni.results.figures import Odds, Tipping, Unknown
from lms.alumni.results.people import Array
from lms.alumni.results.shares import Counts, Sample, bounded

THRESHOLD = 2 / 3


def unknown_of(counts: Counts, sample: Sample, *, estimate: float) -> Unknown:
    """For all people together; `estimate` is taken for the known of a cell of which nobody is known."""
    lower, upper = bounded(counts, sample.design)
    found = Bounds(lower.share, upper.share, lower.std_error, upper.std_error)
    c, limits = imbens_manski(found) or (None, (None, None))
    people = int(counts.unknown.sum())
    return Unknown(
        people=people,
        low=None if limits[0] is None else max(0.0, limits[0]),
        high=None if limits[1] is None else min(1.0, limits[1]),
        c=c,
        odds=[Odds(odds, share_with(counts, sample, odds, estimate)) for odds in ODDS],
        tipping=Tipping(THRESHOLD, needed_of(found, THRESHOLD), people),
    )


def share_with(counts: Counts, sample: Sample, odds: float, estimate: float) -> float:
    """The share of all if in each cell the unknown's odds are so many times those of the known."""
    design = sample.design
    used = (design.asked > 0) & ((counts.inside + counts.outside + counts.unknown) > 0)
    weight = design.frame[used] / design.asked[used]
    inside, outside, unknown = counts.inside[used], counts.outside[used], counts.unknown[used]
    known = inside + outside
    share = np.where(known > 0, inside / np.maximum(known, 1), estimate)
    people = weight * (known + unknown)
    return float((weight * (inside + unknown * moved(share, odds))).sum() / people.sum())


def moved(share: Array, odds: float) -> Array:
    """A share whose odds are multiplied."""
    return share * odds / (share * odds + 1 - share)


def needed_of(bounds: Bounds, threshold: float) -> float | None:
    """The share of the unknown that must be in post for the share of all to reach the threshold."""
    if bounds.lower >= threshold:
        return 0.0
    return (threshold - bounds.lower) / bounds.width if bounds.upper >= threshold else None
