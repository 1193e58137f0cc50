"""Which options people chose: a wrong one that nobody takes, or that the best take, needs a look."""

from dataclasses import dataclass

import numpy as np

from lms.assessments.item_analysis_groups import LOWER, MIDDLE, UPPER, groups

OMITTED, NOT_GIVEN = -1, -2
UNUSED_BELOW = 0.05
ATTRACTS_ABOVE, ATTRACTS_FROM = 0.10, 5  # r with the rest score, people


class OptionRules:
    """What the figures of one option say about it: `is_key`, `count`, `share` and `r` as OptionLine has them."""

    __slots__ = ()
    is_key: bool
    count: int
    share: float | None
    r: float | None

    @property
    def unused(self) -> bool:
        """A wrong option under 5 %."""
        return not self.is_key and self.share is not None and self.share < UNUSED_BELOW

    @property
    def attracts(self) -> bool:
        """A wrong option that five people or more chose, and the better ones more: r above .10."""
        return not self.is_key and self.count >= ATTRACTS_FROM and self.r is not None and self.r > ATTRACTS_ABOVE


@dataclass(frozen=True)
class OptionLine(OptionRules):
    """One option: shares (0-1) of all, and of the upper, middle and lower 27 % groups who were given the question.

    `r` is the correlation of choosing it with the score on the rest of the test; None where nobody differs.
    """

    option: int
    is_key: bool
    count: int
    share: float | None
    upper: float | None
    middle: float | None
    lower: float | None
    r: float | None

    @property
    def miskeyed(self) -> bool:
        """The key, but the better people choose it less."""
        return self.is_key and self.r is not None and self.r < 0

    @property
    def favours_upper(self) -> bool:
        """A wrong option with r above 0, or that the upper group chose more than the lower."""
        more = self.upper is not None and self.lower is not None and self.upper > self.lower
        return not self.is_key and (more or (self.r is not None and self.r > 0))


def distractors(
    choices: np.ndarray, key: int, rest: np.ndarray, *, options: int | None = None, group: np.ndarray | None = None
) -> list[OptionLine]:
    """One line per option of one question.

    `choices`, shape (n,): the index of the option chosen, OMITTED (-1) or NOT_GIVEN (-2); `rest`, shape (n,): points
    on the other questions; `options`: how many the question has; `group`: the result of `groups` over totals, else
    made of rest + 1 where the key was chosen. Nobody who was not given the question counts.
    """
    group = groups(rest + (choices == key)) if group is None else group
    given = choices != NOT_GIVEN
    if not given.all():
        choices, rest, group = choices[given], rest[given], group[given]
    size = max(options or 0, int(choices.max(initial=0)) + 1, key + 1)
    sums = np.bincount(choices + 1, weights=rest, minlength=size + 1)[1:]
    by_group = np.bincount((choices + 1) * 3 + group, minlength=3 * (size + 1)).reshape(-1, 3)
    return _lines(
        by_group, sums, key, float(rest.mean()) if rest.size else 0.0, float(rest.std()) if rest.size else 0.0
    )


def _lines(by_group: np.ndarray, sums: np.ndarray, key: int, mean: float, spread: float) -> list[OptionLine]:
    """From counts, shape (1 + options, 3 groups), whose first row is the omitted, and sums of rest by option."""
    people, counts = by_group.sum(0), by_group[1:].sum(1)
    n = int(people.sum())
    lines = []
    for option, count in enumerate(counts.tolist()):
        lower, middle, upper = (
            by_group[option + 1, part] / people[part] if people[part] else None for part in (LOWER, MIDDLE, UPPER)
        )
        varies = 0 < count < n and spread > 1e-9
        r = (sums[option] / count - mean) * np.sqrt(count / (n - count)) / spread if varies else None
        shares = [None if share is None else float(share) for share in (upper, middle, lower)]
        lines.append(
            OptionLine(option, option == key, count, count / n if n else None, *shares, None if r is None else float(r))
        )
    return lines


def distractor_tables(choices: np.ndarray, keys: np.ndarray, points: np.ndarray) -> list[list[OptionLine]]:
    """The lines of every question: `choices` and `points` of shape (n, k), points 0-1, and `keys` of shape (k,).

    A person who was not given some question counts with the points on the others.
    """
    points = np.asarray(points, float)
    totals = points @ np.ones(points.shape[1])
    if np.isnan(totals).any():
        points = np.nan_to_num(points)
        totals = points.sum(1)
    group = groups(totals)
    by_item = zip(np.ascontiguousarray(choices.T), np.ascontiguousarray(points.T), keys, strict=True)  # far faster
    return [distractors(chosen, int(key), totals - own, group=group) for chosen, own, key in by_item]
