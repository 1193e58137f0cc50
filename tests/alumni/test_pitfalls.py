"""One test for each way in which a figure of retention goes wrong (measurement, part E)."""

import csv
from datetime import date
from pathlib import Path

import numpy as np
import people_samples as samples
import pytest
from reference_cases import cases

from lms.alumni import allocation, endpoints, estimators, rates, resolving, sampling, small_cells
from lms.alumni.estimators import proportions, turnbull
from lms.alumni.frame import Trained, hash_of, strata_of
from lms.alumni.models import Case, Report
from lms.alumni.results import tables
from lms.alumni.results.flow import flow_of
from lms.alumni.results.people import DRAWN, IN_FIRST_PHASE, NOT_DRAWN

ALUMNI = Path(__file__).parents[1] / "reference" / "data" / "alumni_sample.csv"
PEOPLE, RUNS, MONTH = 120, 200, 24
TRUE_AT_24 = float(np.exp(-((24 / 40) ** 1.2)))


def reference(method, name):
    return next(case.values[0] for case in cases(method) if case.id == name)


def simulated(seed):
    """(months in post, months since the training, who answers): leavers 55 %, stayers 80 %."""
    random = np.random.default_rng(seed)
    stays, since = random.weibull(1.2, PEOPLE) * 40, random.uniform(12, 60, PEOPLE)
    return stays, since, random.random(PEOPLE) < np.where(stays <= since, 0.55, 0.80)


def figure_of(inside, outside, unknown, *, frame=None):
    asked = inside + outside + unknown
    scene = samples.scene(samples.strata([frame or asked]), [(inside, outside, unknown)])
    return tables.overall_of(scene)[0].figure


def over_runs(one):
    return float(np.mean([one(*simulated(seed)) for seed in range(RUNS)]))


def counted(stays, since, answers):
    return int((answers & (stays > since)).sum()), int((answers & (stays <= since)).sum()), int((~answers).sum())


def km_at_24(times, left):
    return estimators.kaplan_meier(times, left).at(MONTH)[0]


def test_those_in_post_among_all_asked_are_the_lower_bound_and_never_the_estimate():
    case = reference("nonresponse_bounds", "mb_120")
    figure = figure_of(59, 31, 30, frame=540)
    assert figure.worst == pytest.approx(case["expected"]["naive_wrong"]["respondents_in_post_over_sampled"])
    assert figure.estimate > figure.worst + 0.1


def test_those_who_answered_are_shown_with_the_bounds_that_hold_the_truth():
    truth = over_runs(lambda stays, since, _answers: (stays > since).mean())
    figures = [figure_of(*counted(*simulated(seed))) for seed in range(RUNS)]
    assert np.mean([figure.estimate for figure in figures]) > truth + 0.07
    shares = [(stays > since).mean() for stays, since, _answers in map(simulated, range(RUNS))]
    assert all(figure.worst <= share <= figure.best for figure, share in zip(figures, shares, strict=True))


def test_the_silent_are_not_leavers_of_the_day_of_the_survey():
    wrong = over_runs(
        lambda stays, since, answers: km_at_24(
            np.where(answers, np.minimum(stays, since), since), ~answers | (stays <= since)
        )
    )
    assert wrong > TRUE_AT_24 + 0.05
    figure = figure_of(59, 31, 30)
    assert figure.estimate == pytest.approx(59 / 90)


def test_the_day_of_the_survey_is_never_the_day_of_leaving():
    wrong = over_runs(lambda stays, since, answers: km_at_24(since[answers], (stays <= since)[answers]))
    assert wrong > TRUE_AT_24 + 0.2
    asked_on = date(2026, 6, 20)
    said = resolving.Said(Report.Source.SELF, Case.Status.LEFT_GOVT, asked_on)
    assert resolving.exit_days(said) == (None, asked_on)


def alumni():
    """(left, right) in months of those known."""
    with ALUMNI.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] != "NA"]
    return np.array([float(row["L"]) for row in rows]), np.array([float(row["R"]) for row in rows])


def test_the_middle_of_an_interval_is_not_when_somebody_left():
    left, right = alumni()
    middle = np.where(np.isfinite(right), (left + np.where(np.isfinite(right), right, 0)) / 2, left)
    assert km_at_24(middle, np.isfinite(right)) == pytest.approx(0.865, abs=5e-4)
    assert estimators.npmle(left, right).at(MONTH)[0] == pytest.approx(0.855, abs=5e-4)


def test_intervals_are_open_on_the_left():
    case = reference("turnbull_npmle", "tb_wave10")
    left = case["input"]["L"]
    right = [np.inf if end is None else end for end in case["input"]["R"]]
    assert estimators.npmle(left, right).mass == pytest.approx(case["expected"]["intervals"]["mass"], abs=1e-6)


