import factories
import pytest

from courses.tot.models import PracticeSession
from courses.tot.permissions import can_observe, can_read_results, why_not_observe
from lms.people.models import Role


def observer_for(country):
    return factories.person_with_role(Role.Kind.OBSERVER, country)


def test_an_observer_of_the_country_may(lesson, observer_kh):
    assert can_observe(observer_kh, lesson) is True


@pytest.mark.parametrize(("person", "cohort", "may"), [("KH", "LA", True), ("LA", "KH", False), ("", "KH", True)])
def test_the_persons_country_counts_before_the_cohorts(db, taught, person, cohort, may):
    group = factories.cohort(programme_code="tot", country=cohort)
    enrolment = factories.enrolment(group, factories.person(country=person))
    assert can_observe(observer_for("KH"), taught(enrolment=enrolment)) == may


def test_a_trainer_never_observes_the_own_trainee(lesson, tot_cohort, observer_kh):
    tot_cohort.trainers.add(observer_kh)
    assert why_not_observe(observer_kh, lesson) == (
        "You train this person, so another observer must score this lesson."
    )


def test_nobody_observes_oneself(tot_cohort, taught, observer_kh):
    own = taught(enrolment=factories.enrolment(tot_cohort, observer_kh))
    assert why_not_observe(observer_kh, own) == "You cannot observe your own lesson."


def test_a_manager_does_not_observe(lesson, observer_kh, learner_kh):
    factories.post(learner_kh, manager=observer_kh)
    assert why_not_observe(observer_kh, lesson) == (
        "You manage this person at work, so another observer must score this lesson."
    )


def test_nobody_observes_the_own_manager(lesson, observer_kh, learner_kh):
    factories.post(observer_kh, manager=learner_kh)
    assert why_not_observe(observer_kh, lesson) == (
        "This person manages you at work, so another observer must score this lesson."
    )


def test_a_post_that_was_left_binds_nobody(lesson, observer_kh, learner_kh):
    factories.post(learner_kh, manager=observer_kh, left_by="2026-01-01")
    factories.post(learner_kh)
    assert can_observe(observer_kh, lesson) is True


def test_an_ended_role_ends_it(lesson, observer_kh):
    observer_kh.roles.update(ended_at="2026-01-01T00:00Z")
    assert can_observe(observer_kh, lesson) is False


def test_a_third_is_not_needed_where_two_agree(lesson, observer_kh, observer2_kh, observer3_kh, signed_by):
    signed_by(observer_kh, lesson)
    before = can_observe(observer3_kh, fresh(lesson))
    signed_by(observer2_kh, lesson)
    assert (before, why_not_observe(observer3_kh, fresh(lesson))) == (
        True,
        "The observers of this lesson agree, so no other observer is needed.",
    )


def test_a_third_may_where_two_differ(lesson, observer_kh, observer2_kh, observer3_kh, signed_by):
    signed_by(observer_kh, lesson)
    signed_by(observer2_kh, lesson, 2)
    assert can_observe(observer3_kh, fresh(lesson)) is True


def test_micro_teaching_needs_one_observer(taught, observer_kh, observer2_kh, signed_by):
    session = taught("micro_2")
    signed_by(observer_kh, session)
    assert why_not_observe(observer2_kh, fresh(session)) == "Another observer has scored this lesson. One is enough."


@pytest.mark.parametrize(
    ("who", "may"),
    {
        "learner_kh": True,
        "trainer_kh": True,
        "taskforce_kh": True,
        "admin": True,
        "observer_kh": True,  # has signed
        "observer2_kh": False,  # may still score the lesson
        "taskforce_la": False,
        "learner_la": False,
    }.items(),
)
def test_results_are_kept_from_those_who_may_still_score(request, lesson, observer_kh, signed_by, who, may):
    signed_by(observer_kh, lesson)
    assert can_read_results(request.getfixturevalue(who), fresh(lesson)) == may


def test_a_member_who_also_observes_waits_until_the_lesson_has_its_result(
    lesson, taskforce_kh, observer_kh, observer2_kh, signed_by
):
    factories.role(taskforce_kh, Role.Kind.OBSERVER, "KH")
    signed_by(observer_kh, lesson)
    before = can_read_results(taskforce_kh, fresh(lesson))
    signed_by(observer2_kh, lesson)
    assert (before, can_read_results(taskforce_kh, fresh(lesson))) == (False, True)


def fresh(session):
    return PracticeSession.objects.get(pk=session.pk)
