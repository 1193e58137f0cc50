"""A draw is fair, repeatable and as large as the question needs."""

from collections import Counter

import pytest
from reference_cases import cases

from lms.alumni import sampling


@pytest.mark.parametrize("case", [c for c in cases("sample_size_allocation", "n") if "e" in c.values[0]["input"]])
def test_sample_size_agrees_with_the_reference(case):
    given, expected = case["input"], case["expected"]
    n = sampling.sample_size(given["N"], share=given["p"], margin=given["e"], level=given["level"])
    assert n == expected["n"]
    invited = sampling.invitations(n, population=given["N"], expected_response=given["response_rate"])
    assert invited == expected["invite"]


@pytest.mark.parametrize("case", cases("sample_size_allocation", "proportional"))
def test_proportional_allocation_agrees_with_the_reference(case):
    given = case["input"]
    assert sampling.proportional(given["N_h"], given["n"]) == case["expected"]["proportional"]


def test_margin_of_120_among_540_has_the_finite_correction():
    assert sampling.margin_of(120, population=540, share=0.65) == pytest.approx(0.0755775964361017, abs=1e-8)


def test_small_strata_are_taken_whole():
    assert sampling.allocate([14, 100, 100], 54) == [14, 20, 20]


def test_the_same_seed_draws_the_same_people_in_any_order():
    keys = list(range(1, 101))
    first = sampling.draw(keys, 10, seed=7, stratum="KH")
    assert sampling.draw(keys[::-1], 10, seed=7, stratum="KH") == first
    assert sampling.draw(keys, 10, seed=8, stratum="KH") != first
    assert sampling.draw(keys, 10, seed=7, stratum="LA") != first


def test_the_draw_is_pinned():
    assert sampling.draw(range(1, 31), 5, seed=2026, stratum="KH") == PINNED


def test_everybody_has_the_same_chance():
    drawn = Counter(key for seed in range(2000) for key in sampling.draw(range(20), 5, seed=seed, stratum="KH"))
    expected = 2000 * 5 / 20
    chi_square = sum((drawn[key] - expected) ** 2 / expected for key in range(20))
    assert chi_square < 43.8  # 19 degrees of freedom, p = 0.001


PINNED = [2, 6, 14, 18, 26]
