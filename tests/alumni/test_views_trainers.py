"""The public list of trainers, the full register, its export, and the figures: who reads what."""

import csv
import io
from datetime import timedelta

import factories
import openpyxl
import pytest
import trainer_scenes as scenes
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.core.spreadsheets import XLSX
from lms.people import contacts

PAGES = ["/en/register/trainers/", "/en/figures/trainers/"]
EXPORT = "/en/register/trainers/export/"
CAST = {
    "admin": 200,
    "taskforce_kh": 200,
    "taskforce_la": 200,
    "trainer_kh": 404,
    "observer_kh": 404,
    "learner_kh": 404,
}


def text_of(response):
    return response.content.decode()


@pytest.fixture
def agreed(db):
    return scenes.trainer(name="Sok Sreymom", is_public=True)


def test_anyone_reads_the_public_list_without_a_cookie(client, agreed):
    response = client.get("/en/trainers/")
    assert (response.status_code, "Sok Sreymom" in text_of(response), response.cookies) == (200, True, {})
    assert (response["X-Robots-Tag"], response["Cache-Control"]) == ("noindex, nofollow", "no-store, private")


def test_the_public_list_shows_name_country_level_language_and_last_day_and_no_more(client, agreed):
    contacts.keep_contacts(person=agreed, contacts={"phone": "+855 12 345 678"})
    factories.post(agreed, title="Police officer")
    scenes.course([agreed], [factories.person()])
    page = text_of(client.get("/en/trainers/"))
    paper = agreed.certificates.get()
    private = [agreed.email, agreed.phone, "Police officer", paper.number, paper.code, "session"]
    assert [words for words in private if words in page] == []
    assert ["Cambodia" in page, "Certified trainer" in page] == [True, True]


def test_whoever_has_not_agreed_is_not_named_in_public(client, db):
    scenes.trainer(name="Not Asked")
    scenes.trainer(name="Said No", is_public=False)
    page = text_of(client.get("/en/trainers/"))
    assert ("Not Asked" in page, "Said No" in page) == (False, False)


def test_withdrawing_the_consent_in_my_details_takes_the_name_off_at_once(signed_in, agreed):
    client = signed_in(agreed)
    client.post("/en/my/details/", {"full_name_latin": "Sok Sreymom", "language": "en"})
    assert "Sok Sreymom" not in text_of(client.get("/en/trainers/")).split("<main", 1)[1]


@pytest.mark.parametrize(("country", "expected"), [("KH", 1), ("LA", 0), ("XX", 1), ("", 1)])
def test_the_public_list_can_be_narrowed_to_a_country(client, agreed, country, expected):
    response = client.get("/en/trainers/", {"country": country})
    assert response.context["page"].paginator.count == expected


def test_the_public_list_is_given_out_in_measure(client, agreed, monkeypatch):
    monkeypatch.setattr("lms.alumni.views.trainers.PAGES_PER_MINUTE", 2)
    assert [client.get("/en/trainers/").status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("name", "status"), CAST.items())
def test_who_gets_in(request, signed_in, name, status, address):
    assert signed_in(request.getfixturevalue(name)).get(address).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*PAGES, EXPORT])
def test_visitors_are_sent_to_the_door(client, address):
    assert client.get(address).status_code == 302


@pytest.mark.parametrize(("name", "status"), CAST.items())
def test_who_may_take_the_register_along(request, signed_in, name, status):
    assert signed_in(request.getfixturevalue(name)).post(EXPORT).status_code == status


def test_a_task_force_reads_all_its_trainers_and_no_others(signed_in, taskforce_kh):
    scenes.trainer("KH", name="Said No", is_public=False)
    scenes.trainer("LA", name="Foreign One", is_public=True)
    page = text_of(signed_in(taskforce_kh).get("/en/register/trainers/", {"country": "LA"}))
    assert ("Foreign One" in page, "Said No" in page) == (False, False)
    page = text_of(signed_in(taskforce_kh).get("/en/register/trainers/"))
    assert ("Foreign One" in page, "Said No" in page) == (False, True)


def test_a_choice_that_is_none_chooses_nothing(signed_in, admin, agreed):
    response = signed_in(admin).get("/en/register/trainers/?country=XX&level=%27&state=superseded")
    assert response.context["page"].paginator.count == 1


def test_the_register_needs_the_same_queries_for_few_and_many(signed_in, admin):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/en/register/trainers/")
        return len(captured)

    client, counts = signed_in(admin), []
    for _round in range(2):
        for _number in range(2):
            person = scenes.trainer()
            factories.post(person, organisation=factories.organisation())
            scenes.course([person], [factories.person(), factories.person()])
        client.get("/en/register/trainers/")
        counts.append(queries())
    assert counts[0] == counts[1]


