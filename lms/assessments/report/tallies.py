"""Counts over a whole test at once: who chose which option."""

import numpy as np

from lms.assessments.item_analysis_groups import LOWER, UPPER
from lms.assessments.packing import STEPS
from lms.assessments.report import bits
from lms.assessments.report.figures import Option
from lms.assessments.report.marks import Marks

FIRST = ord("a")

Groups = tuple[np.ndarray, np.ndarray, np.ndarray]  # the least, the middle and the best 27 % as sets of people


def option_lines(
    choices: np.ndarray, marks: Marks, outer: Groups, keys: list[str], options: list[int]
) -> list[list[Option]]:
    """The distractor table of every question, as `item_analysis.distractor_tables` makes it one by one.

    `choices` are signs, shape (k, n), n > 0; `keys` are letters, `options` how many each question has.
    """
    letters = [chr(FIRST + option) for option in range(max(options, default=0))]
    if not letters:
        return [[] for _key in keys]
    people = np.stack([bits.sets_of(choices == ord(letter)) for letter in letters], axis=1)  # shape (k, m, words)
    chosen = bits.sizes(people)
    top, bottom = (bits.sizes(people & group) / bits.sizes(group) for group in (outer[UPPER], outer[LOWER]))
    figures = (chosen, chosen / marks.n, top, bottom, correlations(rest_of(people, marks), chosen, marks))
    return [
        [Option(letter, letter == key, *row) for letter, *row in zip(letters[:size], *columns, strict=False)]
        for key, size, *columns in zip(keys, options, *(figure.tolist() for figure in figures), strict=True)
    ]


def rest_of(people: np.ndarray, marks: Marks) -> np.ndarray:
    """The sum of the points on the other questions over those who chose each option, shape (k, m)."""
    own = [marks.sums_of_each(people[:, option]) for option in range(people.shape[1])]
    return marks.totals_of(people) - np.stack(own, axis=1)


def correlations(rest: np.ndarray, chosen: np.ndarray, marks: Marks) -> np.ndarray:
    """Of choosing each option with the rest score, from its sum over who chose, shape (k, m); None if undefined."""
    mean = (marks.totals.mean() / STEPS - marks.sums / marks.n)[:, None]
    spread = rest_spreads(marks)[:, None]
    varies = (chosen > 0) & (chosen < marks.n) & (spread > 1e-9)
    with np.errstate(divide="ignore", invalid="ignore"):
        r = (rest / chosen - mean) * np.sqrt(chosen / (marks.n - chosen)) / spread
    return np.where(varies, r, None)


def rest_spreads(marks: Marks) -> np.ndarray:
    """The standard deviation (ddof 0) of the points on the other questions, shape (k,)."""
    means = marks.sums / marks.n
    covariance = marks.products / marks.n - np.outer(means, means)
    variance = covariance.sum() + np.diag(covariance) - 2 * covariance.sum(0)
    return np.sqrt(np.maximum(variance, 0))
