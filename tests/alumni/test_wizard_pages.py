"""The steps of a plan: who opens them, what they show, that each is saved alone, and that the draw ends it."""

import alumni_scenes as scenes
import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lms.alumni import actions, steps
from lms.alumni.models import Campaign

PAGES = [*(step.name for step in steps.STEPS), "texts/km"]
CAST = {"admin": 200, "taskforce_kh": 404, "trainer_kh": 404, "observer_kh": 404, "learner_kh": 404}


@pytest.fixture
def draft(admin, cohort_kh, cohort_la):
    scenes.alumni(cohort_kh, 30)
    scenes.alumni(cohort_la, 20)
    return scenes.campaign(admin, code="wave-1", sample_size=25)


def address(page):
    return f"/en/alumni/wave-1/plan/{page}/"


def text_of(client, page):
    return " ".join(client.get(address(page)).content.decode().split())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("name", "status"), CAST.items())
def test_who_gets_in(request, signed_in, draft, page, name, status):
    assert signed_in(request.getfixturevalue(name)).get(address(page)).status_code == status


@pytest.mark.parametrize("change", ["ready", "test", "population", "texts/km", "texts/km/house"])
def test_only_an_administrator_changes_a_plan(signed_in, draft, taskforce_kh, change):
    assert signed_in(taskforce_kh).post(address(change), {"template": "recommended"}).status_code == 404
    assert Campaign.objects.get().design == Campaign.Design.SAMPLE


def test_a_follow_up_starts_short_and_leads_into_its_plan(signed_in, admin, cohort_kh):
    form = {"title": "Follow-up", "code": "wave-1", "programme_codes": ["rtp"]}
    form |= {"opens_on": "2026-12-01", "closes_on": "2027-02-01"}
    response = signed_in(admin).post("/en/alumni/new/", form)
    created = Campaign.objects.get()
    assert response["Location"] == "/en/alumni/wave-1/plan/population/"
    assert (created.design, created.reminder_days, created.phone_from_day) == ("census", [5, 12], 20)


def test_the_draft_says_the_plan_in_one_sentence_with_one_main_button(signed_in, admin, draft):
    text = signed_in(admin).get("/en/alumni/wave-1/").content.decode()
    assert "The plan is to ask 25 of 50 people, drawn at random." in text
    assert text.count("button--main") == 1


def test_a_step_is_saved_alone_and_goes_on(signed_in, admin, draft):
    client = signed_in(admin)
    form = {"endpoint": "E3", "definition": "both", "wave_months": "12", "previous": "", "eligible_share": "95"}
    assert client.post(address("endpoint"), form)["Location"] == address("design")
    stays = client.post(address("endpoint"), {**form, "endpoint": "E1", "stay": "1"})
    draft.refresh_from_db()
    assert stays["Location"] == address("endpoint")
    assert (draft.endpoint, draft.definition, draft.wave_months) == ("E1", "both", 12)
    assert (draft.eligible_share, draft.sample_size) == (0.95, 25)


def test_population_shows_who_is_found_merged_and_left_out(signed_in, admin, draft, cohort_kh):
    again = factories.cohort(code="rtp-kh-again")
    factories.enrolment(again, cohort_kh.enrolments.first().person, completed_on=scenes.COMPLETED_ON)
    scenes.alumnus(cohort_kh, is_active=False)
    text = text_of(signed_in(admin), "population")
    assert "50 people are in the list as it is now, with 51 completed courses." in text
    assert "People whose record is closed</dt><dd>1</dd>" in text


def test_design_shows_what_a_precision_needs_and_a_click_takes_it(signed_in, admin, draft):
    client = signed_in(admin)
    Campaign.objects.update(expected_response=0.9)
    text = text_of(client, "design")
    assert [words in text for words in ("Ask 49 people", "Ask 36 people", "Ask 50")] == [True, True, False]
    client.post(address("ready"), {"size": "45"})
    assert Campaign.objects.get().sample_size == 45


@pytest.mark.parametrize(("template", "design", "size"), [("recommended", "census", 25), ("sample-120", "sample", 120)])
def test_a_template_sets_the_design(signed_in, admin, draft, template, design, size):
    signed_in(admin).post(address("ready"), {"template": template})
    draft.refresh_from_db()
    assert (draft.design, draft.sample_size) == (design, size)


@pytest.mark.parametrize("given", [{}, {"template": "other"}, {"size": "0"}, {"size": "5", "template": "recommended"}])
def test_no_other_ready_plan_changes_anything(signed_in, admin, draft, given):
    signed_in(admin).post(address("ready"), given)
    draft.refresh_from_db()
    assert (draft.design, draft.sample_size) == ("sample", 25)


@pytest.mark.parametrize(
    ("page", "wrong", "field"),
    [
        ("population", {"completed_from": "2025-01-02", "completed_until": "2025-01-01"}, "completed_until"),
        ("design", {"sample_size": "0"}, "sample_size"),
        ("design", {"expected_response": "0"}, "expected_response"),
        ("calendar", {"reminder_days": "five"}, "reminder_days"),
        ("calendar", {"reminder_days": "5, 400"}, "reminder_days"),
        ("calendar", {"phone_from_day": "200"}, "phone_from_day"),
        ("calendar", {"closes_on": "2020-01-01"}, "closes_on"),
    ],
)
def test_a_wrong_step_is_sent_back_and_saves_nothing(signed_in, admin, draft, page, wrong, field):
    client = signed_in(admin)
    given = {
        key: value for key, value in client.get(address(page)).context["form"].initial.items() if value is not None
    }
    before = Campaign.objects.values().get()
    response = client.post(address(page), shown(given) | wrong)
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert Campaign.objects.values().get() == before


def shown(given):
    """As the browser would send it back: shares in per cent, e-mail as a way that nobody chooses."""
    shares = ("margin", "expected_share", "expected_response")
    given = {name: value * 100 if name in shares else value for name, value in given.items()}
    return given | ({"modes": given["modes"][1:]} if "modes" in given else {})


@pytest.mark.parametrize("page", ["population", "endpoint", "design", "strata", "allocation", "calendar", "texts/km"])
def test_after_the_draw_a_change_is_refused_in_words(signed_in, admin, draft, page):
    client = signed_in(admin)
    actions.draw_sample(campaign=draft, by=admin)
    before = Campaign.objects.values().get()
    assert client.get(address(page))["Location"] == address("review")
    response = client.post(address(page), {"endpoint": "E1"})
    assert (response.status_code, "the plan stays as it is" in response.content.decode()) == (409, True)
    assert Campaign.objects.values().get() == before


def test_after_the_draw_the_review_shows_seed_fingerprint_and_chances(signed_in, admin, draft):
    client = signed_in(admin)
    assert client.post("/en/alumni/wave-1/draw/")["Location"] == address("review")
    draft.refresh_from_db()
    text = text_of(client, "review")
    wanted = [str(draft.seed), draft.frame_hash, "50.0%", "2.00", "25 of 50 people"]
    assert [words for words in wanted if words not in text] == []


@pytest.mark.parametrize("page", PAGES)
def test_pages_need_the_same_queries_for_few_and_many(signed_in, admin, cohort_kh, page):
    client = signed_in(admin)
    scenes.campaign(admin, code="wave-1", by_organisation=True)
    counts = []
    for people in (1, 40):
        unit = factories.organisation(name=f"Unit {people}")
        for person in scenes.alumni(cohort_kh, people):
            place(person, unit)
        client.get(address(page))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(page))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def place(person, unit):
    person.enrolments.update(post_at_start=factories.post(person, organisation=unit))
