"""A plan's numbers: how many of each group, on which days, what it costs and what it buys."""

from datetime import date

import alumni_scenes as scenes
import pytest

from lms.alumni import actions, planning, sampling, sizing
from lms.alumni.actions.planning import save_plan
from lms.alumni.errors import PlanIsFixed
from lms.alumni.models import Campaign
from lms.alumni.plan import PlannedCell, Summed, cautions
from lms.alumni.queries import planning as queries
from lms.alumni.sizing import Work

SIZES = {"KH": 200, "LA": 100, "VN": 12}


def campaign(**fields):
    return Campaign(**{"design": "sample", "sample_size": 60, "allocation": "proportional", **fields})


def test_a_census_asks_everybody_whatever_was_changed():
    assert planning.counts_of(campaign(design="census", changed_counts={"KH": 5}), SIZES, {}) == SIZES


def test_a_proportional_sample_takes_groups_under_15_whole():
    assert planning.counts_of(campaign(), SIZES, {}) == {"KH": 32, "LA": 16, "VN": 12}


def test_neyman_asks_more_where_an_earlier_follow_up_found_people_to_differ():
    shares = {"KH": 0.8, "LA": 0.5}
    counts = planning.counts_of(campaign(allocation="neyman"), SIZES, shares)
    assert counts == {"KH": 30, "LA": 18, "VN": 12}


def test_an_expected_share_of_one_is_planned_as_eighty_per_cent():
    """Unclamped, Neyman would ask two people and give each of them a hundred to stand for (`al_extreme_p`)."""
    certain = planning.counts_of(campaign(allocation="neyman"), SIZES, {"KH": 1.0, "LA": 0.5})
    assert certain == planning.counts_of(campaign(allocation="neyman"), SIZES, {"KH": 0.8, "LA": 0.5})
    assert planning.planning_share(campaign(expected_share=1.0)) == 0.8
    assert planning.planning_share(campaign(expected_share=0.0)) == 0.2


def test_a_number_changed_by_hand_holds_within_its_group():
    changed = {"KH": 5, "LA": 500, "TH": 9}
    assert planning.counts_of(campaign(changed_counts=changed), SIZES, {}) == {"KH": 5, "LA": 100, "VN": 12}


def test_spare_groups_hold_a_tenth_each_while_people_last():
    plan = campaign(replicates=3)
    assert planning.pieces_of(plan, 100, 40) == [40, 4, 4, 4]
    assert planning.pieces_of(plan, 44, 40) == [40, 4, 0, 0]
    assert planning.pieces_of(campaign(design="census", replicates=3), 40, 40) == [40]


@pytest.mark.parametrize(
    ("months", "window"),
    [
        (6, (date(2026, 4, 30), date(2026, 6, 30))),
        (12, (date(2025, 9, 30), date(2026, 1, 30))),
        (24, (date(2024, 8, 30), date(2025, 2, 28))),
        (None, None),
    ],
)
def test_a_wave_s_window_is_as_wide_as_its_distance_allows(months, window):
    assert planning.wave_window(campaign(opens_on=date(2026, 11, 30), wave_months=months)) == window


def test_a_size_takes_the_exact_quantile_and_is_rounded_up():
    """With 1.96 it would be 538: one invitation too many, and not what the reference has."""
    assert sampling.sample_size(1080, share=0.5, margin=0.03) == 537


def test_the_table_of_sizes_says_answers_invitations_calls_and_what_cannot_be_reached():
    lines = sizing.sizes(540, share=0.67, response=0.6)
    assert [(line.margin, line.answers, line.invitations, line.calls, line.is_reached) for line in lines] == [
        (0.03, 344, 540, 196, False),
        (0.05, 209, 349, 140, True),
        (0.07, 132, 220, 88, True),
        (0.10, 74, 124, 50, True),
    ]


def test_invitations_are_not_one_too_many_for_a_rounding_of_the_machine():
    assert 84 / 0.35 > 240
    assert sampling.invitations(84, population=1000, expected_response=0.35) == 240


@pytest.mark.parametrize(
    ("frame", "known", "expected"), [(15, 10, (8, 12)), (25, 15, (12, 20)), (40, 20, (19, 31)), (40, 30, (23, 30))]
)
def test_what_a_small_ministry_buys_is_the_exact_count(frame, known, expected):
    assert sizing.between(Work(frame, known, known), 2 / 3) == expected


def test_a_census_is_a_stratum_taken_whole_and_a_sample_of_the_silent():
    work = sizing.counted(300, response=0.6, one_in=3)
    assert (work.asked, work.answers, work.followed, work.calls) == (300, 180, 40, 40)
    variance = (120 / 300) ** 2 * (1 - 40 / 120) * 0.67 * 0.33 / 39
    assert sizing.variance(work, 0.67) == pytest.approx(variance)
    assert sizing.margin([work], 0.67) == pytest.approx(1.959964 * variance**0.5, abs=1e-7)