def test_the_curve_stops_at_the_best_one_and_not_where_steps_are_small():
    case = reference("turnbull_npmle", "tb_panel60")
    right = [np.inf if end is None else end for end in case["input"]["R"]]
    patterns = turnbull.patterns_of(case["input"]["L"], right)
    start = np.full(patterns.covers.shape[1], 1 / patterns.covers.shape[1])
    early = turnbull.expect(patterns.covers, patterns.counts, start, rounds=10)
    assert turnbull.gradient(patterns.covers, patterns.counts, early).max() > 1 + 1e-6
    assert estimators.npmle(case["input"]["L"], right).gap <= 1e-6


def test_who_enters_when_somebody_leaves_was_not_at_risk():
    assert estimators.kaplan_meier([4, 10, 9, 9, 9], [1, 0, 0, 0, 0], [0, 0, 4, 4, 4]).at(4)[0] == 0.5


def test_the_right_curve_of_those_who_answered_is_still_wrong_and_a_worked_subsample_is_not():
    alone = over_runs(
        lambda stays, since, answers: km_at_24(np.minimum(stays, since)[answers], (stays <= since)[answers])
    )
    assert alone > TRUE_AT_24 + 0.04
    gaps = [followed_up(seed) for seed in range(RUNS)]
    assert abs(np.mean(gaps)) < 0.02


