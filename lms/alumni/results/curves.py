"""How long people stay, in months since the training: Turnbull's curve, or Kaplan-Meier where every day is known."""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from lms.alumni import endpoints, estimators, small_cells
from lms.alumni.estimators import SHOWN_FROM, Curve
from lms.alumni.estimators.turnbull import Steps
from lms.alumni.models import Case
from lms.alumni.results.curve_figures import AtRisk, CurveFigure, Point, Reason, Step
from lms.alumni.results.people import DAYS_IN_MONTH, NO_DAY, STATUSES, Array, People

WAVES = (12, 24, 36, 48, 60)
TURNBULL, KAPLAN_MEIER, CURRENT_STATUS = "turnbull", "kaplan_meier", "current_status"
RETURNED = "returned"
WHOLE_MONTHS_FROM = 2000  # people: from so many on, days say no more than months do


@dataclass(frozen=True)
class Spells:
    """One entry a person whose status is known: the exit lies in (left, right] months, at right where both are equal.

    `right` is infinite for those who have not left; `reason` is empty for them.
    """

    left: Array
    right: Array
    weight: Array
    stratum: Array
    reason: Array

    def __len__(self) -> int:
        return len(self.left)

    @property
    def is_exit(self) -> Array:
        return np.isfinite(self.right)

    @property
    def is_informative(self) -> Array:
        return self.is_exit | (self.left > 0)

    @property
    def method(self) -> str:
        """Kaplan-Meier where every exit's day is known; one survey that asked no days says the status only."""
        exits = self.is_exit
        if (self.left[exits] == self.right[exits]).all():
            return KAPLAN_MEIER
        return CURRENT_STATUS if not self.left[exits].any() else TURNBULL

    def at_risk(self, months) -> Array:
        """People watched beyond each month, or known to have left only later: nobody whose trail ends before it."""
        at = np.atleast_1d(np.asarray(months, float))[:, None]
        later = (self.left >= at) | ((self.left < at) & (self.right > at) & self.is_exit)
        return (later & self.is_informative).sum(axis=1)


def spells_of(people: People, weight: Array, stratum: Array, *, until: int, is_in: Array) -> Spells:
    """First exits of those known; `weight` and `stratum` are by person, `until` the ordinal of the last day asked."""
    own = np.flatnonzero(people.is_known & (weight > 0))
    some = people.only(own)
    left, right = days_of(some)
    unsaid = ~is_in[own] & np.isinf(right)
    right = np.where(unsaid, np.maximum(until - some.trained_on, 1), right)
    left = np.where(left > right, np.maximum(right - 1, 0), left)
    is_exact = np.isfinite(right) & (right - left <= 1) & (left > 0)
    left = np.where(is_exact, right, left)
    reason = np.array([STATUSES[place] for place in some.status], object)
    reason = np.where(np.isinf(right), "", np.where(is_in[own], RETURNED, reason))
    return coarse(Spells(left / DAYS_IN_MONTH, right / DAYS_IN_MONTH, weight[own], stratum[own], reason))


def coarse(spells: Spells) -> Spells:
    """Of many people each interval widened to whole months: it holds what it held, and the curve is found soon."""
    if len(spells) < WHOLE_MONTHS_FROM:
        return spells
    is_exact = spells.left == spells.right
    right = np.ceil(spells.right)
    left = np.where(is_exact, right - 1, np.floor(spells.left))
    return Spells(left, right, spells.weight, spells.stratum, spells.reason)


def days_of(people: People) -> tuple[Array, Array]:
    """Days since the training: last known in (0 where never), first known out (infinite where never)."""
    left = np.where(people.known_in == NO_DAY, 0, np.maximum(people.known_in - people.trained_on, 0)).astype(float)
    out = np.maximum(people.known_out - people.trained_on, 1).astype(float)
    return left, np.where(people.known_out == NO_DAY, np.inf, out)


def without_competing(spells: Spells) -> Spells:
    """Turnover: who retired or died is watched until last known in post."""
    is_competing = np.isin(spells.reason, list(endpoints.COMPETING))
    left, right = spells.left, np.where(is_competing, np.inf, spells.right)
    left = np.where(is_competing & (spells.left == spells.right), spells.right, left)
    return Spells(left, right, spells.weight, spells.stratum, np.where(is_competing, "", spells.reason))


def with_unknown(spells: Spells, unknown: People, weight: Array, *, until: int, have_left: bool) -> Spells:
    """The best or the worst that can be true: nobody unknown has left, or each did right after last known in."""
    last, _never = days_of(unknown)
    end = last + 1 if have_left else np.maximum(until - unknown.trained_on, 1).astype(float)
    right = end if have_left else np.full(len(unknown), np.inf)
    found = Spells(
        np.concatenate([spells.left, end / DAYS_IN_MONTH]),
        np.concatenate([spells.right, right / DAYS_IN_MONTH]),
        np.concatenate([spells.weight, weight]),
        np.concatenate([spells.stratum, np.zeros(len(unknown), int)]),
        np.concatenate([spells.reason, np.full(len(unknown), "", object)]),
    )
    return coarse(found)


def masses(spells: Spells) -> Steps:
    return estimators.npmle(spells.left, spells.right, spells.weight)


