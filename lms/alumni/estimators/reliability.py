"""May this share be shown? The rules of NCHS (Series 2 no. 175), adapted to small groups of officials."""

from dataclasses import dataclass
from enum import StrEnum

from lms.alumni.estimators.proportions import Proportion, clopper_pearson, effective_size

SHOWN_FROM = 10
RELIABLE_FROM = 30  # effective people
WIDE, NARROW = 0.30, 0.05
WIDEST_RELATIVE = 130.0  # per cent of the share, or of the rest where that is smaller
FEWEST_DF = 8


class Verdict(StrEnum):
    """What may be done with a figure."""

    PUBLISH = "publish"
    UNRELIABLE = "unreliable"
    REVIEW = "review"
    SUPPRESS = "suppress_privacy"


@dataclass(frozen=True)
class Judged:
    """The interval that was judged, its width, also in per cent of the share, the effective people, and the verdict."""

    limits: tuple[float, float]
    width: float
    relative_width: float | None
    effective: float
    verdict: Verdict


def judge(proportion: Proportion, *, capped: bool = True) -> Judged:
    """`capped` for figures meant beyond the people trained; a ministry asked in full is judged uncapped."""
    effective, adjusted = float(proportion.known), float(proportion.known)
    if proportion.variance > 0:
        effective = min(proportion.effective, effective) if capped else proportion.effective
        adjusted = effective_size(proportion, capped=capped)
    limits = clopper_pearson(adjusted * proportion.share, adjusted)
    width, smaller = limits[1] - limits[0], min(proportion.share, 1 - proportion.share)
    relative = width / smaller * 100 if smaller > 0 else None
    return Judged(limits, width, relative, effective, _verdict(proportion, effective, width, relative))


def _verdict(proportion: Proportion, effective: float, width: float, relative: float | None) -> Verdict:
    if proportion.known < SHOWN_FROM:
        return Verdict.SUPPRESS
    if proportion.share in (0, 1):
        return Verdict.REVIEW
    is_vague = width > NARROW and relative is not None and relative > WIDEST_RELATIVE
    if effective < RELIABLE_FROM or width >= WIDE or is_vague:
        return Verdict.UNRELIABLE
    return Verdict.REVIEW if proportion.df < FEWEST_DF else Verdict.PUBLISH
