"""Threats of the follow-up: who is asked about stays unknown to others, and nothing names a person to an analyst."""

import io
import zipfile

import alumni_scenes as scenes
import call_scenes as calls
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lms.alumni.actions.exporting import export_results
from lms.people import actions
from lms.people.models import Consent

pytestmark = pytest.mark.django_db


@pytest.fixture
def interviewer_kh(db):
    return calls.interviewer(full_name="Heng Sophea")


def test_a_question_about_one_person_names_nobody_else_who_is_asked_about(signed_in, admin, cohort_kh, interviewer_kh):
    people = [scenes.alumnus(cohort_kh, full_name=name) for name in ("Sok Dara", "Chea Mony", "Keo Pisey")]
    for person in people:
        calls.allow_others(person)
    campaign = calls.in_field(admin, to=interviewer_kh)
    page = signed_in(interviewer_kh).get(f"/en/calls/{calls.case_of(people[0]).pk}/proxy/").content.decode()
    told = [words in page for words in ("Sok Dara", "Chea Mony", "Keo Pisey", campaign.title, campaign.code)]
    assert told == [True, False, False, False, False]


def test_taking_the_consent_back_closes_the_way_through_others_at_once(signed_in, admin, cohort_kh, interviewer_kh):
    person = scenes.alumnus(cohort_kh)
    calls.allow_others(person)
    calls.in_field(admin, to=interviewer_kh)
    address = f"/en/calls/{calls.case_of(person).pk}/proxy/"
    before = signed_in(interviewer_kh).get(address).status_code
    actions.answer_consent(person=person, purpose=Consent.Purpose.PROXY, is_given=False, by=person)
    assert (before, signed_in(interviewer_kh).get(address).url) == (200, "/en/calls/")


def test_what_an_analyst_takes_along_names_nobody_and_never_reads_a_contact(admin, cohort_kh):
    people = [
        scenes.alumnus(cohort_kh, full_name=f"Canary {number}", phone="012 345 678", personal_email="home@example.net")
        for number in range(30)
    ]
    campaign = scenes.fielded(admin, design="census")
    scenes.resolve(campaign, "KH", in_post=15, out=10)
    with CaptureQueriesContext(connection) as queries:
        content = export_results(campaign=campaign, by=admin)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist())
    private = ["Canary", "012 345 678", "home@example.net", *(person.email for person in people)]
    assert [words for words in private if words in text] == []
    assert [query["sql"] for query in queries if "people_contactdetails" in query["sql"]] == []
