"""Several clicks at once change things once. SQLite writes one after the other, so these need PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from threading import Barrier

import alumni_scenes as scenes
import factories
import pytest
from django.db import connection, connections
from django.utils import timezone

from lms.alumni.actions import Statement, add_report
from lms.alumni.actions.following import choose_follow_up
from lms.alumni.actions.inviting import remind_silent
from lms.alumni.actions.releasing import release_group
from lms.alumni.actions.settling import settle
from lms.alumni.actions.transfer import import_list
from lms.alumni.models import Campaign, Report
from lms.alumni.transfer.dry_run import Facts
from lms.core.errors import Refused
from lms.core.languages import zone_of
from lms.core.models import Message
from lms.people.models import Consent, Role

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 4


@pytest.fixture(autouse=True)
def _on_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("races show on PostgreSQL only")


@pytest.fixture
def boss(transactional_db):
    return factories.person_with_role(Role.Kind.ADMINISTRATOR)


def at_once(change):
    """What each of four clicks answers; None for a refused one."""
    barrier = Barrier(CLICKS)

    def click(_number):
        try:
            barrier.wait()
            return change()
        except Refused:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLICKS) as pool:
        return sorted(pool.map(click, range(CLICKS)), key=lambda count: (count is not None, count))


def test_a_spare_group_is_added_once(boss):
    scenes.alumni(factories.cohort(), 40)
    campaign = scenes.fielded(boss, sample_size=20, replicates=2)
    assert at_once(lambda: release_group(campaign=campaign, number=1, by=boss)) == [None, None, None, 2]
    assert (campaign.strata.get().sample_count, Message.objects.count()) == (22, 22)


def test_the_people_to_follow_up_are_drawn_once(boss):
    scenes.alumni(factories.cohort(), 12)
    campaign = scenes.fielded(boss, design=Campaign.Design.CENSUS)
    Campaign.objects.update(opens_on=timezone.localdate() - timedelta(days=13))
    campaign.refresh_from_db()
    assert at_once(lambda: choose_follow_up(campaign=campaign, by=boss)) == [None, None, None, 4]


def test_a_reminder_is_sent_once(boss):
    scenes.alumni(factories.cohort(), 6)
    scenes.fielded(boss)
    day = datetime.combine(timezone.localdate() + timedelta(days=5), time(10), tzinfo=zone_of("KH"))
    assert sum(at_once(lambda: remind_silent(now=day))) == 6
    assert Message.objects.filter(key__contains=":reminder:").count() == 6


def test_a_list_is_taken_over_once(boss):
    person = scenes.alumnus(factories.cohort(), full_name="Name")
    Consent.objects.create(person=person, purpose=Consent.Purpose.RECORDS, is_given=True)
    campaign, facts = scenes.fielded(boss), Facts(Report.Source.DOCUMENT, timezone.localdate())
    content = b"Name,Status\nName,retired\n"
    counts = at_once(lambda: import_list(campaign=campaign, content=content, facts=facts, by=boss))
    assert (counts, Report.objects.count()) == ([0, 0, 0, 1], 1)


def test_one_of_several_decides_what_stands(boss):
    scenes.alumnus(factories.cohort())
    case = scenes.fielded(boss).cases.get()
    reports = [add_report(case=case, statement=Statement(status), by=boss) for status in ("same", "retired")]
    assert at_once(lambda: settle(case=case, report=reports[0], by=boss) or 1) == [None, None, None, 1]