def followed_up(seed):
    """Estimate less truth where every third of the silent is worked until known."""
    stays, since, answers = simulated(seed)
    silent = np.flatnonzero(~answers)
    drawn = np.random.default_rng(seed + 1000).permutation(silent)[: max(2, len(silent) // 3)]
    phase = np.where(answers, IN_FIRST_PHASE, NOT_DRAWN)
    phase[drawn] = DRAWN
    status = np.where(stays > since, samples.IN, samples.OUT).astype(object)
    status[phase == NOT_DRAWN] = samples.UNKNOWN
    cells = samples.strata([PEOPLE])
    scene = tables.scene_of(samples.campaign(), samples.people(status.tolist(), cells, phase=phase), cells)
    return tables.overall_of(scene)[0].figure.estimate - (stays > since).mean()


def test_reasons_compete_and_never_add_to_more_than_everybody():
    case = reference("cumulative_incidence", "aj_hand10")
    found = estimators.cumulative_incidence(case["input"]["time"], case["input"]["cause"])
    alone = [
        1 - estimators.kaplan_meier(case["input"]["time"], [each == name for each in case["input"]["cause"]]).share[-1]
        for name in found.reasons
    ]
    assert sum(alone) > found.share[-1].sum()
    assert found.share[-1].sum() + found.still[-1] == pytest.approx(1)


def test_ties_are_never_broken_by_chance():
    case = reference("cumulative_incidence", "aj_hand10")
    found = estimators.cumulative_incidence(case["input"]["time"], case["input"]["cause"])
    assert found.share[-1, found.reasons.index("transfer")] == pytest.approx(0.38125, abs=1e-12)


def test_the_finite_correction_counts_the_known_and_not_the_invited():
    figure = figure_of(12, 8, 40, frame=200)
    expected = estimators.stratified([200], [20], [12])
    assert figure.std_error == pytest.approx(expected.std_error)
    assert figure.std_error > estimators.stratified([200], [60], [36]).std_error


def test_a_curve_and_a_comparison_know_no_finite_correction():
    """Everybody of a ministry may be known: how they leave is still one of many ways that it could have come."""
    times, left = np.arange(1.0, 41), np.tile([True, False], 20)
    assert estimators.kaplan_meier(times, left).std_error[20] > 0
    assert "frame" not in estimators.log_rank.__code__.co_varnames


def test_a_ministry_is_a_domain_of_its_strata():
    cells = samples.strata([120])
    sector = ["police"] * 30 + ["labour"] * 30
    people = samples.people([samples.IN, samples.IN, samples.OUT] * 20, cells, sector=sector)
    line = next(line for line in tables.table_of(tables.scene_of(samples.campaign(), people, cells), "sector"))
    cut_out = estimators.stratified([60], [30], [20]).std_error
    assert line.figure.std_error == pytest.approx(cut_out * np.sqrt(29 / 30 * 60 / 59), rel=1e-9)


def test_no_interval_leaves_nothing_and_everything():
    case = reference("stratified_proportion_fpc", "sp_tiny")
    share = estimators.stratified(*(case["input"][key] for key in ("N_h", "n_h", "y_h")))
    assert proportions.plain_interval(share)[1] > 1
    assert 0 <= estimators.korn_graubard(share)[0] < estimators.korn_graubard(share)[1] <= 1


def test_everybody_in_post_is_neither_certain_nor_a_crash():
    case = reference("binomial_and_hypergeometric_ci", "ci_10_10")
    assert estimators.clopper_pearson(10, 10) == pytest.approx(case["expected"]["clopper_pearson"])
    figure = figure_of(20, 0, 0, frame=200)
    assert (figure.estimate, figure.high, figure.low < 0.9) == (1, 1, True)


@pytest.mark.parametrize("name", ["ss_540", "ss_ministry40", "ss_tiny", "ss_90"])
def test_sizes_are_rounded_up_from_the_exact_quantile(name):
    case = reference("sample_size_allocation", name)
    given = {"share": case["input"]["p"], "margin": case["input"]["e"], "level": case["input"]["level"]}
    assert sampling.sample_size(case["input"]["N"], **given) == case["expected"]["n"]


def test_a_planned_share_of_all_does_not_leave_two_people_for_a_country():
    case = reference("sample_size_allocation", "al_extreme_p")
    people, total = case["input"]["N_h"], case["input"]["n"]
    planned = allocation.neyman(people, allocation.spreads(people, allocation.planned(case["input"]["p_h"])), total)
    assert min(planned) > min(case["expected"]["neyman_integer"])


def test_spare_people_who_were_never_asked_are_no_answers():
    """Spare groups come in whole: nobody of them stands in for one who did not answer."""
    pieces = sampling.draw_pieces(range(60), [30, 6, 6], seed=1, stratum="KH")
    assert [len(piece) for piece in pieces] == [30, 6, 6]
    assert len({person for piece in pieces for person in piece}) == 42


def test_what_others_tell_is_no_interview():
    case = reference("aapor_outcome_rates", "aa_alumni")
    found = rates.outcome_rates(case["input"]["dispositions"], eligible=1)
    assert found["RR1"] == pytest.approx(85 / 120)
    raw = case["input"]["raw_counts"]
    assert found["RR1"] < (raw["I"] + raw["PX"] + raw["ADM"]) / 120


@pytest.mark.parametrize("name", ["aa_nobody", "aa_empty"])
def test_nothing_of_nothing_is_no_rate(name):
    case = reference("aapor_outcome_rates", name)
    found = rates.outcome_rates(case["input"]["dispositions"], eligible=case["input"]["e"])
    assert found == {key: value for key, value in case["expected"].items() if key != "e"}


@pytest.mark.parametrize("endpoint", list(endpoints.STILL_THERE))
@pytest.mark.parametrize("status", ["retired", "deceased"])
def test_who_retired_or_died_stays_in_the_denominator(endpoint, status):
    cells = samples.strata([60])
    people = samples.people(["same"] * 30 + ["left_govt"] * 10 + [status] * 20, cells)
    scene = tables.scene_of(samples.campaign(endpoint=endpoint), people, cells)
    assert tables.overall_of(scene)[0].figure.estimate == 0.5


def test_who_came_back_counts_as_there():
    reports = [
        resolving.Said(Report.Source.SELF, Case.Status.LEFT_GOVT, date(2024, 6, 1)),
        resolving.Said(Report.Source.SELF, Case.Status.SAME, date(2026, 6, 1)),
    ]
    found = resolving.resolve(reports[::-1], endpoint="E2")
    assert (found.status, found.known_out) == (Case.Status.SAME, date(2024, 6, 1))


def test_a_person_is_one_however_many_courses():
    people = [Trained(1, "KH", date(2024, 3, 1)), Trained(2, "KH", date(2024, 3, 1))]
    cells = strata_of(people, by_organisation=False, joined={})
    assert {key: len(rows) for key, rows in cells.items()} == {"KH": 2}
    assert hash_of(cells) == hash_of({"KH": people[::-1]})


def test_two_waves_are_compared_on_the_same_people():
    """All who had left are asked no more: the figures of all would tell of a rise, those of the same people do not."""
    cells = samples.strata([40])
    before = dict.fromkeys(range(1, 41), "same") | dict.fromkeys(range(41, 81), "left_govt")
    now = samples.people(["same"] * 30 + ["left_govt"] * 10, cells, persons=list(range(1, 41)))
    second = samples.campaign()
    second.previous = samples.campaign(pk=1)
    found = flow_of(second, before, now)
    assert (found.both, found.only_first, found.share_before, found.share_now) == (40, 40, 1.0, 0.75)


def test_weights_are_not_people():
    case = reference("kaplan_meier", "km_weighted")["input"]
    curve = estimators.weighted_curve(case["time"], case["event"], case["weight"])
    times = [np.repeat(column, np.round(case["weight"]).astype(int)) for column in (case["time"], case["event"])]
    assert estimators.kaplan_meier(*times).std_error[5] < curve.std_error[5] / 1.5


def test_a_hidden_count_does_not_follow_from_the_sums():
    counts = reference("cell_suppression", "sdc_3x3")["input"]["counts"]
    shown = small_cells.shown_table(counts)
    for told in [*shown, *zip(*shown, strict=True)]:
        assert told.count(None) != 1


def test_ministries_are_no_league_table():
    """In the order of their keys, and what chance alone may explain is marked."""
    scene = samples.scene(samples.strata([60, 60, 60]), [(13, 11, 0), (30, 20, 0), (12, 12, 0)])
    lines = tables.table_of(scene, "country")
    assert [(line.name, line.is_unreliable) for line in lines] == [("CN", False), ("KH", True), ("LA", True)]