def exported(client, **chosen):
    response = client.post(EXPORT, {"format": "csv", **chosen})
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_a_ministry_takes_its_own_countrys_names_along(signed_in, taskforce_kh):
    scenes.trainer("KH", name="Own Person")
    scenes.trainer("LA", name="Foreign One")
    _headings, *rows = exported(signed_in(taskforce_kh), country="LA")
    assert rows == []
    headings, row = exported(signed_in(taskforce_kh))
    assert (headings[0], row[0], len(headings)) == ("Name", "Own Person", len(row))


def test_the_export_holds_what_the_page_shows(signed_in, admin):
    person = scenes.trainer(name="Sok Dara", is_public=True)
    scenes.trainer(level="associate")
    factories.post(person, title="Officer", organisation=factories.organisation(name="Border unit"))
    scenes.course([person], [factories.person()], days_ago=30)
    headings, row = exported(signed_in(admin), level="certified")
    found = dict(zip(headings, row, strict=True))
    wanted = {
        "Name": "Sok Dara",
        "Country": "Cambodia",
        "Level": "Certified trainer",
        "State": "valid",
        "Sessions taught": "1",
        "People reached": "1",
        "Taught last on": (timezone.localdate() - timedelta(days=30)).isoformat(),
        "Still in an anti-trafficking post": "yes",
        "Post": "Officer",
        "Organisation": "Border unit",
        "In the public list": "yes",
    }
    assert {name: found[name] for name in wanted} == wanted


def test_a_name_that_looks_like_a_formula_stays_a_name(signed_in, admin):
    scenes.trainer(name="=cmd|' /C calc'!A0")
    assert exported(signed_in(admin))[1][0] == "'=cmd|' /C calc'!A0"
    response = signed_in(admin).post(EXPORT, {"format": "xlsx"})
    cell = openpyxl.load_workbook(io.BytesIO(response.content)).active["A2"]
    assert (response["Content-Type"], cell.data_type, cell.value) == (XLSX, "s", "=cmd|' /C calc'!A0")


def test_the_log_says_who_took_how_many_names(signed_in, taskforce_kh):
    scenes.trainer("KH")
    exported(signed_in(taskforce_kh))
    line = ModelLogEntry.objects.get(action="alumni.export_trainers")
    assert (line.user, line.data["rows"]) == (taskforce_kh, 1)


def test_an_export_is_asked_for_and_never_linked(signed_in, admin):
    assert signed_in(admin).get(EXPORT).status_code == 405


def test_an_administrator_reads_every_country_and_every_number(signed_in, admin):
    factories.post(scenes.trainer("LA"))
    response = signed_in(admin).get("/en/figures/trainers/")
    assert [row.country for row in response.context["countries"]] == ["KH", "CN", "LA", "MM", "TH", "VN"]
    assert (response.context["by_sex"], "not shown" in text_of(response)) == ([("Not stated", 1)], False)


def test_a_task_force_reads_its_country_without_what_small_groups_would_tell(signed_in, taskforce_kh):
    root = scenes.trainer("KH")
    scenes.trainer("LA")
    scenes.course([], [root], days_ago=300, country="", programme_code="rtp")
    scenes.course([root], [factories.person() for _number in range(11)], days_ago=30)
    response = signed_in(taskforce_kh).get("/en/figures/trainers/")
    reach = response.context["reach"]
    assert [row.country for row in response.context["countries"]] == ["KH"]
    assert response.context["by_sex"] == [("Not stated", None)]
    assert [row.people for row in reach.generations] == [None, 11]
    assert (reach.participants_who_taught, reach.reached, reach.contacts) == (None, 11, 11)


def test_no_small_generation_can_be_found_by_subtraction(signed_in, taskforce_kh):
    roots, first = [factories.person() for _number in range(12)], [factories.person() for _number in range(20)]
    scenes.course([], roots, days_ago=300, country="", programme_code="rtp")
    scenes.course(roots[:1], first, days_ago=200)
    scenes.course(first[:1], [factories.person() for _number in range(8)], days_ago=100)
    reach = signed_in(taskforce_kh).get("/en/figures/trainers/").context["reach"]
    assert ([row.people for row in reach.generations], reach.reached) == ([12, None, None], 28)


@pytest.mark.parametrize("address", PAGES)
def test_empty_pages_say_what_to_do(signed_in, admin, address):
    assert 'class="empty"' in text_of(signed_in(admin).get(address))
