"""Two lists at once: each person and organisation once. SQLite writes one after the other, so these need PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import factories
import pytest
from django.db import connection, connections

from lms.cohorts import actions
from lms.cohorts.importing.dry_run import dry_run
from lms.people.models import Organisation, User

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = "full_name,country,email,organisation\n"


@pytest.fixture(autouse=True)
def _on_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("races show on PostgreSQL only")


def enrol_at_once(pairs):
    """`pairs`: (cohort, list); everyone has read the database before anyone writes."""
    barrier = Barrier(len(pairs))

    def enrol(pair):
        cohort, text = pair
        try:
            participants = dry_run(cohort, text.encode()).participants
            barrier.wait()
            return actions.import_people(cohort=cohort, participants=participants, by=None).created
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(pairs)) as pool:
        return list(pool.map(enrol, pairs))


def test_the_same_list_twice_at_once_enrols_once(transactional_db):
    cohort = factories.cohort()
    text = HEAD + "".join(f"Person {number},KH,,Police HQ\n" for number in range(30))
    assert sorted(enrol_at_once([(cohort, text)] * 4)) == [0, 0, 0, 30]
    assert cohort.enrolments.count() == User.objects.count() == 30


def test_two_cohorts_may_name_the_same_person_and_organisation_at_once(transactional_db):
    cohorts = [factories.cohort() for _ in range(4)]
    text = HEAD + "".join(f"Person {number},KH,p{number}@example.org,Police HQ\n" for number in range(30))
    assert sum(enrol_at_once([(cohort, text) for cohort in cohorts])) == 30
    assert (User.objects.count(), Organisation.objects.count()) == (30, 1)
    assert [cohort.enrolments.count() for cohort in cohorts] == [30] * 4
