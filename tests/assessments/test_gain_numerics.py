"""The searches that stand in for a formula find what they look for."""

import numpy as np
import pytest
from scipy import stats

from lms.assessments import gain_numerics


def test_share_of_a_noncentral_t_agrees_with_scipy():
    shares = gain_numerics.noncentral_t_share(2.5, 11)(np.array([-1.0, 0.0, 2.5, 5.0]))
    assert shares == pytest.approx(stats.nct.cdf(2.5, 11, [-1, 1e-300, 2.5, 5]), abs=1e-10)


def test_share_stays_a_share_for_very_many_people():
    shares = gain_numerics.noncentral_t_share(316.0, 99_999)(np.array([310.0, 316.0, 330.0]))
    assert np.isfinite(shares).all()
    assert shares[1] == pytest.approx(0.5, abs=0.01)


def test_root_of_a_smooth_function_is_found_to_its_tolerance():
    assert gain_numerics.root(lambda x: x**3 - 2, 0, 2) == pytest.approx(2 ** (1 / 3), abs=1e-4)


def test_root_at_an_end_is_that_end():
    assert gain_numerics.root(lambda x: x, 0, 5) == 0
    assert gain_numerics.root(lambda x: x - 5, 0, 5) == 5


def test_root_of_a_step_is_where_it_jumps():
    assert gain_numerics.root(lambda x: 1.0 if x > 0.7 else -1.0, 0, 1) == pytest.approx(0.7, abs=1e-4)


def test_simplex_finds_the_lowest_point():
    found = gain_numerics.simplex(lambda at: float(((at - [1, -2]) ** 2).sum()), np.array([3.0, 3.0]))
    assert found == pytest.approx([1, -2], abs=1e-3)


def test_simplex_starts_at_nothing_too():
    found = gain_numerics.simplex(lambda at: float(((at - 0.5) ** 2).sum()), np.zeros(2))
    assert found == pytest.approx([0.5, 0.5], abs=1e-3)
