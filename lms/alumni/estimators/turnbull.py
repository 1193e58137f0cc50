"""How long people stay where an exit is only known to lie between two dates: Turnbull's estimate."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import optimize

Array = np.ndarray
GAP = 1e-9  # how far the steepest gradient may stand above 1 at the end (Karush-Kuhn-Tucker)
ROUNDS = 500
NEVER = np.inf


class NotInOrder(ValueError):
    """An interval that ends before it begins, or a person who does not weigh anything."""


@dataclass(frozen=True)
class Steps:
    """The masses of the exit time: `mass[j]` lies somewhere in (left[j], right[j]], at right[j] where both are equal.

    Between left and right the curve is not identified. A right end of infinity is the share that never left.
    """

    n: float
    left: Array
    right: Array
    mass: Array
    log_likelihood: float
    gap: float

    @property
    def is_exact(self) -> Array:
        return self.left == self.right

    def at(self, times) -> Array:
        """The share still in post just after each time; inside an interval everything of it counts as still there."""
        return np.array([self.mass[self.right > time].sum() for time in np.atleast_1d(np.asarray(times, float))])


@dataclass(frozen=True)
class Patterns:
    """Different intervals with how many people have each; `covers[i, j]` says whether interval i holds atom j."""

    counts: Array
    left: Array
    right: Array
    covers: Array
    pattern_of: Array

    @cached_property
    def n(self) -> float:
        return float(self.counts.sum())


def npmle(left, right, weights=None) -> Steps:
    """The nonparametric maximum likelihood estimate (Turnbull 1976) for exits in (left, right].

    `right` is infinite for those who have not left, and equal to `left` where the day is known. Rows (0, infinity)
    change nothing. `weights` count people. Raises NotInOrder. Solved by the constrained Newton method (Wang 2007)
    until the gradient says that no better curve exists, never until a step is small.
    """
    patterns = patterns_of(left, right, weights)
    mass = solve(patterns.covers, patterns.counts)
    held = patterns.covers @ mass
    gap = float(gradient(patterns.covers, patterns.counts, mass).max() - 1)
    used = mass > 0
    likelihood = float(patterns.counts @ np.log(held))
    return Steps(patterns.n, patterns.left[used], patterns.right[used], mass[used], likelihood, gap)


def patterns_of(left, right, weights=None) -> Patterns:
    """The intervals that differ and the atoms, Turnbull's maximal intersections. Raises NotInOrder."""
    begin, end = np.asarray(left, float), np.asarray(right, float)
    weight = np.ones(len(begin)) if weights is None else np.asarray(weights, float)
    if not ((begin <= end).all() and (weight > 0).all()):
        raise NotInOrder
    pairs, pattern_of = np.unique(np.column_stack([begin, end]), axis=0, return_inverse=True)
    pattern_of = pattern_of.reshape(-1)
    counts = np.bincount(pattern_of, weight, minlength=len(pairs))
    opens, closes, values = _keys(pairs)
    atoms = _atoms(opens, closes)
    covers = (opens[:, None] <= atoms[:, 0]) & (atoms[:, 1] <= closes[:, None])
    atom_left, atom_right = values[atoms[:, 0] // 2], values[atoms[:, 1] // 2]
    return Patterns(counts, atom_left, atom_right, covers.astype(float), pattern_of)


def _keys(pairs: Array) -> tuple[Array, Array, Array]:
    """Places on one line: a closed end at the value's even number, an open one just behind it."""
    values, place = np.unique(pairs, return_inverse=True)
    place = place.reshape(pairs.shape)
    is_open = pairs[:, 0] < pairs[:, 1]
    return 2 * place[:, 0] + is_open, 2 * place[:, 1], values


def _atoms(opens: Array, closes: Array) -> Array:
    """Where a beginning is followed at once by an end, with no other beginning or end between."""
    begins, ends = np.unique(opens), np.unique(closes)
    following = np.searchsorted(ends, begins)
    pairs = np.column_stack([begins[following < len(ends)], ends[following[following < len(ends)]]])
    _same_end, last = np.unique(pairs[::-1, 1], return_index=True)
    return pairs[::-1][last]


def gradient(covers: Array, counts: Array, mass: Array) -> Array:
    """1 on every atom with mass and at most 1 elsewhere, exactly at the maximum."""
    return covers.T @ (counts / (covers @ mass)) / counts.sum()


def solve(covers: Array, counts: Array) -> Array:
    """The masses that maximise the likelihood of `counts` people with these intervals."""
    mass = expect(covers, counts, np.full(covers.shape[1], 1 / covers.shape[1]), rounds=20)
    for _round in range(ROUNDS):
        if gradient(covers, counts, mass).max() <= 1 + GAP:
            break
        mass = _better(covers, counts, mass)
    return mass


def expect(covers: Array, counts: Array, mass: Array, *, rounds: int) -> Array:
    """Rounds of the EM algorithm: they spread mass where it is needed, and alone would stop too early."""
    for _round in range(rounds):
        mass = mass * gradient(covers, counts, mass)
    return mass / mass.sum()


def _better(covers: Array, counts: Array, mass: Array) -> Array:
    """One Newton step under the constraints, halved until the likelihood rises."""
    held = covers @ mass
    scale = np.sqrt(counts / counts.sum())
    rows = scale[:, None] * covers / held[:, None]
    wanted, _rest = optimize.nnls(np.vstack([rows, np.full(len(mass), 1e3)]), np.append(2 * scale, 1e3))
    step = wanted / wanted.sum() - mass
    before = counts @ np.log(held)
    for halvings in range(60):
        new = mass + step / 2**halvings
        held_by_new = covers @ new
        if held_by_new.min() > 0 and counts @ np.log(held_by_new) >= before:
            return np.maximum(new, 0) / np.maximum(new, 0).sum()
    return expect(covers, counts, mass, rounds=1)
