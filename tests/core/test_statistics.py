"""The intervals that several apps need."""

import numpy as np
import pytest

from lms.core import statistics


def test_interval_of_a_mean_is_student_s():
    assert statistics.t_interval(np.array([1.0, 2.0, 3.0])) == pytest.approx((-0.48413771175, 4.48413771175))


def test_wilson_of_nobody_and_of_everybody_ends_at_the_end():
    assert statistics.wilson(0, 10) == pytest.approx((0, 0.27753279986), abs=1e-9)
    assert statistics.wilson(10, 10) == pytest.approx((0.72246720014, 1), abs=1e-9)


def test_wilson_of_no_people_says_nothing():
    assert statistics.wilson(0, 0) == (0, 1)


def test_wider_level_gives_a_wider_interval():
    assert statistics.wilson(3, 10, level=0.99)[0] < statistics.wilson(3, 10)[0]


def test_interval_of_a_correlation_needs_more_than_three_people():
    low, high = statistics.fisher_interval(np.array([0.5, 0.5]), np.array([30, 3]))
    assert (low[0], high[0]) == pytest.approx((0.17043185, 0.72895856), abs=1e-6)
    assert np.isnan([low[1], high[1]]).all()
