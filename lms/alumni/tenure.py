"""How long trained people stay: Turnbull's curve, a Weibull tail beyond it, and the same drawn again and again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from lms.alumni.estimators import Steps, turnbull

Array = np.ndarray
DAYS_IN_MONTH = 30.4375
MONTHS = 481  # a curve is held as its values after 0, 1, 2, … months: forty years
FEWEST_PEOPLE, FEWEST_EXITS = 20, 5  # from so many on, a unit has a curve of its own
FEWEST_AT_RISK = 10  # a curve ends where fewer people tell of it
LOWEST = 0.01  # a share is never divided by less
SMALLEST = 1e-9
SHAPES, SCALES = (0.4, 3.0), (1.0, 5000.0)  # months: where the tail is looked for


@dataclass(frozen=True)
class Told:
    """What is known of people by the month since their training: the exit lies in (left, right], infinity: not left.

    `weight` counts people, `stratum` numbers the groups within which people are drawn again.
    """

    left: Array
    right: Array
    weight: Array
    stratum: Array

    def __len__(self) -> int:
        return len(self.left)

    @property
    def exits(self) -> int:
        return int(np.isfinite(self.right).sum())

    @property
    def is_enough(self) -> bool:
        return len(self) >= FEWEST_PEOPLE and self.exits >= FEWEST_EXITS

    def only(self, rows: Array) -> "Told":
        return Told(self.left[rows], self.right[rows], self.weight[rows], self.stratum[rows])


@dataclass(frozen=True)
class Tail:
    """A Weibull tail in months."""

    shape: float
    scale: float

    def __call__(self, months) -> Array:
        return np.exp(-((np.asarray(months, float) / self.scale) ** self.shape))


@dataclass(frozen=True)
class Tenure:
    """The share still in post by month since the training, `shares[draw, month]`: draw 0 is the estimate.

    Beyond `end` it is the tail that speaks. `tail` and `steady` (a constant rate) are fitted to the same people.
    """

    shares: Array
    end: float
    tail: Tail
    steady: Tail
    people: int
    exits: int

    def at(self, months) -> Array:
        """The shares after these months, an array (draws, months)."""
        time = np.clip(np.asarray(months, float), 0, MONTHS - 1.001)
        before = time.astype(int)
        part = time - before
        return self.shares[:, before] * (1 - part) + self.shares[:, before + 1] * part


def fitted(told: Told, names: Sequence[Sequence[str]], *, draws: int, seed: int) -> dict[str, Tenure]:
    """`{"": everybody's curve, name: the own curve}` of every name whose people are enough; `names` are each person's.

    Empty where there are not enough people for any curve. Each draw takes people again within their strata, and
    all curves of one draw rest on the same people.
    """
    groups = {name: rows for name, rows in rows_by_name(names).items() if told.only(rows).is_enough}
    if not told.is_enough:
        return {}
    again = drawn_people(told.stratum, draws=draws, seed=seed)
    return {name: curve_of(told, rows, again) for name, rows in groups.items()}


def rows_by_name(names: Sequence[Sequence[str]]) -> dict[str, Array]:
    """`{name: numbers of the people}`; each person has several names, and everybody the empty one."""
    found: dict[str, list[int]] = {"": list(range(len(names)))}
    for number, own in enumerate(names):
        for name in own:
            found.setdefault(name, []).append(number)
    return {name: np.array(rows, int) for name, rows in found.items()}


def drawn_people(stratum: Array, *, draws: int, seed: int) -> Array:
    """How often each person comes in each draw, (draws, people): as many of each stratum as there are."""
    generator = np.random.Generator(np.random.PCG64(seed))
    times = np.zeros((draws, len(stratum)))
    for number in np.unique(stratum):
        rows = np.flatnonzero(stratum == number)
        for draw in range(draws):
            times[draw, rows] = np.bincount(generator.integers(len(rows), size=len(rows)), minlength=len(rows))
    return times


def curve_of(told: Told, rows: Array, again: Array) -> Tenure:
    own = told.only(rows)
    patterns = turnbull.patterns_of(own.left, own.right, own.weight)
    first = np.unique(patterns.pattern_of, return_index=True)[1]
    left, right = own.left[first], own.right[first]
    counts = np.array(
        [np.bincount(patterns.pattern_of, own.weight * times, minlength=len(left)) for times in again[:, rows]]
    )
    tail, end = tail_of(left, right, patterns.counts), end_of(own)
    tails = tails_again(tail, left, right, patterns.counts, counts)
    shares = [
        monthly(patterns, count if count.any() else patterns.counts, end, each)
        for count, each in zip([patterns.counts, *counts], [tail, *tails], strict=True)
    ]
    steady = tail_of(left, right, patterns.counts, shapes=(1.0, 1.0))
    return Tenure(np.array(shares, np.float32), end, tail, steady, len(own), own.exits)


def end_of(told: Told) -> float:
    """The month until which at least ten people tell of the curve."""
    last_heard = np.sort(np.where(np.isfinite(told.right), told.right, told.left))
    return float(last_heard[-FEWEST_AT_RISK])


def monthly(patterns: turnbull.Patterns, counts: Array, end: float, tail: Callable) -> Array:
    """One curve's values by month, for these numbers of people with each pattern."""
    used = counts > 0
    mass = turnbull.solve(patterns.covers[used], counts[used])
    return joined(Steps(counts.sum(), patterns.left, patterns.right, mass, 0.0, 0.0), end, tail)


