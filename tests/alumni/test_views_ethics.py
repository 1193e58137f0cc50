"""Agreements with ministries and the log of who asked for which figures: who gets in, what is kept."""

from datetime import date, timedelta

import alumni_scenes as scenes
import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.alumni.models import DataAgreement, FigureQuery

CAST = ["learner_kh", "trainer_kh", "observer_kh", "taskforce_kh", "admin"]
FACTS = {"reference": " 2026/1 ", "country": "KH", "signed_on": "2026-01-05", "excludes_personnel_use": "on"}


def recorded(admin, **fields):
    facts = {**FACTS, "reference": "2026/1", "signed_on": date(2026, 1, 5), "excludes_personnel_use": True}
    return DataAgreement.objects.create(**{**facts, **fields}, recorded_by=admin)


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("view", ["agreements", "agreement_add", "agreement_end", "queries"])
def test_only_administrators_get_in(request, signed_in, admin, name, view):
    arguments = [recorded(admin).pk] if view == "agreement_end" else []
    response = signed_in(request.getfixturevalue(name)).get(reverse(f"alumni:{view}", args=arguments))
    assert response.status_code == (200 if name == "admin" else 404)


def test_an_agreement_is_recorded_and_audited(signed_in, admin):
    response = signed_in(admin).post(reverse("alumni:agreement_add"), FACTS)
    row = DataAgreement.objects.get()
    assert (response.url, row.reference, row.recorded_by) == ("/en/register/agreements/", "2026/1", admin)
    assert ModelLogEntry.objects.filter(action="alumni.record_agreement", user=admin).count() == 1
    assert "1 agreement is in force today." in signed_in(admin).get(response.url).content.decode()


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        ("excludes_personnel_use", {"excludes_personnel_use": ""}),
        ("ends_on", {"ends_on": "2026-01-04"}),
        ("reference", {"reference": " "}),
        ("country", {"country": "XX"}),
    ],
)
def test_what_no_agreement_can_be_is_said_at_the_field(signed_in, admin, field, answers):
    response = signed_in(admin).post(reverse("alumni:agreement_add"), {**FACTS, **answers})
    assert (list(response.context["form"].errors), DataAgreement.objects.count()) == ([field], 0)


def test_the_organisation_is_of_the_same_country(signed_in, admin):
    unit = factories.organisation(country="LA")
    response = signed_in(admin).post(reverse("alumni:agreement_add"), {**FACTS, "organisation": unit.pk})
    assert list(response.context["form"].errors) == ["organisation"]


def test_an_agreement_is_ended_and_never_made_longer(signed_in, admin):
    row, client = recorded(admin), signed_in(admin)
    address = reverse("alumni:agreement_end", args=[row.pk])
    assert client.post(address, {"ends_on": "2026-06-30"}).url == "/en/register/agreements/"
    response = client.post(address, {"ends_on": "2026-12-31"})
    assert response.context["form"].non_field_errors() == ["This agreement ends on that day or earlier already."]
    row.refresh_from_db()
    assert row.ends_on == date(2026, 6, 30)
    assert ModelLogEntry.objects.filter(action="alumni.end_agreement").count() == 1


def test_it_does_not_end_before_it_was_signed(signed_in, admin):
    address = reverse("alumni:agreement_end", args=[recorded(admin).pk])
    response = signed_in(admin).post(address, {"ends_on": "2026-01-04"})
    assert list(response.context["form"].errors) == ["ends_on"]


def test_one_that_ended_is_marked_and_cannot_be_ended_again(signed_in, admin):
    yesterday = timezone.localdate() - timedelta(days=1)
    row = recorded(admin, ends_on=yesterday)
    page = signed_in(admin).get(reverse("alumni:agreements")).content.decode()
    link = reverse("alumni:agreement_end", args=[row.pk])
    assert ("ended" in page, "0 agreements are in force today." in page, link in page) == (True, True, False)


def look(campaign, admin, *, is_shown, count=24):
    unit = factories.organisation(name=f"Unit {count}")
    return FigureQuery.objects.create(
        campaign=campaign,
        asked_by=admin,
        filters={"country": "KH", "sex": "female", "organisation": str(unit.pk)},
        count=count,
        cases=b"",
        is_shown=is_shown,
    )


def test_the_log_tells_who_asked_for_whom_and_never_a_small_number(signed_in, admin):
    campaign = scenes.campaign(admin)
    look(campaign, admin, is_shown=True)
    look(campaign, admin, is_shown=False, count=7)
    looks = signed_in(admin).get(reverse("alumni:queries")).context["looks"]
    assert [row.people for row in looks] == [None, 24]
    assert looks[1].filters == [("Country", "Cambodia"), ("Organisation", "Unit 24"), ("Sex", "Female")]


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize("view", ["agreements", "queries"])
def test_lists_ask_the_same_for_one_row_and_for_three(signed_in, admin, view):
    campaign, client, address = scenes.campaign(admin), signed_in(admin), reverse(f"alumni:{view}")
    counts = []
    for rows in (1, 2):
        for number in range(rows):
            recorded(admin, organisation=factories.organisation())
            look(campaign, admin, is_shown=True, count=20 + rows * 10 + number)
        counts.append(queries_of(client, address))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("address", ["/en/register/", "/en/register/trainers/", "person"])
def test_pages_with_names_say_that_they_decide_about_nobody(signed_in, taskforce_kh, cohort_kh, address):
    person = scenes.alumnus(cohort_kh)
    address = reverse("alumni:person", args=[person.pk]) if address == "person" else address
    assert "It is never used for personnel decisions." in signed_in(taskforce_kh).get(address).content.decode()


def test_the_register_shows_the_province(signed_in, taskforce_kh, cohort_kh):
    person = scenes.alumnus(cohort_kh)
    factories.post(person, province="Koh Kong")
    for address in ("/en/register/", reverse("alumni:person", args=[person.pk])):
        assert "Koh Kong" in signed_in(taskforce_kh).get(address).content.decode()