def test_a_margin_over_cells_is_that_of_the_stratified_share_or_none():
    cells = [Work(100, 20, 20), Work(50, 50, 50)]
    expected = 1.959964 * ((100 / 150) ** 2 * 0.8 * 0.21 / 19) ** 0.5
    assert sizing.margin(cells, 0.7) == pytest.approx(expected, abs=1e-7)
    assert sizing.margin([*cells, Work(30, 1, 1)], 0.7) is None
    assert sizing.margin([], 0.7) is None


def cell(key, frame, asked, by_rule=None):
    return PlannedCell(key, key[:2], key, Work(frame, asked, asked), by_rule or asked, 0.67)


def said(cells, **fields):
    return cautions(campaign(**{"sample_size": sum(one.asked for one in cells), **fields}), Summed("", cells))


def test_a_sound_plan_has_no_cautions():
    assert said([cell("KH", 100, 50), cell("LA", 60, 30)]) == []


@pytest.mark.parametrize(
    ("cells", "fields", "words"),
    [
        ([cell("KH", 40, 1), cell("LA", 60, 30)], {}, "KH: fewer than two people are asked"),
        ([cell("KH", 510, 10), cell("LA", 60, 30)], {}, "KH: each person asked stands for 51 people."),
        ([cell("KH", 100, 50)], {}, "All people to ask are from one country: Cambodia."),
        ([cell("KH", 100, 50), cell("LA", 60, 30)], {"sample_size": 90}, "The plan asks 80 people in all, where 90"),
        ([cell("KH", 9, 9), cell("LA", 60, 30)], {"changed_counts": {"KH": 10}}, "KH: 10 people were wanted, but"),
        ([cell("KH", 50, 9), cell("LA", 60, 30)], {"changed_counts": {"TH": 10}}, "groups that no longer exist"),
    ],
)
def test_a_plan_says_what_to_look_at(cells, fields, words):
    assert [words in sentence for sentence in said(cells, **fields)] == [True]


def test_one_country_is_no_surprise_where_it_was_chosen_and_a_census_needs_no_cautions():
    assert said([cell("KH", 100, 50)], countries=["KH"]) == []
    assert said([cell("KH", 40, 1)], design="census") == []


def test_planning_shares_come_from_groups_with_ten_known(admin, cohort_kh, cohort_la):
    scenes.alumni(cohort_kh, 20)
    scenes.alumni(cohort_la, 20)
    earlier = scenes.fielded(admin, code="earlier", sample_size=40)
    scenes.resolve(earlier, "KH", in_post=6, out=4)
    scenes.resolve(earlier, "LA", in_post=8, out=1)
    assert queries.shares_of(scenes.campaign(admin, previous=earlier)) == {"KH": 0.6}
    assert queries.shares_of(scenes.campaign(admin, code="other")) == {}


def test_a_plan_is_changed_until_the_draw_only(admin, cohort_kh):
    scenes.alumni(cohort_kh, 20)
    row = scenes.campaign(admin)
    save_plan(campaign=row, by=admin, sample_size=10)
    stale = Campaign.objects.get(pk=row.pk)
    assert actions.draw_sample(campaign=row, by=admin) == 10
    with pytest.raises(PlanIsFixed):
        save_plan(campaign=stale, by=admin, sample_size=5)
    assert Campaign.objects.get().sample_size == 10


def test_a_draw_from_a_stale_page_uses_the_plan_as_it_is(admin, cohort_kh):
    scenes.alumni(cohort_kh, 20)
    row = scenes.campaign(admin)
    stale = Campaign.objects.get(pk=row.pk)
    save_plan(campaign=row, by=admin, sample_size=10)
    assert actions.draw_sample(campaign=stale, by=admin) == 10


def test_the_plan_shown_is_the_one_that_is_drawn(admin, cohort_kh, cohort_la):
    scenes.alumni(cohort_kh, 40)
    scenes.alumni(cohort_la, 12)
    row = scenes.campaign(admin, sample_size=30, changed_counts={"KH": 21})
    planned = [(each.key, each.frame, each.asked) for each in queries.plan_of(row).cells]
    actions.draw_sample(campaign=row, by=admin)
    assert planned == [(each.key, each.frame, each.asked) for each in queries.drawn_plan(row).cells]
    assert planned == [("KH", 40, 21), ("LA", 12, 12)]


def test_the_same_seed_draws_the_same_ranks_on_every_database(admin, cohort_kh):
    """Ids differ from database to database, the order of the people does not: this list holds on all of them."""
    people = sorted(person.pk for person in scenes.alumni(cohort_kh, 30))
    row = scenes.campaign(admin, sample_size=10, seed=7)
    actions.draw_sample(campaign=row, by=admin)
    drawn = row.cases.values_list("person_id", flat=True)
    assert sorted(people.index(person) for person in drawn) == RANKS


RANKS = [0, 2, 5, 8, 9, 13, 14, 15, 16, 23]
