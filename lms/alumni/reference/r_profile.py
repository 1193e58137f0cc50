"""R's likelihood interval as its survey package prints it: read off a profile of a few points, not solved for.

Ours (proportions.likelihood_interval) is the exact solution; R's differs from it by up to 1e-4 where few are known.
The cases hold R's, so this follows its steps: the cut-off from the weights of the last but one round of the fit, the
profile's points, the spline through them (Forsythe, Malcolm and Moler 1977), and a line between the spline's points.
"""

import math

import numpy as np
from scipy import interpolate, stats

from lms.alumni.estimators.proportions import LEVEL, Limits, Proportion

MOST_STEPS = 10
CLOSE = 1e-8


def likelihood_interval(share: Proportion, sizes, known, in_post) -> Limits:
    used = _last_but_one(sizes, known, in_post)
    spread = share.share * (1 - share.share)
    scale = math.sqrt(share.known / share.effective * used * (1 - used) / spread)
    cutoff = float(stats.t.ppf((1 + LEVEL) / 2, share.df)) * scale
    widest = math.sqrt(stats.f.ppf(1 - stats.norm.sf(cutoff) / 2, 1, share.known - 1))
    odds, roots = _profile(share, widest)
    at = np.linspace(odds[0], odds[-1], 3 * len(odds))
    low, high = np.interp([-cutoff, cutoff], _spline(odds, roots)(at), at)
    return _share(low), _share(high)


def _last_but_one(sizes, known, in_post) -> float:
    """The share before the last round of R's glm, which fits by weighted least squares until the deviance stands."""
    n, y = np.asarray(known, float), np.asarray(in_post, float)
    weight = np.asarray(sizes, float) / n
    weight = np.concatenate([weight, weight]) * n.sum() / np.asarray(sizes, float).sum()
    counts, answers = np.concatenate([y, n - y]), np.repeat([1.0, 0.0], len(n))
    mean = (weight * answers + 0.5) / (weight + 1)
    before = math.inf
    while True:
        work = counts * weight * mean * (1 - mean)
        target = np.log(mean / (1 - mean)) + (answers - mean) / (mean * (1 - mean))
        new = _share(float((work * target).sum() / work.sum()))
        deviance = -2 * float((counts * weight * np.log(np.where(answers == 1, new, 1 - new))).sum())
        if abs(deviance - before) / (abs(deviance) + 0.1) < CLOSE:
            return float(mean[0])
        mean, before = np.full(len(mean), new), deviance


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _profile(share: Proportion, widest: float) -> tuple[np.ndarray, np.ndarray]:
    """Log odds, and the signed root of the deviance at each: outwards in steps until it is beyond `widest`."""
    p, n = share.share, share.known
    middle, error = math.log(p / (1 - p)), share.std_error / (p * (1 - p))
    points = [(middle, 0.0)]
    for sign in (-1, 1):
        root, step = 0.0, 1
        while step < MOST_STEPS and abs(root) < widest:
            odds = middle + sign * step * widest / 5 * error
            root = sign * math.sqrt(max(_deviance(p, _share(odds), n) * (n - 1) / n, 0))
            points.append((odds, root))
            step += 1
    points.sort()
    return np.array([odds for odds, _root in points]), np.array([root for _odds, root in points])


def _deviance(p: float, q: float, n: int) -> float:
    return 2 * n * (p * math.log(p / q) + (1 - p) * math.log((1 - p) / (1 - q)))


def _spline(x: np.ndarray, y: np.ndarray) -> interpolate.CubicSpline:
    """The cubic spline whose third derivative at each end is that of the cubic through the four points there."""
    gaps = np.diff(x)
    slopes = np.diff(y) / gaps
    size = len(x)
    table, right = np.zeros((size, size)), np.zeros(size)
    for i in range(1, size - 1):
        table[i, i - 1 : i + 2] = gaps[i - 1], 2 * (gaps[i - 1] + gaps[i]), gaps[i]
        right[i] = slopes[i] - slopes[i - 1]
    table[0, :2], right[0] = (-1, 1), gaps[0] * _third(x[:4], y[:4])
    table[-1, -2:], right[-1] = (-1, 1), gaps[-1] * _third(x[-4:], y[-4:])
    bend = np.linalg.solve(table, right) * 6
    return interpolate.CubicSpline(x, y, bc_type=((2, bend[0]), (2, bend[-1])))


def _third(x: np.ndarray, y: np.ndarray) -> float:
    """The third divided difference."""
    return float(np.polyfit(x - x[0], y, 3)[0])
