import factories
import pytest

from courses.tot.permissions import can_observe, why_not_observe
from lms.people.models import Role


def observer_for(country):
    return factories.person_with_role(Role.Kind.OBSERVER, country)


def test_an_observer_of_the_country_may(trainee, observer_kh):
    assert can_observe(observer_kh, trainee) is True


@pytest.mark.parametrize(("person", "cohort", "may"), [("KH", "LA", True), ("LA", "KH", False), ("", "KH", True)])
def test_the_persons_country_counts_before_the_cohorts(db, person, cohort, may):
    group = factories.cohort(programme_code="tot", country=cohort)
    enrolment = factories.enrolment(group, factories.person(country=person))
    assert can_observe(observer_for("KH"), enrolment) == may


def test_a_trainer_never_observes_the_own_trainee(trainee, tot_cohort):
    observer = observer_for("KH")
    tot_cohort.trainers.add(observer)
    assert why_not_observe(observer, trainee) == "You train this person, so another observer must score this lesson."


def test_nobody_observes_oneself(tot_cohort, observer_kh):
    own = factories.enrolment(tot_cohort, observer_kh)
    assert why_not_observe(observer_kh, own) == "You cannot observe your own lesson."


def test_an_ended_role_ends_it(trainee, observer_kh):
    observer_kh.roles.update(ended_at="2026-01-01T00:00Z")
    assert can_observe(observer_kh, trainee) is False
