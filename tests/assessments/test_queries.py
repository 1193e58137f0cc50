"""Where people and cohorts stand, in a constant number of queries."""

import assessment_factories as make
import factories
import pytest

from lms.assessments import queries
from lms.assessments.standing import OwnGain, Score, Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def forms(db):
    return make.forms(size=1)


def both(cohort, forms, pre, post):
    enrolment = factories.enrolment(cohort)
    make.scored(enrolment, "pre", forms["A"], pre)
    make.scored(enrolment, "post", forms["B"], post, is_passed=post >= 8)
    return enrolment


def test_states_tell_where_each_person_stands(cohort_kh, forms):
    idle, started, done = factories.enrolment(cohort_kh), factories.enrolment(cohort_kh), both(cohort_kh, forms, 4, 9)
    make.start(started)
    assert queries.states_of_cohort(cohort_kh) == {
        idle.pk: Standing(),
        started.pk: Standing(pre_state="open"),
        done.pk: Standing(
            pre_state="submitted",
            pre=Score(4, 10, {"C2": [4, 10]}),
            post_state="submitted",
            post=Score(9, 10, {"C2": [9, 10]}),
            post_latest=Score(9, 10, {"C2": [9, 10]}),
            post_tries=1,
            post_passed=True,
        ),
    }


@pytest.mark.parametrize("people", [1, 3])
def test_states_cost_two_queries(cohort_kh, forms, people, django_assert_num_queries):
    for _ in range(people):
        both(cohort_kh, forms, 4, 9)
    with django_assert_num_queries(2):
        assert len(queries.states_of_cohort(cohort_kh)) == people


def test_only_the_first_try_enters_the_gain(cohort_kh, forms):
    enrolment = both(cohort_kh, forms, 4, 6)
    make.scored(enrolment, "post", forms["A"], 9, number=2, is_passed=True)
    assert queries.gain_of(enrolment) == OwnGain(pre=40, post=60)
    standing = queries.states_of_cohort(cohort_kh)[enrolment.pk]
    assert (standing.post_latest.points, standing.post_tries, standing.post_passed) == (9, 2, True)


def test_no_own_gain_before_both_tests(cohort_kh, forms):
    enrolment = factories.enrolment(cohort_kh)
    assert queries.gain_of(enrolment) is None
    make.scored(enrolment, "pre", forms["A"], 4)
    assert queries.gain_of(enrolment) is None


def test_the_cohorts_gain_is_in_points_of_100(cohort_kh, forms):
    for pre in range(10):
        both(cohort_kh, forms, pre, pre + 1)
    gain = queries.cohort_gain(cohort_kh)
    assert (gain.n, gain.mean_pre, gain.mean_post) == (10, 45, 55)
    assert gain.gain == pytest.approx(10)


def test_nine_people_are_not_shown(cohort_kh, forms):
    for pre in range(9):
        both(cohort_kh, forms, pre, pre + 1)
    factories.enrolment(cohort_kh)
    assert (queries.cohort_gain(cohort_kh).n, queries.cohort_gain(cohort_kh).suppressed) == (9, True)


def test_the_withdrawn_do_not_count(cohort_kh, forms):
    from django.utils import timezone

    enrolment = both(cohort_kh, forms, 4, 9)
    enrolment.withdrawn_at = timezone.now()
    enrolment.save()
    assert queries.states_of_cohort(cohort_kh) == {}


def test_attempts_come_in_their_order(cohort_kh, forms):
    enrolment = both(cohort_kh, forms, 4, 6)
    assert [attempt.phase for attempt in queries.attempts_of(enrolment)] == ["pre", "post"]


def test_the_gains_of_many_cohorts_cost_two_queries(cohort_kh, cohort_la, forms, django_assert_num_queries):
    for pre in range(10):
        both(cohort_kh, forms, pre, pre + 1)
    both(cohort_la, forms, 4, 9)
    with django_assert_num_queries(2):
        gains = queries.cohort_gains([cohort_kh, cohort_la])
    assert gains == {pk: queries.cohort_gain(row) for pk, row in ((cohort_kh.pk, cohort_kh), (cohort_la.pk, cohort_la))}
    assert [(row.n, row.suppressed) for row in gains.values()] == [(10, False), (1, True)]
