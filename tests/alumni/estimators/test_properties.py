"""What must hold for any group of people, whatever the figures are (measurement, part E)."""

import numpy as np
import pytest
from reference_cases import cases

from lms.alumni import estimators, rates, weighting
from lms.alumni.capacity import Known, capacity, exponential
from lms.alumni.estimators import proportions

SEEDS = range(5)


def people(seed, count=60):
    """(months watched, left or not), with ties."""
    random = np.random.default_rng(seed)
    stays, watched = np.ceil(random.weibull(1.2, count) * 40), np.ceil(random.uniform(12, 60, count))
    return np.minimum(stays, watched), stays <= watched


def asked_in_waves(seed, count=80):
    """(last wave in post, first wave out): a fifth of the answers are missing."""
    random, waves = np.random.default_rng(seed), np.array([0, 6, 12, 24, 48])
    stays = random.weibull(1.2, count) * 40
    left, right = np.zeros(count), np.full(count, np.inf)
    for wave in waves[1:]:
        answers = random.random(count) > 0.2
        left = np.where(answers & (stays > wave), wave, left)
        right = np.where(answers & (stays <= wave) & np.isinf(right), wave, right)
    return left, right


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_people_changes_nothing(seed):
    times, left = people(seed)
    order = np.random.default_rng(seed).permutation(len(times))
    mixed = estimators.kaplan_meier(times[order], left[order])
    assert mixed.share.tolist() == estimators.kaplan_meier(times, left).share.tolist()


