"""Two at once, in two real transactions: one is first, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import factories
import pytest
from django.db import IntegrityError, connection

from certificates.actions import deciding, recommending, stepping
from certificates.errors import AlreadyDecided, IsWithdrawn, SomeChanged, StalePage
from certificates.models import Certificate, Decision, NumberSeries, Recommendation, RecommendationStep
from lms.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)
LOST = (AlreadyDecided, IsWithdrawn, StalePage, IntegrityError)


def take_step(act, start, recommendation_pk, person_pk):
    try:
        recommendation = Recommendation.objects.get(pk=recommendation_pk)
        person = User.objects.get(pk=person_pk)
        start.wait(timeout=20)
        act(recommendation=recommendation, reason="Good", by=person)
    except LOST as error:
        return type(error).__name__
    else:
        return "first"
    finally:
        connection.close()


def at_once(recommendation, *steps):
    """How each of the steps `(action, person)` ended, sorted."""
    start = Barrier(len(steps))
    with ThreadPoolExecutor(len(steps)) as pool:
        tasks = [pool.submit(take_step, act, start, recommendation.pk, person.pk) for act, person in steps]
        return sorted(task.result() for task in tasks)


@pytest.fixture
def without_guard(monkeypatch):
    """Both have looked before either writes, and neither asks what the other did."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one after the other: this shows on PostgreSQL only")
    both_looked = Barrier(2)

    def step_blindly(recommendation, state, *, seen=None):
        both_looked.wait(timeout=20)
        Recommendation.objects.filter(pk=recommendation.pk).update(state=state)
        recommendation.state = state

    monkeypatch.setattr(stepping, "step_to", step_blindly)


@pytest.mark.usefixtures("without_guard", "two_members")
def test_without_the_guard_two_first_approvals_are_given(recommendation, taskforce_kh, taskforce2_kh):
    """The fault that the guard is for: it shows here, or the next tests prove nothing."""
    assert at_once(recommendation, (deciding.second, taskforce_kh), (deciding.second, taskforce2_kh)) == ["first"] * 2
    assert RecommendationStep.objects.count() == 2


@pytest.mark.usefixtures("without_guard")
def test_the_constraint_alone_lets_one_decision_through(recommendation, taskforce_kh, taskforce2_kh):
    ended = at_once(recommendation, (deciding.decline, taskforce_kh), (deciding.decline, taskforce2_kh))
    assert (ended, Decision.objects.count()) == (["IntegrityError", "first"], 1)


@pytest.mark.parametrize("second", [deciding.approve, deciding.decline])
def test_two_members_at_once_make_one_decision(recommendation, taskforce_kh, taskforce2_kh, second):
    ended = at_once(recommendation, (deciding.approve, taskforce_kh), (second, taskforce2_kh))
    assert ended == ["AlreadyDecided", "first"]
    assert Decision.objects.count() == 1
    issued = Certificate.objects.count()
    assert list(NumberSeries.objects.values_list("last", flat=True)) == [1] * issued


@pytest.mark.usefixtures("two_members")
def test_two_first_approvals_at_once_are_one(recommendation, taskforce_kh, taskforce2_kh):
    ended = at_once(recommendation, (deciding.second, taskforce_kh), (deciding.second, taskforce2_kh))
    assert (ended, RecommendationStep.objects.count()) == (["StalePage", "first"], 1)


def test_a_decision_and_a_withdrawal_at_once_are_one_of_the_two(recommendation, taskforce_kh, trainer_kh):
    ended = at_once(recommendation, (deciding.decline, taskforce_kh), (recommending.withdraw, trainer_kh))
    recommendation.refresh_from_db()
    other = {"withdrawn": "IsWithdrawn", "closed": "AlreadyDecided"}[recommendation.state]
    assert sorted(ended) == sorted([other, "first"])
    assert Decision.objects.count() == int(recommendation.state == "closed")


def approve_all(start, pks, member_pk):
    try:
        chosen = [(row, row.version) for row in Recommendation.objects.filter(pk__in=pks)]
        member = User.objects.get(pk=member_pk)
        start.wait(timeout=20)
        deciding.approve_many(chosen=chosen, reason="All taught well.", by=member)
    except SomeChanged:
        return "changed"
    else:
        return "first"
    finally:
        connection.close()


def test_two_lists_at_once_that_share_one_person_are_decided_one_after_the_other(
    recommendation, candidate, trainer_kh, taskforce_kh, taskforce2_kh, meet_all
):
    others = []
    for _person in range(2):
        enrolment = factories.enrolment(candidate.cohort)
        meet_all(enrolment, trainer_kh)
        others.append(recommending.recommend(enrolment=enrolment, note="Good", by=trainer_kh).pk)
    lists = [([others[0], recommendation.pk], taskforce_kh.pk), ([recommendation.pk, others[1]], taskforce2_kh.pk)]
    start = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        ended = sorted(task.result() for task in [pool.submit(approve_all, start, *each) for each in lists])
    assert (ended, Decision.objects.count()) == (["changed", "first"], 2)