def last_month(spells: Spells) -> int:
    """The last whole month at which ten people or more are at risk."""
    ends = np.concatenate([spells.left, spells.right[spells.is_exit]])
    months = np.arange(int(ends.max(initial=0)) + 1)
    enough = np.flatnonzero(spells.at_risk(months) >= SHOWN_FROM)
    return int(months[enough[-1]]) if len(enough) else 0


def steps_of(steps: Steps, until: float) -> list[Step]:
    """The masses up to a month, and what is left then as one that never left."""
    inside = steps.right <= until
    gone = np.cumsum(steps.mass[inside])
    found = [
        Step(float(left), float(right), float(mass), float(max(1 - so_far, 0)))
        for left, right, mass, so_far in zip(
            steps.left[inside], steps.right[inside], steps.mass[inside], gone, strict=True
        )
    ]
    rest = 1 - float(gone[-1]) if len(gone) else 1.0
    return [*found, Step(float(until), None, rest, rest)] if rest > 0 else found


def figure_of(spells: Spells, steps: Steps, *, limits: dict[int, tuple[float, float]] | None = None) -> CurveFigure:
    """`limits` are those of resampling; a Kaplan-Meier curve has its own."""
    until = last_month(spells)
    found = steps_of(steps, until)
    months = [month for month in WAVES if month <= until]
    bands = exact_limits(spells, months) if spells.method == KAPLAN_MEIER else (limits or {})
    shares = steps.at(months).tolist() if months else []
    risk = spells.at_risk(np.arange(0, until + 12, 12)).tolist()
    return CurveFigure(
        n=int(spells.is_informative.sum()),
        exits=int(spells.is_exit.sum()),
        method=spells.method,
        until=float(until),
        steps=found,
        at_risk=[AtRisk(12 * place, small_cells.shown_alone(people)) for place, people in enumerate(risk)],
        points=[
            Point(month, share, *bands.get(month, (None, None))) for month, share in zip(months, shares, strict=True)
        ],
        median=median_of(steps, until),
        rmst_24=mean_until(steps, 24, until),
        rmst_60=mean_until(steps, 60, until),
    )


def exact_limits(spells: Spells, months: list[int]) -> dict[int, tuple[float, float]]:
    """Log-log limits by month; none where the formula has none."""
    curve = exact_curve(spells)
    lower, upper = curve.band("loglog")
    places = np.searchsorted(curve.times, months, side="right") - 1
    found = {
        month: (float(lower[place]), float(upper[place]))
        for month, place in zip(months, places.tolist(), strict=True)
        if place >= 0
    }
    return {month: limits for month, limits in found.items() if np.isfinite(limits).all()}


def exact_curve(spells: Spells) -> Curve:
    times = np.where(spells.is_exit, spells.right, spells.left)
    if np.ptp(spells.weight) < 1e-9:
        return estimators.kaplan_meier(times, spells.is_exit)
    return estimators.weighted_curve(times, spells.is_exit, spells.weight)


def median_of(steps: Steps, until: float) -> float | None:
    """The first month by which half have left; None where the curve does not come so far."""
    reached = np.flatnonzero((1 - np.cumsum(steps.mass) <= 0.5 + 1e-8) & (steps.right <= until))
    return float(steps.right[reached[0]]) if len(reached) else None


def mean_until(steps: Steps, end: int, until: float) -> float | None:
    """The mean months in post up to `end`: the area under the curve; None where it is not watched so long."""
    if until < end:
        return None
    return float((steps.mass * np.minimum(steps.right, end)).sum())


def reasons_of(spells: Spells, steps: Steps, months: list[int]) -> list[Reason]:
    """Each reason's share gone by each month: the mass of each step, divided among those who may have left in it.

    Where every day is known this is Aalen and Johansen's estimate; with those still in post it always adds to 1.
    """
    exits = np.flatnonzero(spells.is_exit)
    counts = {code: int((spells.reason[exits] == code).sum()) for code in sorted(set(spells.reason[exits].tolist()))}
    expected = expected_exits(spells, steps, exits)
    totals = expected.sum(axis=0)
    shown = small_cells.shown(counts)
    found = []
    for code in counts:
        own = expected[spells.reason[exits] == code].sum(axis=0)
        mass = steps.mass * np.divide(own, totals, out=np.zeros(len(totals)), where=totals > 0)
        gone = {month: float(mass[steps.right <= month].sum()) for month in months}
        is_hidden = shown[code] is None
        found.append(Reason(code, "", shown[code], dict.fromkeys(months) if is_hidden else gone))
    return found


def expected_exits(spells: Spells, steps: Steps, exits: Array) -> Array:
    """Shape (exits, steps): how much of each person's weight left in each step, given the curve."""
    left, right = spells.left[exits][:, None], spells.right[exits][:, None]
    after = (steps.left > left) | ((steps.left == left) & ~steps.is_exact)
    inside = np.where(left == right, steps.is_exact & (steps.right == right), after & (steps.right <= right))
    chance = inside * steps.mass
    total = chance.sum(axis=1, keepdims=True)
    return np.divide(chance, total, out=np.zeros_like(chance), where=total > 0) * spells.weight[exits][:, None]


def label_of(code: str) -> str:
    """The words for one reason, in the reader's language."""
    return _("left and came back") if code == RETURNED else str(Case.Status(code).label)
