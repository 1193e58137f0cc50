"""What takes seconds: curves, their resampling in pieces, and the weighted estimate. Pure, from one scene."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from lms.alumni import weighting
from lms.alumni.estimators import resampling
from lms.alumni.estimators.turnbull import Steps
from lms.alumni.results import curves, weights
from lms.alumni.results.curve_figures import Curves
from lms.alumni.results.curves import TURNBULL, WAVES, Spells
from lms.alumni.results.figures import Weighted
from lms.alumni.results.shares import weights_of
from lms.alumni.results.tables import Scene

RESAMPLES = 1000
PIECE = 100
LEVEL = 0.95
KINDS = ("lost", "turnover")
Numbers = dict[str, Any]


@dataclass(frozen=True)
class Tenure:
    """The spells of those known, with retired and deceased people as gone (`lost`) and as unwatched (`turnover`)."""

    lost: Spells
    turnover: Spells

    @property
    def is_resampled(self) -> bool:
        """Only Turnbull's curve needs it: Kaplan-Meier has limits of its own, one survey alone allows none."""
        return any(getattr(self, kind).method == TURNBULL for kind in KINDS)


def tenure_of(scene: Scene, *, until: date) -> Tenure:
    """Everybody known stands for as many people as the design says."""
    weight = np.where(scene.design.is_worked, weights_of(scene.sample)[scene.design.cell], 0.0)
    host = scene.sample.joined.host[scene.design.cell]
    lost = curves.spells_of(scene.people, weight, host, until=until.toordinal(), is_in=scene.is_in)
    return Tenure(lost, curves.without_competing(lost))


def total_of(tenure: Tenure) -> int:
    """How many resamples there are to make."""
    return RESAMPLES if len(tenure.lost) and tenure.is_resampled else 0


def piece_of(tenure: Tenure, *, seed: int, number: int, size: int) -> dict[str, list]:
    """`{kind: shares in post, one row a resample}` of one piece: the same for the same seed and number."""
    found = {}
    for kind in KINDS:
        spells = getattr(tenure, kind)
        if spells.method == TURNBULL:
            drawn = resampling.shares_drawn(
                spells.left,
                spells.right,
                WAVES,
                strata=spells.stratum,
                weights=spells.weight,
                resamples=size,
                seed=[seed, number],
            )
            found[kind] = drawn.round(9).tolist()
    return found


def limits_of(draws: list) -> dict[int, tuple[float, float]]:
    """`{month: (low, high)}`, the percentiles."""
    if not draws:
        return {}
    lower, upper = np.quantile(np.array(draws), [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0).tolist()
    return {month: (low, high) for month, low, high in zip(WAVES, lower, upper, strict=True)}


def result_of(scene: Scene, tenure: Tenure, *, until: date, seed: int, draws: dict[str, list]) -> Numbers:
    """What is kept: the curves and the weighted estimate as plain numbers; None where too few people are known."""
    found = curves_of(scene, tenure, until=until, seed=seed, draws=draws)
    weighted = weighted_of(scene, until=until)
    return {"curves": found and asdict(found), "weighted": weighted and asdict(weighted)}


def curves_of(scene: Scene, tenure: Tenure, *, until: date, seed: int, draws: dict[str, list]) -> Curves | None:
    if not len(tenure.lost) or curves.last_month(tenure.lost) == 0:
        return None
    steps = {kind: curves.masses(getattr(tenure, kind)) for kind in KINDS}
    figures = {
        kind: curves.figure_of(getattr(tenure, kind), steps[kind], limits=limits_of(draws.get(kind, [])))
        for kind in KINDS
    }
    months = [point.month for point in figures["lost"].points]
    best, worst = extremes_of(scene, tenure.lost, until=until)
    return Curves(
        as_of=until.isoformat(),
        resamples=len(draws.get("lost", [])),
        seed=seed,
        **figures,
        best=curves.steps_of(best, figures["lost"].until),
        worst=curves.steps_of(worst, figures["lost"].until),
        reasons=curves.reasons_of(tenure.lost, steps["lost"], months),
    )


def extremes_of(scene: Scene, spells: Spells, *, until: date) -> tuple[Steps, Steps]:
    """The curve if nobody unknown has left, and if each left right after the day last known in post."""
    design, people = scene.design, scene.people
    asked = design.frame / np.maximum(design.asked, 1)
    known = people.is_known & design.is_worked & (weights_of(scene.sample)[design.cell] > 0)
    unknown = np.flatnonzero(~people.is_known & people.is_eligible & design.is_worked)
    alike = Spells(spells.left, spells.right, asked[design.cell[known]], spells.stratum, spells.reason)
    best, worst = (
        curves.with_unknown(
            alike, people.only(unknown), asked[design.cell[unknown]], until=until.toordinal(), have_left=have_left
        )
        for have_left in (False, True)
    )
    return curves.masses(best), curves.masses(worst)


def weighted_of(scene: Scene, *, until: date) -> Weighted | None:
    """None where fewer than ten are known, and where the frame has a class that nobody known belongs to."""
    if (scene.people.is_known & scene.design.is_worked).sum() < weighting.FEWEST * 2:
        return None
    found = weights.weights_of(scene.campaign, scene.people, scene.design, until=until.toordinal())
    return weights.weighted_of(found, scene.people, scene.design, scene.is_in)
