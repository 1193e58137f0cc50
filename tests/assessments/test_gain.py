"""The gain agrees with R, and keeps silent on few people."""

import pytest
from reference_cases import cases

from lms.assessments import gain


def gain_of(case):
    given = case["input"]
    return gain.paired_gain(given["pre"], given["post"], given["max"])


def shown(case):
    return case.values[0]["expected"]["display"] == "show"


@pytest.mark.parametrize("case", [case for case in cases("paired_gain", "display") if shown(case)])
def test_means_agree_with_r(case):
    expected, result = case["expected"], gain_of(case)
    assert (result.n, result.suppressed) == (expected["n_matched"], False)
    assert [result.mean_pre, result.mean_post, result.gain, result.sd_pre, result.sd_post, result.sd_gain] == (
        pytest.approx([expected[k] for k in ("mean_pre", "mean_post", "mean_gain", "sd_pre", "sd_post", "sd_gain")])
    )


@pytest.mark.parametrize("case", [case for case in cases("paired_gain", "t") if shown(case)])
def test_interval_agrees_with_r(case):
    expected, result = case["expected"]["t"], gain_of(case)
    assert [result.ci_low, result.ci_high] == pytest.approx(expected["ci"], abs=case["tol"])
    assert result.p_value == pytest.approx(expected["p"], abs=case["tol"])


@pytest.mark.parametrize("case", [case for case in cases("paired_gain", "hake") if shown(case)])
def test_share_of_the_possible_gain_agrees_with_r(case):
    expected, result = case["expected"]["hake"], gain_of(case)
    assert result.g_group == pytest.approx(expected["g_group"], abs=case["tol"])
    assert [result.g_low, result.g_high] == pytest.approx(expected["ci"], abs=case["tol"])
    assert [result.share_improved, result.share_fell] == pytest.approx(
        [expected["share_gained"], expected["share_lost"]]
    )


@pytest.mark.parametrize("case", [case for case in cases("paired_gain", "effect") if shown(case)])
def test_effect_size_agrees_with_r(case):
    expected, result = case["expected"]["effect"], gain_of(case)
    assert result.d_av == pytest.approx(expected["d_av"], abs=case["tol"])
    assert gain.small_sample_factor(result.n) == pytest.approx(expected["J"], abs=case["tol"])


def test_nine_pairs_are_suppressed_and_ten_are_not():
    assert gain.paired_gain([1] * 9, [2] * 9, 4) == gain.Gain(n=9, suppressed=True)
    assert gain.paired_gain([1] * 10, [2] * 10, 4).gain == 1


def test_same_change_for_everybody_has_no_p_value_and_a_closed_interval():
    result = gain.paired_gain(list(range(10)), [value + 1 for value in range(10)])
    assert (result.ci_low, result.ci_high, result.p_value, result.g_group) == (1, 1, None, None)


def test_pairs_must_match():
    with pytest.raises(ValueError, match="matched pairs"):
        gain.paired_gain([1, 2], [1])


def test_wilson_of_nobody_is_not_a_point():
    assert gain.wilson(0, 10) == pytest.approx((0, 0.27753279986), abs=1e-6)


@pytest.mark.parametrize(("n", "is_small"), [(9, False), (10, True), (29, True), (30, False)])
def test_small_group_is_ten_to_twenty_nine(n, is_small):
    assert gain.Gain(n=n).is_small_group is is_small
