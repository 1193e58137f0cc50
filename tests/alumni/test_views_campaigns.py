"""Campaigns belong to administrators; every page holds the four numbers or none."""

import alumni_scenes as scenes
import pytest
from django.utils import timezone

from lms.alumni import actions
from lms.alumni.models import Campaign
from lms.core.models import Message

PAGES = ["", "new/", "retention-test/", "retention-test/cases/", "retention-test/progress/", "retention-test/results/"]
CHANGES = ["draw", "send", "close"]
CAST = {"admin": 200, "taskforce_kh": 404, "trainer_kh": 404, "observer_kh": 404, "learner_kh": 404}


@pytest.fixture
def campaign(admin, cohort_kh, cohort_la):
    scenes.alumni(cohort_kh, 20)
    scenes.alumni(cohort_la, 16)
    row = scenes.fielded(admin, sample_size=36)
    scenes.resolve(row, "KH", in_post=12, out=5)
    scenes.resolve(row, "LA", in_post=10, out=4)
    return row


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("name", "status"), CAST.items())
def test_who_gets_in(request, signed_in, campaign, page, name, status):
    assert signed_in(request.getfixturevalue(name)).get(f"/en/alumni/{page}").status_code == status


@pytest.mark.parametrize("page", PAGES)
def test_visitors_are_sent_to_the_door(client, campaign, page):
    response = client.get(f"/en/alumni/{page}")
    assert (response.status_code, response["Location"].startswith("/en/accounts/login/")) == (302, True)


@pytest.mark.parametrize("change", CHANGES)
def test_changes_are_made_by_post_and_by_administrators(signed_in, campaign, admin, taskforce_kh, change):
    address = f"/en/alumni/retention-test/{change}/"
    assert signed_in(taskforce_kh).post(address).status_code == 404
    assert signed_in(admin).get(address).status_code == 405
    assert Campaign.objects.get().state == Campaign.State.FIELDING


@pytest.mark.parametrize("page", ["retention-test/", "retention-test/results/"])
def test_the_four_numbers_stand_together(signed_in, admin, campaign, page):
    text = signed_in(admin).get(f"/en/alumni/{page}").content.decode()
    sentence = text.split('next-step__sentence">')[1].split("</p>")[0]
    numbers = ["36 people trained", "71%", "95 % interval", "61%", "75%", "86%", "31 of 36"]
    assert [number for number in numbers if number not in sentence] == []


def test_nothing_is_shown_below_ten(signed_in, admin, cohort_kh):
    scenes.alumni(cohort_kh, 14)
    row = scenes.fielded(admin)
    scenes.resolve(row, "KH", in_post=6, out=3)
    text = signed_in(admin).get("/en/alumni/retention-test/results/").content.decode()
    assert ("so no figure is shown" in text, "<svg viewBox" in text, "67%" in text) == (True, False, False)


def test_the_plot_stands_beside_its_table(signed_in, admin, campaign):
    text = signed_in(admin).get("/en/alumni/retention-test/").content.decode()
    drawn = text.split('<svg viewBox="0 0 340')[1].split("</svg>")[0]
    assert (drawn.count('class="estimate"'), drawn.count('class="bounds"'), text.count("<table")) == (3, 3, 1)
    assert 'x1="16' in drawn


def test_a_campaign_is_started_drawn_sent_and_closed(signed_in, admin, cohort_kh):
    scenes.alumni(cohort_kh, 3)
    client, today = signed_in(admin), timezone.localdate().isoformat()
    form = {"title": "Follow-up", "code": "wave-1", "programme_codes": ["rtp"]}
    response = client.post("/en/alumni/new/", {**form, "opens_on": today, "closes_on": today})
    assert response["Location"] == "/en/alumni/wave-1/plan/population/"
    states = []
    for change in CHANGES:
        client.post(f"/en/alumni/wave-1/{change}/")
        states.append(Campaign.objects.get().state)
    assert (states, Message.objects.count()) == (["drawn", "fielding", "closed"], 3)


@pytest.mark.parametrize(
    ("field", "value"), [("code", "new"), ("code", "queries"), ("code", "taken"), ("closes_on", "2020-01-01")]
)
def test_a_wrong_start_is_sent_back(signed_in, admin, field, value):
    scenes.campaign(admin, code="taken")
    form = {"title": "Follow-up", "code": "wave-1", "programme_codes": ["rtp"]}
    form |= {"opens_on": "2026-01-01", "closes_on": "2026-02-01", field: value}
    response = signed_in(admin).post("/en/alumni/new/", form)
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])


def test_a_refused_change_says_why(signed_in, admin, campaign):
    actions.close(campaign=campaign, by=admin)
    text = signed_in(admin).post("/en/alumni/retention-test/send/", follow=True).content.decode()
    assert "Invitations can be sent after the draw" in text


def test_the_list_of_people_never_says_what_was_answered(signed_in, admin, campaign):
    text = signed_in(admin).get("/en/alumni/retention-test/cases/").content.decode()
    assert ("left government" in text, "in the same post" in text) == (False, False)


@pytest.mark.parametrize("page", ["cases/", "progress/", "results/", ""])
def test_pages_need_the_same_queries_for_few_and_many(signed_in, admin, cohort_kh, django_assert_num_queries, page):
    scenes.alumnus(cohort_kh)
    scenes.fielded(admin, code="few")
    scenes.alumni(cohort_kh, 11)
    scenes.fielded(admin, code="many")
    client = signed_in(admin)
    for code in ("few", "many"):  # the first look orders the curves
        client.get(f"/en/alumni/{code}/{page}")
    with django_assert_num_queries(count_of(client, f"/en/alumni/few/{page}")):
        client.get(f"/en/alumni/many/{page}")


def count_of(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
