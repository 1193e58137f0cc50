"""Several at once: one worker makes the curves, and two looks are compared with each other. These need PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import alumni_scenes as scenes
import factories
import pytest
from django.db import connection, connections

from lms.alumni.actions import estimating
from lms.alumni.actions.figure_queries import ask_figures
from lms.alumni.errors import TooFewBetween
from lms.alumni.models import Case, Estimation, FigureQuery
from lms.people.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _on_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("races show on PostgreSQL only")


@pytest.fixture
def boss(transactional_db):
    return factories.person_with_role(Role.Kind.ADMINISTRATOR)


def at_once(*changes):
    """What each of the calls answers, made in the same moment; None for a refused one."""
    barrier = Barrier(len(changes))

    def call(change):
        try:
            barrier.wait()
            return change()
        except TooFewBetween:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(changes)) as pool:
        return list(pool.map(call, changes))


def test_one_order_for_the_same_data_and_one_worker_has_it(boss):
    scenes.alumni(factories.cohort(), 12)
    campaign = scenes.fielded(boss, sample_size=12)
    at_once(*[lambda: estimating.order_estimation(campaign=campaign)] * 4)
    assert Estimation.objects.count() == 1
    claimed = at_once(*[estimating.claim] * 4)
    assert sorted(row is not None for row in claimed) == [False, False, False, True]


def test_of_two_looks_that_differ_by_few_people_one_is_shown(boss):
    """Each of the two groups may be shown, but not both: four people are in one of them alone."""
    cohort, other = factories.cohort(), factories.cohort(country="LA")
    women, men = scenes.alumni(cohort, 30, sex="female"), scenes.alumni(cohort, 15, sex="male")
    scenes.alumni(other, 15, sex="female")
    scenes.alumni(other, 15, sex="male")
    campaign = scenes.fielded(boss, sample_size=75)
    Case.objects.filter(campaign=campaign).update(sector="labour", status=Case.Status.SAME)
    police = [person.pk for person in women[4:]]
    abroad = list(campaign.cases.filter(stratum__country="LA", sex="female").values_list("pk", flat=True)[:10])
    Case.objects.filter(campaign=campaign, person__in=police).update(sector="police")
    Case.objects.filter(pk__in=abroad).update(sector="police")
    leavers = [person.pk for person in women[4:14] + men[:5]]
    Case.objects.filter(campaign=campaign, person__in=leavers).update(status=Case.Status.LEFT_GOVT)
    Case.objects.filter(pk__in=abroad[:3]).update(status=Case.Status.LEFT_GOVT)
    filters = [{"country": "KH", "sex": "female"}, {"country": "KH", "sex": "female", "sector": "police"}]
    found = at_once(*[lambda one=one: ask_figures(campaign=campaign, filters=one, by=boss) for one in filters])
    assert sorted(answer is not None for answer in found) == [False, True]
    assert sorted(FigureQuery.objects.values_list("is_shown", flat=True)) == [False, True]
