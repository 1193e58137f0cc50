"""Where each trained person stands: what confirms, what tells of leaving, and which months the curve rests on."""

from datetime import timedelta

import alumni_scenes as scenes
import factories
import numpy as np
import pytest
from django.utils import timezone

from lms.alumni import actions
from lms.alumni.actions import curves
from lms.alumni.actions.reports import Statement, add_report
from lms.alumni.models import Campaign, Case
from lms.alumni.queries import capacity
from lms.people.models import Post

TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=1000)
SAME, LEFT, BACK = Case.Status.SAME, Case.Status.LEFT_GOVT, Case.Status.OTHER_AT_OTHER


def days_ago(days):
    return TODAY - timedelta(days=days)


def alumnus(group, completed_on=LONG_AGO, **fields):
    return scenes.alumnus(group, completed_on=completed_on, **fields)


def case_of(person, admin, **fields):
    """A case of a campaign that asks this one country's people."""
    row = Campaign.objects.filter(cases__person=person).first() or scenes.fielded(admin, **fields)
    return Case.objects.get(campaign=row, person=person)


def report(case, status, *, days=0, **fields):
    add_report(case=case, statement=Statement(status=status, as_of=days_ago(days), **fields), by=None)


def only():
    [found] = capacity.everybody().people
    return found


def test_without_any_news_the_course_is_the_last_confirmation(cohort_kh):
    person = alumnus(cohort_kh, sex="female")
    found = only()
    assert (found.person, found.country, found.sex) == (person.pk, "KH", "female")
    assert (found.trained_on, found.confirmed_on, found.has_left) == (LONG_AGO, LONG_AGO, False)


def test_a_later_course_confirms(cohort_kh):
    person = alumnus(cohort_kh)
    factories.enrolment(factories.cohort(), person, completed_on=days_ago(30))
    assert (only().trained_on, only().confirmed_on) == (LONG_AGO, days_ago(30))


def test_a_report_confirms_on_its_day(cohort_kh, admin):
    person = alumnus(cohort_kh)
    report(case_of(person, admin), SAME, days=10)
    assert (only().confirmed_on, only().has_left) == (days_ago(10), False)


def test_whoever_left_is_out(cohort_kh, admin):
    person = alumnus(cohort_kh)
    report(case_of(person, admin), LEFT, days=10)
    assert (only().confirmed_on, only().has_left) == (LONG_AGO, True)


def test_whoever_came_back_counts_on_the_newest_report(cohort_kh, admin):
    person = alumnus(cohort_kh)
    case = case_of(person, admin)
    report(case, LEFT, days=200)
    report(case, BACK, days=5)
    assert (only().confirmed_on, only().has_left) == (days_ago(5), False)


def test_another_ministry_s_post_in_anti_trafficking_is_still_in_post(cohort_kh, admin):
    """Also where the campaign itself asks who left the very post."""
    person = alumnus(cohort_kh)
    report(case_of(person, admin, endpoint=Campaign.Endpoint.POST), BACK, days=5)
    assert only().has_left is False


@pytest.mark.parametrize(("source", "expected"), [(Post.Source.REGISTRY, 20), (Post.Source.TRAINING, 1000)])
def test_a_post_that_somebody_told_of_confirms_and_one_from_the_training_does_not(cohort_kh, source, expected):
    person = alumnus(cohort_kh)
    factories.post(person, source=source, learnt_at=timezone.now() - timedelta(days=20))
    assert only().confirmed_on == days_ago(expected)


def test_the_end_of_every_post_is_leaving(cohort_kh):
    person = alumnus(cohort_kh)
    factories.post(person, left_by=days_ago(100))
    assert only().has_left is True


def test_the_unit_is_that_of_the_newest_post(cohort_kh):
    person, office = alumnus(cohort_kh), factories.organisation(name="New office")
    factories.post(person, learnt_at=timezone.now() - timedelta(days=500))
    factories.post(person, organisation=office, province="Kampot")
    assert (only().organisation_name, only().province) == ("New office", "Kampot")
    assert only().names == (f"KH:{office.pk}", "KH")


def closed(admin, person, *reports):
    case = case_of(person, admin)
    for status, days, fields in reports:
        report(case, status, days=days, **fields)
    actions.close(campaign=case.campaign, by=admin)


def interval():
    cases = capacity.known_of_cases()
    told, _names = capacity.told_of(capacity.trained(cases), cases)
    return list(zip(told.left.tolist(), told.right.tolist(), strict=True))


def test_a_stayer_is_known_to_the_month_of_the_report(cohort_kh, admin):
    closed(admin, alumnus(cohort_kh), (SAME, 10, {}))
    assert interval() == [(32.0, np.inf)]


def test_a_leaver_s_exit_lies_between_two_months(cohort_kh, admin):
    closed(admin, alumnus(cohort_kh), (SAME, 400, {}), (LEFT, 10, {}))
    assert interval() == [(19.0, 33.0)]


def test_an_open_campaign_tells_nothing_of_tenure_yet(cohort_kh, admin):
    report(case_of(alumnus(cohort_kh), admin), SAME, days=10)
    assert interval() == []


def test_a_campaign_with_another_question_tells_nothing_of_tenure(cohort_kh, admin):
    person = alumnus(cohort_kh)
    report(case_of(person, admin, endpoint=Campaign.Endpoint.POST), SAME, days=10)
    actions.close(campaign=Campaign.objects.get(), by=admin)
    assert interval() == []


def test_too_little_is_known_for_an_outlook(cohort_kh, admin):
    closed(admin, alumnus(cohort_kh), (SAME, 10, {}))
    found = capacity.everybody()
    assert found.outlook is None
    assert (found.expected(np.array([0])), found.at_least(np.array([0]))) == (1, 1)


def test_without_a_curve_old_confirmations_count_nothing(cohort_kh):
    alumnus(cohort_kh)
    assert capacity.everybody().expected(np.array([0])) == 0


@pytest.mark.parametrize("people", [1, 3])
def test_everybody_costs_three_queries(cohort_kh, people, django_assert_num_queries):
    for _number in range(people):
        factories.post(alumnus(cohort_kh))
    with django_assert_num_queries(3):
        capacity.everybody()


def test_the_follow_up_s_weights_count_and_before_them_the_draw(cohort_kh, admin):
    closed(admin, alumnus(cohort_kh), (SAME, 10, {}))
    cases = Case.objects.all()
    cases.update(weights={}, base_weight=2.0, is_followed_up=True)
    drawn = [known.weights for known in capacity.known_of_cases().values()]
    cases.update(weights={"final": 7.5})
    assert (drawn, [known.weights for known in capacity.known_of_cases().values()]) == ([[6.0]], [[7.5]])


def test_curves_are_made_once_for_each_state_of_the_follow_ups(cohort_kh, admin):
    alumni = [alumnus(cohort_kh) for _number in range(2)]
    first = [curves.keep_ready(), curves.keep_ready()]
    closed(admin, alumni[0], (SAME, 10, {}))
    second = [curves.keep_ready(), curves.keep_ready()]
    report(case_of(alumni[1], admin), SAME)
    assert (first, second, curves.keep_ready()) == ([1, 0], [1, 0], 1)
