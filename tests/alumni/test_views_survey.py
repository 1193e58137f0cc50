"""The survey page: discreet, in the person's language, written only by POST, once."""

import alumni_scenes as scenes
import pytest
from django.test import Client
from django.utils import timezone

from lms.alumni import actions
from lms.alumni.models import Campaign, Case, Report
from lms.people.queries import consents_of

ANSWERS = {"place": "same_post", "has_formal_duty": "yes", "worked_on_it_lately": "unsaid", "may_ask_again": "yes"}


@pytest.fixture
def case(admin, cohort_kh):
    scenes.alumnus(cohort_kh, full_name="Sok Sreymom", language="vi")
    scenes.fielded(admin)
    return Case.objects.select_related("campaign", "person").get()


@pytest.fixture
def address(case):
    return f"/s/{scenes.token_of(case)}/"


def snapshot():
    return list(Case.objects.values()), list(Campaign.objects.values()), Report.objects.count()


def test_looking_writes_nothing_and_uses_nothing_up(client, address):
    before = snapshot()
    for _visit in range(3):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    assert snapshot() == before
    assert client.post(address, ANSWERS).status_code == 302


def test_the_page_is_discreet(client, address, signed_in, admin):
    response = signed_in(admin).get(address)
    text = response.content.decode()
    assert "<title>Training follow-up</title>" in client.get(address + "?language=en").content.decode()
    assert [name for name in ("Sok Sreymom", admin.full_name + "<", "traffick") if name in text] == []
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert "no-store" in response["Cache-Control"]


def test_the_page_speaks_the_persons_language_or_the_one_chosen(client, address):
    assert client.get(address)["Content-Language"] == "vi"
    chosen = client.get(address + "?language=km")
    assert (chosen["Content-Language"], '<html lang="km">' in chosen.content.decode()) == ("km", True)
    assert client.get(address + "?language=xx")["Content-Language"] == "vi"


def test_a_scanner_without_cookies_or_with_scripts_finds_nothing_to_press(client, address):
    """The page has no script, and only its form, with the token of a page that was opened, writes."""
    text = client.get(address).content.decode()
    assert ("<script" in text, text.count("<form"), text.count('method="post"')) == (False, 1, 1)
    assert [part for part in ("http://", "https://", "<img", "<iframe") if part in text] == []


def test_a_link_opens_its_own_person_alone(client, case, admin, cohort_kh, address):
    other = scenes.alumnus(cohort_kh)
    scenes.fielded(admin, code="retention-other", seed=8)
    theirs = Case.objects.select_related("campaign").get(person=other)
    client.post(address, ANSWERS)
    answered = Case.objects.exclude(answered_at=None)
    assert (list(answered), client.get(f"/s/{scenes.token_of(theirs)}/").context["form"].is_bound) == ([case], False)


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: token + "0", lambda token: token[::-1]])
def test_a_changed_link_does_not_exist(client, case, change):
    guessed = f"/s/{change(scenes.token_of(case))}/"
    assert (client.get(guessed).status_code, client.post(guessed, ANSWERS).status_code) == (404, 404)


def test_links_are_long_differ_by_campaign_and_are_not_stored(client, case, admin):
    scenes.fielded(admin, code="retention-other", seed=case.campaign.seed)
    tokens = {scenes.token_of(each) for each in Case.objects.select_related("campaign").filter(person=case.person)}
    assert ({len(token) for token in tokens}, len(tokens)) == ({40}, 2)
    assert Case.objects.filter(token_digest__in=tokens).count() == 0


def test_other_sources_are_asked_apart_and_a_no_changes_nothing_else(client, address, case):
    assert ["may_ask_colleague" in client.get(address).content.decode(), consents_of(case.person)["proxy"]] == [
        True,
        False,
    ]
    client.post(address, {**ANSWERS, "may_ask_colleague": "no", "may_look_up": "yes"})
    given = consents_of(case.person)
    assert (given["proxy"], given["records"], given["follow_up"], given["register"]) == (False, True, True, False)
    case.refresh_from_db()
    assert case.status == Case.Status.SAME


def test_other_sources_left_out_change_no_consent(client, address, case):
    client.post(address, ANSWERS)
    assert case.person.consents.count() == 1


def test_a_follow_up_that_uses_no_other_sources_asks_about_none(client, address):
    Campaign.objects.update(modes=["web"])
    text = client.get(address).content.decode()
    assert ("may_ask_colleague" in text, "may_look_up" in text) == (False, False)


def test_an_answer_is_saved_and_thanked_for(client, address, case):
    response = client.post(address + "?language=en", ANSWERS, follow=True)
    assert (response.status_code, "Thank you" in response.content.decode()) == (200, True)
    case.refresh_from_db()
    assert case.status == Case.Status.SAME
    assert Report.objects.get().language == "en"


def test_a_second_answer_says_so_and_changes_nothing(client, address):
    client.post(address, ANSWERS)
    before = snapshot()
    response = client.post(address + "?language=en", {**ANSWERS, "place": "retired"})
    assert (response.status_code, "answered already" in response.content.decode()) == (409, True)
    assert client.post(address, {}).status_code == 409
    assert snapshot() == before


def test_an_answer_needs_its_csrf_token(address):
    before = snapshot()
    assert Client(enforce_csrf_checks=True).post(address, ANSWERS).status_code == 403
    assert snapshot() == before


def test_the_first_question_needs_some_answer(client, address):
    before = snapshot()
    response = client.post(address, {})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["place"])
    assert snapshot() == before


@pytest.mark.parametrize(("month", "year"), [("5", ""), ("", "2025")])
def test_half_a_date_is_sent_back(client, address, month, year):
    response = client.post(address, {**ANSWERS, "changed_month": month, "changed_year": year})
    assert list(response.context["form"].errors) == ["changed_month"]


def test_an_unknown_link_does_not_exist(client, db):
    response = client.get("/s/" + "0" * 40 + "/")
    assert (response.status_code, response["Referrer-Policy"]) == (404, "no-referrer")


def test_closed_and_expired_links_are_gone(client, address, case, admin):
    Case.objects.update(token_expires_at=timezone.now())
    assert (client.get(address).status_code, client.post(address, ANSWERS).status_code) == (410, 410)
    actions.close(campaign=case.campaign, by=admin)
    assert (client.get(address).status_code, client.post(address, ANSWERS).status_code) == (410, 410)
    assert Report.objects.count() == 0


def test_a_drawn_link_is_closed_until_invitations_are_sent(client, address):
    Campaign.objects.update(state=Campaign.State.DRAWN)
    assert client.get(address).status_code == 410


def test_a_browser_may_send_its_origin_with_the_answers(client, address):
    """Under `no-referrer` alone a browser sends `Origin: null`, and every answer would be refused."""
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(address).content.decode()
    assert '<meta name="referrer" content="strict-origin">' in page
    answers = {**ANSWERS, "csrfmiddlewaretoken": strict.cookies["csrftoken"].value}
    assert strict.post(address, answers, headers={"origin": "null"}).status_code == 403
    assert strict.post(address, answers, headers={"origin": "http://testserver"}).status_code == 302


def test_other_methods_are_not_offered(client, address):
    assert client.put(address).status_code == 405
