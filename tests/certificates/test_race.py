"""Two members decide in the same moment, in two real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from certificates import actions
from certificates.errors import AlreadyDecided
from certificates.models import Certificate, Decision, NumberSeries, Recommendation
from lms.people.models import User


def decide(act, start, recommendation_pk, member_pk):
    try:
        recommendation = Recommendation.objects.get(pk=recommendation_pk)
        member = User.objects.get(pk=member_pk)
        start.wait(timeout=10)
        act(recommendation=recommendation, reason="Good", by=member)
    except AlreadyDecided:
        return "too late"
    else:
        return "decided"
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", [actions.approve, actions.decline])
def test_two_members_at_once_make_one_decision(recommendation, taskforce_kh, taskforce2_kh, second):
    start = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        tasks = [
            pool.submit(decide, act, start, recommendation.pk, member.pk)
            for act, member in [(actions.approve, taskforce_kh), (second, taskforce2_kh)]
        ]
        answers = sorted(task.result() for task in tasks)
    assert answers == ["decided", "too late"]
    assert Decision.objects.count() == 1
    issued = Certificate.objects.count()
    assert list(NumberSeries.objects.values_list("last", flat=True)) == [1] * issued
