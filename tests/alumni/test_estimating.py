"""The clock makes the curves in pieces: once for each state of the data, by one worker, and never lost."""

from datetime import timedelta

import alumni_scenes as scenes
import pytest
from django.utils import timezone

from lms.alumni import actions, results
from lms.alumni.actions import estimating
from lms.alumni.models import Case, Estimation
from lms.alumni.results import background


@pytest.fixture
def campaign(admin, cohort_kh, cohort_la, monkeypatch):
    """34 people, of whom 24 are known; few resamples, so that the tests are quick."""
    monkeypatch.setattr(background, "RESAMPLES", 40)
    monkeypatch.setattr(background, "PIECE", 20)
    scenes.alumni(cohort_kh, 20)
    scenes.alumni(cohort_la, 14)
    row = scenes.fielded(admin, sample_size=34)
    known(row, "KH", stayed=10, left=5)
    known(row, "LA", stayed=6, left=3)
    return row


def known(campaign, country, *, stayed, left):
    """Who left did so in a known month, four months apart."""
    scenes.resolve(campaign, country, in_post=stayed, out=left)
    cases = Case.objects.filter(campaign=campaign, stratum__country=country).exclude(status="unknown").order_by("pk")
    for number, case in enumerate(cases):
        day = scenes.COMPLETED_ON + timedelta(days=120 + 60 * number)
        case.known_in = day if case.status == "left_govt" else scenes.COMPLETED_ON + timedelta(days=900)
        case.known_out = day + timedelta(days=30) if case.status == "left_govt" else None
        case.save(update_fields=["known_in", "known_out"])


def order(campaign):
    return estimating.order_estimation(campaign=campaign)


def test_the_same_data_are_ordered_once(campaign):
    assert order(campaign) == order(campaign)
    assert Estimation.objects.count() == 1


def test_a_draft_orders_nothing(admin):
    assert order(scenes.campaign(admin, code="draft")) is None


def test_a_draft_has_no_figures_and_no_fault(admin):
    found = results.results_of(scenes.campaign(admin, code="draft"))
    assert (found.overall.asked, found.overall.figure, found.tables["country"]) == (0, None, [])


def test_a_page_works_before_anything_is_made(campaign):
    found = results.results_of(campaign)
    assert (found.curves, found.weighted, found.overall.figure is None) == (None, None, False)
    assert (found.estimation.is_ordered, found.estimation.is_finished) == (False, False)


def test_the_clock_makes_every_piece_and_the_page_shows_the_curves(campaign):
    order(campaign)
    assert estimating.work_on_estimations() == 3
    found = results.results_of(campaign)
    assert (found.estimation.done, found.estimation.total, found.estimation.is_finished) == (40, 40, True)
    assert found.curves.resamples == 40
    assert all(point.low <= point.share <= point.high for point in found.curves.lost.points)
    assert found.weighted.known == 24
    assert estimating.work_on_estimations() == 0


def test_the_figures_are_the_same_whoever_made_them_in_however_many_runs(campaign):
    first = order(campaign)
    estimating.work_on(first)
    once = Estimation.objects.get().result
    Estimation.objects.all().delete()
    again = order(campaign)
    for _run in range(3):
        estimating.work_on(again, until=0)
        assert again.done == 0
    estimating.work_on(again)
    assert Estimation.objects.get().result == once


def test_a_broken_run_goes_on_where_it_stopped(campaign, monkeypatch):
    ordered = order(campaign)
    made = []

    def breaks_at_the_second(*args, **kwargs):
        made.append(kwargs["number"])
        if len(made) == 2:
            raise MemoryError
        return real(*args, **kwargs)

    real = background.piece_of
    monkeypatch.setattr(background, "piece_of", breaks_at_the_second)
    with pytest.raises(MemoryError):
        estimating.work_on_estimations()
    assert estimating.work_on_estimations() == 0
    Estimation.objects.filter(pk=ordered.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert estimating.work_on_estimations() == 2
    assert made == [0, 20, 20]


def test_only_one_worker_has_it(campaign):
    ordered = order(campaign)
    assert estimating.claim() == ordered
    assert estimating.claim() is None


def test_new_answers_order_anew_and_the_old_curve_stays_until_then(campaign):
    order(campaign)
    estimating.work_on_estimations()
    Case.objects.filter(campaign=campaign, status="unknown").update(status="same", known_in=scenes.COMPLETED_ON)
    before = results.results_of(campaign)
    assert (before.estimation.is_ordered, before.curves.lost.n, before.weighted) == (False, 24, None)
    order(campaign)
    estimating.work_on_estimations()
    assert results.results_of(campaign).weighted.known == 34
    assert Estimation.objects.count() == 1


def test_an_order_for_data_that_have_changed_becomes_one_for_those_of_now(campaign):
    order(campaign)
    Case.objects.filter(campaign=campaign, status="unknown").update(status="same")
    assert estimating.work_on_estimations() == 3
    assert results.results_of(campaign).estimation.is_finished


def test_closing_keeps_the_weights_and_orders_the_curves(campaign, admin):
    actions.close(campaign=campaign, by=admin)
    assert Estimation.objects.filter(campaign=campaign, finished_at=None).count() == 1
    assert Case.objects.filter(campaign=campaign).exclude(weights={}).count() == 24


def test_results_cost_the_same_for_few_and_many(campaign, django_assert_num_queries):
    order(campaign)
    estimating.work_on_estimations()
    with django_assert_num_queries(3):
        results.results_of(campaign)
