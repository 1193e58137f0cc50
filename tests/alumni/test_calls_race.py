"""Calls sent at once: each form once, one answer a person. SQLite writes one after the other: PostgreSQL only."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import alumni_scenes as scenes
import call_scenes as calls
import factories
import pytest
from django.db import connection, connections
from django.utils import timezone

from lms.alumni import actions
from lms.alumni.actions import Call
from lms.alumni.errors import AnsweredAlready
from lms.alumni.models import Report
from lms.alumni.status import Answers, Place
from lms.people.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _on_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("races show on PostgreSQL only")


@pytest.fixture
def case(transactional_db):
    admin = factories.person_with_role(Role.Kind.ADMINISTRATOR)
    person = scenes.alumnus(factories.cohort())
    calls.in_field(admin, to=calls.interviewer())
    return calls.case_of(person)


def record_at_once(case, keys):
    """One answered call for each key, all begun before one has ended; "kept" or "refused" of each."""
    barrier = Barrier(len(keys))

    def record(key):
        call = Call("answered", timezone.now(), answers=Answers(Place.SAME_POST), language="km")
        try:
            barrier.wait()
            actions.record_call(case=case, call=call, key=key, by=case.assigned_to)
            return "kept"
        except AnsweredAlready:
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(keys)) as pool:
        return sorted(pool.map(record, keys))


def test_the_same_form_sent_four_times_at_once_is_taken_once(case):
    assert record_at_once(case, [uuid4()] * 4) == ["kept"] * 4
    assert (Report.objects.count(), case.contacts.filter(mode="phone").count()) == (1, 1)


def test_of_four_answers_at_once_the_first_counts(case):
    assert record_at_once(case, [uuid4() for _number in range(4)]) == ["kept", "refused", "refused", "refused"]
    assert (Report.objects.count(), case.submissions.count()) == (1, 1)
