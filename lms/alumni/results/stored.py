"""From the numbers that an estimation keeps to the figures that a page shows."""

from typing import Any

from lms.alumni.models import Estimation
from lms.alumni.results import curves
from lms.alumni.results.curve_figures import AtRisk, CurveFigure, Curves, Point, Reason, Step
from lms.alumni.results.figures import FactorLine, Progress, Weighted

Numbers = dict[str, Any]


def progress_of(estimation: Estimation | None, total: int) -> Progress:
    if estimation is None:
        return Progress(0, total, is_ordered=False, is_finished=False)
    return Progress(estimation.done, estimation.total, True, estimation.finished_at is not None)


def kept(current: Estimation | None, finished: Estimation | None) -> Numbers:
    """The curves as they were last made, with their own day; the weighted share of these data only."""
    return {"curves": curves_of(finished), "weighted": weighted_of(current)}


def curves_of(estimation: Estimation | None) -> Curves | None:
    found = result_of(estimation).get("curves")
    if not found:
        return None
    return Curves(
        **found
        | {kind: figure_of(found[kind]) for kind in ("lost", "turnover")}
        | {kind: [Step(**row) for row in found[kind]] for kind in ("best", "worst")}
        | {"reasons": [reason_of(row) for row in found["reasons"]]}
    )


def weighted_of(estimation: Estimation | None) -> Weighted | None:
    found = result_of(estimation).get("weighted")
    return Weighted(**found | {"factors": [FactorLine(**row) for row in found["factors"]]}) if found else None


def result_of(estimation: Estimation | None) -> Numbers:
    """Nothing of what is still being made."""
    return estimation.result if estimation and estimation.finished_at and estimation.result else {}


def figure_of(found: Numbers) -> CurveFigure:
    parts = {"steps": Step, "at_risk": AtRisk, "points": Point}
    return CurveFigure(**found | {name: [kind(**row) for row in found[name]] for name, kind in parts.items()})


def reason_of(found: Numbers) -> Reason:
    """With whole months as keys again, and the words in the reader's language."""
    shares = {int(month): share for month, share in found["shares"].items()}
    return Reason(**found | {"shares": shares, "label": curves.label_of(found["code"])})
