"""The two searches that R makes where no formula exists, step for step, so that our figures equal R's.

R stops both early: an exact answer would differ from the published one in the fifth digit.
"""

import sys
from collections.abc import Callable
from functools import cache

import numpy as np
from scipy import special

QUADRATURE_NODES = 200
ROOT_TOLERANCE = 1e-4  # R's wilcox.test
SIMPLEX_STOP = 1e-9
SIMPLEX_CALLS = 500

Point = np.ndarray  # shape (dimensions,)


def noncentral_t_share(t: float, df: int) -> Callable[[np.ndarray], np.ndarray]:
    """A function from shifts, shape (m,), to the shares (0-1) of a noncentral t with that shift below `t`.

    P(T <= t) is the mean of Phi(t u - shift) over u, the root of chi-square / df, by Gauss-Legendre quadrature.
    """
    low, high = (np.sqrt(special.chdtri(df, tail) / df) for tail in (1 - 1e-15, 1e-15))
    nodes, weights = _quadrature()
    u = (low + high) / 2 + (high - low) / 2 * nodes
    log_density = (df - 1) * np.log(u) - df * u**2 / 2
    density = weights * np.exp(log_density - log_density.max())
    density /= density.sum()
    return lambda shifts: special.ndtr(t * u - np.asarray(shifts, float)[:, None]) @ density


@cache
def _quadrature() -> tuple[np.ndarray, np.ndarray]:
    return np.polynomial.legendre.leggauss(QUADRATURE_NODES)


def simplex(loss: Callable[[Point], float], start: Point) -> Point:
    """The point of least loss as R's optim finds it (Nelder and Mead 1965, with the stopping rules of R's nmmin)."""
    points = [start, *(start + step for step in np.eye(start.size) * (0.1 * abs(start).max() or 0.1))]
    losses = [loss(point) for point in points]
    narrow = np.sqrt(np.finfo(float).eps)
    close_enough, calls = narrow * (abs(losses[0]) + narrow), len(points)
    while calls <= SIMPLEX_CALLS:
        best, worst = int(np.argmin(losses)), int(np.argmax(losses))
        if losses[worst] <= losses[best] + close_enough or losses[best] <= SIMPLEX_STOP:
            break
        calls += _move(points, losses, best, worst, loss)
    return points[int(np.argmin(losses))]


def _move(points: list[Point], losses: list[float], best: int, worst: int, loss: Callable[[Point], float]) -> int:
    """Replace the worst corner, in place, or draw all corners to the best one; returns the calls of `loss`."""
    middle = (sum(points) - points[worst]) / (len(points) - 1)
    mirrored = 2 * middle - points[worst]
    mirrored_loss, highest = loss(mirrored), losses[worst]
    if mirrored_loss < losses[best]:
        further = 2 * mirrored - middle
        further_loss = loss(further)
        points[worst], losses[worst] = min((further, further_loss), (mirrored, mirrored_loss), key=lambda pair: pair[1])
        return 2
    if mirrored_loss < highest:
        points[worst], losses[worst] = mirrored, mirrored_loss
    nearer = (points[worst] + middle) / 2
    nearer_loss = loss(nearer)
    if nearer_loss < losses[worst]:
        points[worst], losses[worst] = nearer, nearer_loss
    elif mirrored_loss >= highest:
        for corner in range(len(points)):
            if corner != best:
                points[corner] = (points[corner] - points[best]) / 2 + points[best]
                losses[corner] = loss(points[corner])
        return 1 + len(points)
    return 2


def root(value: Callable[[float], float], low: float, high: float) -> float:
    """Where `value` changes sign between `low` and `high`, as R's uniroot finds it (Brent 1973, zeroin)."""
    a, b, fa, fb = low, high, value(low), value(high)
    if fa == 0 or fb == 0:
        return a if fa == 0 else b
    c, fc = a, fa
    while True:
        last_step = b - a
        if abs(fc) < abs(fb):
            a, b, c, fa, fb, fc = b, c, b, fb, fc, fb
        least = 2 * sys.float_info.epsilon * abs(b) + ROOT_TOLERANCE / 2
        step = (c - b) / 2
        if abs(step) <= least or fb == 0:
            return b
        if abs(last_step) >= least and abs(fa) > abs(fb):
            step = _interpolated(a, b, c, fa / fc, fb / fc, fb / fa, last_step, least)
        if abs(step) < least:
            step = least if step > 0 else -least
        a, fa = b, fb
        b += step
        fb = value(b)
        if (fb > 0) == (fc > 0) and fb != 0:
            c, fc = a, fa


def _interpolated(
    a: float, b: float, c: float, fa_fc: float, fb_fc: float, fb_fa: float, last_step: float, least: float
) -> float:
    """Brent's step: by line or parabola where that stays well inside the bracket, else half of it."""
    width = c - b
    if a == c:
        p, q = width * fb_fa, 1 - fb_fa
    else:
        p = fb_fa * (width * fa_fc * (fa_fc - fb_fc) - (b - a) * (fb_fc - 1))
        q = (fa_fc - 1) * (fb_fc - 1) * (fb_fa - 1)
    p, q = (p, -q) if p > 0 else (-p, q)
    inside = p < 0.75 * width * q - abs(least * q) / 2 and p < abs(last_step * q / 2)
    return p / q if inside else width / 2
