"""A plan is changed and drawn in the same moment, in two real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import alumni_scenes as scenes
import pytest
from django.db import connection

from lms.alumni import actions
from lms.alumni.actions.planning import save_plan
from lms.alumni.models import Campaign
from lms.core.errors import Refused
from lms.people.models import User


def at_once(*calls):
    start = Barrier(len(calls))
    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(lambda call: answered(call, start), calls))


def answered(call, start):
    try:
        start.wait(timeout=20)
        call(Campaign.objects.get(), User.objects.get(email="admin@example.org"))
    except Refused as refusal:
        return type(refusal).__name__
    else:
        return "done"
    finally:
        connection.close()


def change(campaign, admin):
    save_plan(campaign=campaign, by=admin, sample_size=5)


def draw(campaign, admin):
    actions.draw_sample(campaign=campaign, by=admin)


@pytest.mark.django_db(transaction=True)
def test_the_sample_is_that_of_the_plan_that_stands_in_the_end(admin, cohort_kh):
    scenes.alumni(cohort_kh, 20)
    scenes.campaign(admin, sample_size=10)
    answers = at_once(change, draw)
    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.cases.count()) == ("drawn", campaign.sample_size)
    assert answers == (["done", "done"] if campaign.sample_size == 5 else ["PlanIsFixed", "done"])
