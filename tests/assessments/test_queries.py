"""Where people and cohorts stand, in a constant number of queries."""

import assessment_factories as make
import factories
import pytest

from lms.assessments import queries
from lms.assessments.standing import OwnGain, Score, Standing

pytestmark = pytest.mark.django_db


def gain_of(cohort):
    return queries.cohort_gains([cohort])[cohort.pk]


@pytest.fixture
def forms(db):
    return make.forms(size=1)


def both(cohort, forms, pre, post):
    enrolment = factories.enrolment(cohort)
    make.scored(enrolment, "pre", forms["A"], pre)
    make.scored(enrolment, "post", forms["B"], post, is_passed=post >= 8)
    return enrolment


def score(attempt):
    return Score(
        attempt.points,
        attempt.max_points,
        {"C2": [attempt.points, attempt.max_points]},
        attempt.submitted_at,
        attempt.form_id,
        attempt.language,
    )


def test_states_tell_where_each_person_stands(cohort_kh, forms):
    idle, started, done = factories.enrolment(cohort_kh), factories.enrolment(cohort_kh), both(cohort_kh, forms, 4, 9)
    make.start(started)
    pre, post = done.attempts.order_by("phase").reverse()
    assert queries.states_of_cohort(cohort_kh) == {
        idle.pk: Standing(country="KH"),
        started.pk: Standing(pre_state="open", country="KH"),
        done.pk: Standing(
            pre_state="submitted",
            pre=score(pre),
            post_state="submitted",
            post=score(post),
            post_latest=score(post),
            post_tries=1,
            post_passed=True,
            country="KH",
        ),
    }


def test_a_test_that_waits_for_marks_enters_no_figure(cohort_kh, forms):
    enrolment = factories.enrolment(cohort_kh)
    make.scored(enrolment, "pre", forms["A"], 4)
    make.scored(enrolment, "post", forms["B"], None, max_points=None)
    standing = queries.states_of_cohort(cohort_kh)[enrolment.pk]
    assert (standing.post_state, standing.post, standing.waits) == ("submitted", None, {"post"})
    assert queries.gain_of(enrolment) is None


def test_the_delayed_test_is_no_test_after_the_course(cohort_kh, forms):
    enrolment = both(cohort_kh, forms, 4, 9)
    make.scored(enrolment, "delayed", forms["A"], 7)
    standing = queries.states_of_cohort(cohort_kh)[enrolment.pk]
    assert (standing.post.points, standing.post_tries, standing.delayed.points) == (9, 1, 7)
    assert queries.gain_of(enrolment) == OwnGain(pre=40, post=90, delayed=70)


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
    gain = gain_of(cohort_kh)
    assert (gain.n, gain.mean_pre, gain.mean_post) == (10, 45, 55)
    assert gain.gain == pytest.approx(10)


def test_nine_people_are_not_shown(cohort_kh, forms):
    for pre in range(9):
        both(cohort_kh, forms, pre, pre + 1)
    factories.enrolment(cohort_kh)
    assert (gain_of(cohort_kh).n, gain_of(cohort_kh).suppressed) == (9, True)


def test_the_withdrawn_do_not_count(cohort_kh, forms):
    from django.utils import timezone

    enrolment = both(cohort_kh, forms, 4, 9)
    enrolment.withdrawn_at = timezone.now()
    enrolment.save()
    assert queries.states_of_cohort(cohort_kh) == {}


def test_pairs_out_of_the_window_stay_out_of_the_gain(cohort_kh, forms):
    for pre in range(10):
        both(cohort_kh, forms, pre, pre + 1)
    late = factories.enrolment(cohort_kh)
    make.scored(late, "pre", forms["A"], 0)
    make.scored(late, "post", forms["B"], 10, submitted_at=queries.window_end(cohort_kh))
    assert (gain_of(cohort_kh).n, gain_of(cohort_kh).gain) == (10, pytest.approx(10))
    assert queries.gain_of(late) == OwnGain(pre=0, post=100)


def test_the_window_ends_at_midnight_of_its_place(cohort_kh):
    assert queries.window_end(cohort_kh).isoformat() == "2026-11-10T00:00:00+07:00"


@pytest.mark.parametrize("people", [1, 3])
def test_the_gains_of_many_cohorts_cost_the_same(cohort_kh, cohort_la, forms, people, django_assert_num_queries):
    for pre in range(people):
        both(cohort_kh, forms, pre, pre + 1)
    both(cohort_la, forms, 4, 9)
    with django_assert_num_queries(4):
        gains = queries.cohort_gains([cohort_kh, cohort_la])
    assert gains == {pk: gain_of(row) for pk, row in ((cohort_kh.pk, cohort_kh), (cohort_la.pk, cohort_la))}