def joined(steps: Steps, end: float, tail: Callable) -> Array:
    """Straight between the ends of what the waves tell apart; beyond `end` it falls as the tail does."""
    times, shares = corners(steps)
    months = np.arange(MONTHS, dtype=float)
    inside = np.maximum(np.interp(np.minimum(months, end), times, shares), LOWEST)
    falls = tail(np.maximum(months, end)) / max(float(tail(end)), 1e-300)
    return np.maximum(inside * falls, SMALLEST)


def corners(steps: Steps) -> tuple[Array, Array]:
    """(months, shares): the share stands still between two stretches in which people left, and falls along each."""
    finite = np.isfinite(steps.right)
    after = 1 - np.cumsum(steps.mass[finite])
    before = after + steps.mass[finite]
    times = np.column_stack([steps.left[finite], steps.right[finite]]).ravel()
    shares = np.column_stack([before, after]).ravel()
    return np.concatenate([[0.0], times]), np.concatenate([[1.0], np.clip(shares, 0, 1)])


def tail_of(left: Array, right: Array, counts: Array, *, shapes: tuple[float, float] = SHAPES) -> Tail:
    """The Weibull curve of greatest likelihood, over `counts` people with each interval; shape 1 is a steady rate."""

    def loss(values: Array) -> float:
        return float(-counts @ log_chance(values, left, right))

    middle = np.where(np.isinf(right), left, (left + right) / 2)
    watched, gone = counts @ np.maximum(middle, 1.0), max(counts[np.isfinite(right)].sum(), 0.5)
    start = np.log([np.clip(1.0, *shapes), np.clip(watched / gone, *SCALES)])
    found = optimize.minimize(loss, start, method="L-BFGS-B", bounds=[np.log(shapes), np.log(SCALES)])
    return Tail(*(float(value) for value in np.exp(found.x)))


def tails_again(tail: Tail, left: Array, right: Array, counts: Array, draws: Array) -> list[Tail]:
    """The tail of each draw, (draws, patterns) people: one Newton step from the tail of all."""
    at, step = np.log([tail.shape, tail.scale]), 1e-4
    moves = np.eye(2) * step
    rises = [log_chance(at + move, left, right) - log_chance(at - move, left, right) for move in moves]
    scores = np.array(rises).T / (2 * step)
    information = scores.T @ (counts[:, None] * scores) + np.eye(2) * 1e-6
    values = at + (draws @ scores) @ np.linalg.inv(information)
    shapes, scales = (np.clip(np.exp(column), *ends) for column, ends in zip(values.T, (SHAPES, SCALES), strict=True))
    return [Tail(float(shape), float(scale)) for shape, scale in zip(shapes, scales, strict=True)]


def log_chance(values: Array, left: Array, right: Array) -> Array:
    """Log of the chance of each interval, or of the density at a known month; `values` are (log shape, log scale)."""
    tail = Tail(*np.exp(values))
    inside = tail(left) - np.where(np.isinf(right), 0.0, tail(right))
    return np.log(np.maximum(np.where(left == right, density(tail, left), inside), 1e-300))


def density(tail: Tail, months: Array) -> Array:
    at = np.maximum(months, 1e-9) / tail.scale
    return tail.shape / tail.scale * at ** (tail.shape - 1) * np.exp(-(at**tail.shape))