@pytest.mark.parametrize("seed", SEEDS)
def test_everybody_twice_keeps_the_curve_and_shrinks_its_error_by_root_two(seed):
    once = estimators.kaplan_meier(*people(seed))
    twice = estimators.kaplan_meier(*(np.repeat(column, 2) for column in people(seed)))
    assert twice.share == pytest.approx(once.share)
    assert twice.std_error[:-1] * np.sqrt(2) == pytest.approx(once.std_error[:-1], nan_ok=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_weights_in_whole_numbers_are_people(seed):
    times, left = people(seed)
    weights = np.random.default_rng(seed).integers(1, 4, len(times))
    weighted = estimators.weighted_curve(times, left, weights)
    assert weighted.share == pytest.approx(estimators.kaplan_meier(times.repeat(weights), left.repeat(weights)).share)


def test_counted_curves_are_those_of_each_group():
    times, left = people(1, 200)
    groups = np.random.default_rng(1).choice([0, 2, 3], 200)
    counted = estimators.curves_by_group(times.astype(int), left, groups)
    assert (len(counted), counted[1].n) == (4, 0)
    for group in (0, 2, 3):
        alone = estimators.kaplan_meier(times[groups == group], left[groups == group])
        assert counted[group].share.tolist() == alone.share.tolist()
        assert counted[group].at_risk.tolist() == alone.at_risk.tolist()


@pytest.mark.parametrize("seed", SEEDS)
def test_turnbull_is_kaplan_meier_where_every_date_is_known(seed):
    times, left = people(seed)
    steps = estimators.npmle(times, np.where(left, times, np.inf))
    curve = estimators.kaplan_meier(times, left)
    at = curve.times[curve.exits > 0]
    assert steps.at(at) == pytest.approx(curve.at(at), abs=1e-7)


@pytest.mark.parametrize("seed", SEEDS)
def test_people_nobody_could_trace_do_not_move_the_curve(seed):
    left, right = asked_in_waves(seed)
    alone = estimators.npmle(left, right)
    with_unknown = estimators.npmle(np.append(left, [0] * 20), np.append(right, [np.inf] * 20))
    assert with_unknown.at([6, 12, 24]) == pytest.approx(alone.at([6, 12, 24]), abs=1e-7)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_curve_is_the_best_one_not_an_early_stop(seed):
    assert estimators.npmle(*asked_in_waves(seed)).gap <= 1e-6


def test_months_in_days_only_stretch_the_time():
    left, right = asked_in_waves(1)
    assert estimators.npmle(left * 30.4375, right * 30.4375).at(24 * 30.4375) == pytest.approx(
        estimators.npmle(left, right).at(24)
    )


def test_the_bootstrap_agrees_with_r_within_its_noise_and_repeats_itself():
    case = next(case.values[0] for case in cases("turnbull_npmle", "bootstrap") if case.id == "tb_panel60")
    left, right = case["input"]["L"], [np.inf if end is None else end for end in case["input"]["R"]]
    first, again = (estimators.bootstrap(left, right, [6, 12, 24], resamples=400, seed=4) for _time in range(2))
    assert first.std_error.tolist() == again.std_error.tolist()
    assert first.std_error == pytest.approx(case["expected"]["bootstrap"]["se"], rel=0.15)
    assert ((first.lower < case["expected"]["S"]) & (case["expected"]["S"] < first.upper)).all()


def test_an_interval_that_ends_before_it_begins_is_refused():
    with pytest.raises(estimators.NotInOrder):
        estimators.npmle([12], [6])


@pytest.mark.parametrize(("known", "in_post"), [((15, 20), (9, 18)), ((15, 20), (14, 19)), ((40, 30), (3, 2))])
def test_the_interval_holds_the_share_and_never_leaves_nothing_to_everything(known, in_post):
    share = estimators.stratified((60, 45), known, in_post)
    low, high = estimators.korn_graubard(share)
    assert 0 <= low < share.share < high <= 1


def test_a_wald_interval_would_leave_it():
    """Two people in each of four strata (sp_tiny): the plain interval ends above 100 %."""
    assert proportions.plain_interval(estimators.stratified([10, 12, 9, 14], [2] * 4, [1, 2, 0, 1]))[1] > 1


def test_the_correction_rests_on_the_known_never_on_the_invited():
    known = estimators.stratified([60], [20], [12]).variance
    assert known > estimators.stratified([60], [50], [30]).variance
    assert known == pytest.approx((1 - 20 / 60) * 0.6 * 0.4 / 19)


@pytest.mark.parametrize("counts", [{"I": 80, "R": 5, "NC": 20, "UO": 15}, {"I": 3, "P": 1, "UH": 9}])
def test_a_rate_that_trusts_more_of_the_unknown_is_higher(counts):
    found = rates.outcome_rates(counts, eligible=0.5)
    assert found["RR1"] <= found["RR3"] <= found["RR5"]


def test_proxies_are_no_interviews():
    assert rates.outcome_rates({"I": 5, "NC": 5})["RR1"] == 0.5


def test_raked_margins_hold_exactly():
    sexes, ministries = ["F", "F", "M", "M", "M", "F"], ["POL", "LAB", "POL", "LAB", "POL", "POL"]
    weights = weighting.rake([sexes, ministries], np.ones(6), [{"F": 40, "M": 60}, {"POL": 70, "LAB": 30}])
    women = sum(weight for weight, sex in zip(weights, sexes, strict=True) if sex == "F")
    police = sum(weight for weight, name in zip(weights, ministries, strict=True) if name == "POL")
    assert (women, police) == (pytest.approx(40), pytest.approx(70))


def test_a_margin_that_nobody_belongs_to_is_refused():
    with pytest.raises(weighting.NoSuchMargin):
        weighting.rake([["F", "F"]], [1, 1], [{"F": 10, "M": 10}])


def test_trimmed_weights_stay_under_the_limit_and_meet_the_margins():
    groups = [["F"] * 9 + ["M"] * 9]
    weights = weighting.trimmed(groups, [1.0] * 17 + [60.0], [{"F": 90, "M": 90}])
    assert weights.max() <= 4 * np.median(weights) * (1 + 1e-9)
    assert weights[:9].sum() == pytest.approx(90)


def test_cells_with_few_answers_join_their_neighbour():
    cells, answered = ["A"] * 10 + ["B"] * 4, [1] * 8 + [0] * 2 + [1, 1, 0, 0]
    found = weighting.within_cells(cells, [2.0] * 14, answered, neighbours={"B": "A"})
    assert (found.merged, found.factor) == ({"B": "A"}, {"A": 1.4})
    assert found.weights.sum() == pytest.approx(28)


def test_capacity_falls_with_time_when_nobody_new_is_trained():
    people_now = ([1, 3, 5], [0, 1, 5], [Known.UNKNOWN, Known.UNKNOWN, Known.IN_TODAY])
    expected = [capacity(*people_now, exponential(0.1), ahead=years).expected for years in range(4)]
    assert expected == sorted(expected, reverse=True)
    assert capacity(*people_now, exponential(0.1)).chance[2] == 1.0


def test_reasons_and_those_still_in_post_add_to_everybody():
    times, left = people(2)
    reasons = np.where(left, np.where(np.arange(len(times)) % 2, "transfer", "retired"), "censored")
    found = estimators.cumulative_incidence(times, reasons)
    assert found.still + found.share.sum(axis=1) == pytest.approx(1)


def test_one_curve_per_reason_would_claim_more_people_than_there_are():
    """Everybody leaves, half for each reason: the two shares are halves, one minus two curves add to more."""
    times, reasons = [1, 2, 3, 4], ["transfer", "retired", "transfer", "retired"]
    found = estimators.cumulative_incidence(times, reasons)
    alone = [estimators.kaplan_meier(times, [each == name for each in reasons]).share[-1] for name in found.reasons]
    assert found.share[-1].tolist() == [0.5, 0.5]
    assert sum(1 - share for share in alone) > 1.3
