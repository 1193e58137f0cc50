"""The register shows a task force its own country, an administrator all, and nobody else anything."""

from datetime import date

import alumni_scenes as scenes
import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.models import Certificate

CAST = {
    "admin": 200,
    "taskforce_kh": 200,
    "taskforce_la": 200,
    "trainer_kh": 404,
    "observer_kh": 404,
    "learner_kh": 404,
}


def certificate(person, **fields):
    enrolment = person.enrolments.first()
    facts = {
        "programme_code": "rtp",
        "kind": "completion",
        "country": person.country,
        "language": "en",
        "number": f"KH-RTP-{person.pk}",
        "code": f"CODE{person.pk}",
        "snapshot": {},
        "pdf_sha256": "",
        "issued_by": person,
        "issued_on": date(2026, 1, 5),
    }
    return Certificate.objects.create(enrolment=enrolment, person=person, **{**facts, **fields})


@pytest.mark.parametrize(("name", "status"), CAST.items())
def test_who_gets_in(request, signed_in, name, status):
    assert signed_in(request.getfixturevalue(name)).get("/en/register/").status_code == status


def test_visitors_are_sent_to_the_door(client, db):
    assert client.get("/en/register/").status_code == 302


def test_a_task_force_sees_names_posts_and_certificates_of_its_country(signed_in, taskforce_kh, cohort_kh, cohort_la):
    own, foreign = scenes.alumnus(cohort_kh, full_name="Own Person"), scenes.alumnus(cohort_la, full_name="Foreign One")
    factories.post(own, title="Police officer", organisation=factories.organisation(name="Border unit"))
    certificate(own, state="revoked")
    text = signed_in(taskforce_kh).get("/en/register/").content.decode()
    wanted = ["Own Person", "Police officer", "Border unit", f"KH-RTP-{own.pk}", "revoked"]
    assert [words for words in wanted if words not in text] == []
    assert foreign.full_name not in text


def test_a_country_in_the_address_opens_no_other_country(signed_in, taskforce_kh, cohort_la):
    scenes.alumnus(cohort_la, full_name="Foreign One")
    response = signed_in(taskforce_kh).get("/en/register/?country=LA")
    assert response.context["page"].paginator.count == 0


@pytest.mark.parametrize(("name", "status"), {**CAST, "taskforce_la": 404}.items())
def test_who_may_open_a_persons_record(request, signed_in, cohort_kh, name, status):
    person = scenes.alumnus(cohort_kh)
    factories.post(person)
    certificate(person)
    assert signed_in(request.getfixturevalue(name)).get(f"/en/register/{person.pk}/").status_code == status


def test_an_untrained_person_is_not_in_the_register(signed_in, admin, cohort_kh):
    person = factories.enrolment(cohort_kh).person
    assert signed_in(admin).get(f"/en/register/{person.pk}/").status_code == 404


@pytest.mark.parametrize("words", ["sok", "Sreymom Sok", "ស្រីមុំ"])
def test_search_by_name(signed_in, admin, cohort_kh, words):
    found = scenes.alumnus(cohort_kh, full_name="សុខ ស្រីមុំ", full_name_latin="Sok Sreymom")
    scenes.alumnus(cohort_kh, full_name="Chan Dara")
    response = signed_in(admin).get("/en/register/", {"q": words})
    assert list(response.context["page"]) == [found]


def test_pages_of_fifty_keep_the_search(signed_in, admin, cohort_kh):
    scenes.alumni(cohort_kh, 51, full_name="Dara")
    response = signed_in(admin).get("/en/register/?q=Dara")
    assert len(response.context["page"]) == 50
    assert "?q=Dara&amp;page=2" in response.content.decode()


def test_the_list_needs_the_same_queries_for_few_and_many(signed_in, admin, cohort_kh):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/en/register/")
        return len(captured)

    client = signed_in(admin)
    counts = []
    for _round in range(2):
        for person in scenes.alumni(cohort_kh, 3):
            factories.post(person, organisation=factories.organisation())
            certificate(person)
        client.get("/en/register/")
        counts.append(queries())
    assert counts[0] == counts[1]
