"""The demo holds what the documentation promises, the same each time, and never runs on a real site."""

import pytest
from django.core.management import CommandError, call_command

from certificates.models import Certificate, Recommendation
from lms.alumni.models import Campaign
from lms.alumni.queries.campaigns import cells_of
from lms.cohorts.models import Cohort, Enrolment
from lms.demo.cast import CAST, PASSWORD
from lms.people.models import User

ACCOUNTS = [
    "learner.kh",
    "learner.la",
    "learner.mm",
    "learner.th",
    "learner.vn",
    "learner.cn",
    "trainer.kh",
    "trainer.la",
    "observer.kh",
    "taskforce.kh",
    "taskforce2.kh",
    "taskforce.la",
    "interviewer.kh",
    "admin",
    "editor",
    "translator.km",
    "reviewer.km",
]


@pytest.fixture
def demo(db):
    call_command("load_programmes", verbosity=0)
    call_command("seed_demo", alumni=120, verbosity=0)


def test_the_cast_is_the_one_that_the_documents_name():
    assert [member.account for member in CAST] == ACCOUNTS


def test_demo_holds_its_cohorts_register_and_campaign(demo):
    people = {
        code: Enrolment.objects.filter(cohort__code=code).count()
        for code in Cohort.objects.filter(starts_on__gte="2026-09-01").values_list("code", flat=True)
    }
    assert people == {"rtp-2026-11": 48, "tot-kh-2026": 12, "tot-la-2026": 12, "ethics-2026": 24}
    assert Enrolment.objects.exclude(completed_on=None).filter(cohort__starts_on__lt="2026-09-01").count() == 120
    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.is_demo) == (Campaign.State.CLOSED, True)
    assert sum(cell.asked for cell in cells_of(campaign)) == 120
    states = sorted(Certificate.objects.values_list("country", "state"))
    assert states == [("KH", "revoked"), ("KH", "valid"), ("LA", "revoked"), ("LA", "valid")]
    assert Recommendation.objects.waiting().count() == 4


def test_everyone_is_marked_as_invented_and_can_sign_in(demo, client):
    assert not User.objects.filter(is_demo=False).exists()
    assert client.login(email="learner.kh@demo.example", password=PASSWORD)


def test_a_second_seed_changes_nothing(demo):
    before = (User.objects.count(), Certificate.objects.count())
    call_command("seed_demo", verbosity=0)
    assert (User.objects.count(), Certificate.objects.count()) == before


def test_a_real_site_refuses_the_demo(db, settings):
    settings.EMBEDDED = False
    with pytest.raises(CommandError):
        call_command("seed_demo", verbosity=0)
