"""Why people leave: cumulative incidence by reason where several reasons compete (Aalen-Johansen)."""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray
CENSORED = "censored"


@dataclass(frozen=True)
class Incidence:
    """`share[t, k]`: by time t gone for reason k; `still` those still in post. Rows add to 1 with `still`.

    `std_error` has one more column in front: that of `still`.
    """

    reasons: list
    times: Array
    at_risk: Array
    still: Array
    share: Array
    std_error: Array

    def rows_at(self, times) -> Array:
        """The row that holds at each time; -1 before the first."""
        return np.searchsorted(self.times, np.asarray(times, float), side="right") - 1


def cumulative_incidence(times, reasons, *, censored: str = CENSORED) -> Incidence:
    """Aalen and Johansen's estimate (1978) with the infinitesimal jackknife's standard errors, as R's survfit.

    One minus a Kaplan-Meier curve per reason overstates each reason: the others are then taken for censored.
    """
    ends, why = np.asarray(times, float), np.asarray(reasons, object)
    names = sorted(set(why.tolist()) - {censored}, key=str)
    at, place = np.unique(ends, return_inverse=True)
    cause = np.array([names.index(each) if each != censored else -1 for each in why.tolist()])
    exits = np.zeros((len(at), len(names)))
    np.add.at(exits, (place[cause >= 0], cause[cause >= 0]), 1)
    risk = np.bincount(place, minlength=len(at))[::-1].cumsum()[::-1]
    still = np.cumprod(1 - exits.sum(axis=1) / risk)
    before = np.concatenate([[1.0], still[:-1]])
    share = np.cumsum(before[:, None] * exits / risk[:, None], axis=0)
    error = np.sqrt(_variances(place, cause, exits, risk, still, before))
    return Incidence(names, at, risk, still, share, error)


def _variances(place: Array, cause: Array, exits: Array, risk: Array, still: Array, before: Array) -> Array:
    """Sums over people of the squared effect of each person's weight on each state, at each time."""
    total = np.zeros((len(risk), exits.shape[1] + 1))
    rates = exits / risk[:, None]
    for person in range(len(place)):
        inside = np.arange(len(risk)) <= place[person]
        own = np.zeros_like(exits)
        if cause[person] >= 0:
            own[place[person], cause[person]] = 1.0
        change = (own - rates * inside[:, None]) / risk[:, None]  # of the rates, by reason
        total += _effects(change, rates, still, before) ** 2
    return total


def _effects(change: Array, rates: Array, still: Array, before: Array) -> Array:
    """What those changes of the rates do to the share still in post and to each reason's share."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.cumsum(np.where(rates.sum(axis=1) < 1, -change.sum(axis=1) / (1 - rates.sum(axis=1)), 0.0))
    on_still = still * logs
    on_before = np.concatenate([[0.0], on_still[:-1]])
    on_share = np.cumsum(on_before[:, None] * rates + before[:, None] * change, axis=0)
    return np.column_stack([on_still, on_share])
