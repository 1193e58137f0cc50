"""Turnbull's curve by month with its Weibull tail: the same as the checked estimators, and never rising."""

import numpy as np
import pytest

from lms.alumni import tenure
from lms.alumni.estimators import npmle, weibull


def told(people=80, *, seed=1, strata=1):
    """Asked once, in a month of their own; those who left mostly know the month."""
    random = np.random.default_rng(seed)
    asked, stays = random.integers(6, 90, people), random.weibull(1.2, people) * 50
    knows = random.random(people) < 0.7
    left = np.where(stays > asked, asked, np.where(knows, np.floor(stays), 0)).astype(float)
    right = np.where(stays > asked, np.inf, np.where(knows, left + 1, asked))
    return tenure.Told(left, right, np.ones(people), random.integers(0, strata, people))


def curve(given, draws=5):
    return tenure.fitted(given, [()] * len(given), draws=draws, seed=1)[""]


def test_the_tail_is_the_weibull_fit_that_was_checked_against_r():
    given = told()
    checked, steady = weibull(given.left, given.right), weibull(given.left, given.right, exponential=True)
    found = curve(given)
    assert (found.tail.shape, found.tail.scale) == pytest.approx((checked.shape, checked.weibull_scale), rel=1e-3)
    assert (found.steady.shape, found.steady.scale) == pytest.approx((1, steady.weibull_scale), rel=1e-3)


def test_between_the_steps_the_curve_is_turnbulls():
    given = told(200)
    steps, found = npmle(given.left, given.right), curve(given)
    flat = [month for month in range(1, int(found.end)) if not ((steps.left < month) & (month < steps.right)).any()]
    assert len(flat) > 3
    assert found.at(flat)[0] == pytest.approx(steps.at(flat), abs=1e-6)


def test_beyond_the_end_it_falls_as_the_tail_does():
    found = curve(told())
    first, last = found.end + 1, found.end + 100
    ratio = found.at([last])[0, 0] / found.at([first])[0, 0]
    assert ratio == pytest.approx(float(found.tail(int(last)) / found.tail(int(first))), rel=0.02)


@pytest.mark.parametrize("seed", range(5))
def test_no_draw_ever_rises(seed):
    shares = curve(told(60, seed=seed), draws=20).shares
    assert shares.shape == (21, tenure.MONTHS)
    assert (np.diff(shares, axis=1) <= 1e-6).all()
    assert (shares[:, 0] == 1).all()


def test_the_curve_ends_where_fewer_than_ten_tell_of_it():
    given = told(100)
    last_heard = np.where(np.isfinite(given.right), given.right, given.left)
    assert (last_heard >= curve(given).end).sum() >= 10
    assert (last_heard > curve(given).end).sum() < 10


def test_unknown_people_change_nothing():
    given = told(100)
    more = tenure.Told(
        np.append(given.left, [0.0] * 30), np.append(given.right, [np.inf] * 30), np.ones(130), np.zeros(130, int)
    )
    plain = tenure.Told(given.left, given.right, given.weight, np.zeros(100, int))
    end = int(min(curve(plain).end, curve(more).end))
    months = np.arange(end)
    assert curve(more).at(months)[0] == pytest.approx(curve(plain).at(months)[0], abs=1e-5)


@pytest.mark.parametrize(("people", "exits", "expected"), [(20, 5, True), (19, 5, False), (20, 4, False)])
def test_a_curve_of_ones_own_needs_twenty_people_and_five_exits(people, exits, expected):
    many = told(200)
    right = np.array([30.0] * exits + [np.inf] * (people - exits))
    given = tenure.Told(
        np.append(many.left, [20.0] * people),
        np.append(many.right, right),
        np.ones(200 + people),
        np.zeros(200 + people, int),
    )
    names = [()] * 200 + [("KH:1",)] * people
    assert ("KH:1" in tenure.fitted(given, names, draws=2, seed=1)) is expected


def test_too_few_people_have_no_curve():
    assert tenure.fitted(told(19), [()] * 19, draws=2, seed=1) == {}


def test_each_draw_takes_as_many_of_every_stratum():
    given = told(90, strata=3)
    again = tenure.drawn_people(given.stratum, draws=4, seed=2)
    sizes = np.bincount(given.stratum)
    assert all((again[:, given.stratum == number].sum(axis=1) == sizes[number]).all() for number in range(3))


def test_the_same_seed_gives_the_same_draws():
    assert (curve(told(), draws=3).shares == curve(told(), draws=3).shares).all()


def test_whole_weights_are_people():
    given = told(60)
    twice = tenure.Told(given.left, given.right, np.full(60, 2.0), given.stratum)
    doubled = tenure.Told(*(np.repeat(column, 2) for column in (given.left, given.right, given.weight, given.stratum)))
    months = np.arange(int(curve(twice).end))
    assert curve(twice).at(months)[0] == pytest.approx(curve(doubled).at(months)[0], abs=1e-5)
