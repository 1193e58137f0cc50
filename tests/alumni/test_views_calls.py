"""The interviewer's screens: own cases alone, in the order of the day, and no answer before it is the person."""

from datetime import UTC, datetime, timedelta

import alumni_scenes as scenes
import call_scenes as calls
import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.alumni.models import Campaign, Case, Contact, Report
from lms.people.contacts import keep_contacts
from lms.people.models import Role, User

CAST = {
    "admin": 200,
    "interviewer_kh": 200,
    "taskforce_kh": 404,
    "trainer_kh": 404,
    "observer_kh": 404,
    "learner_kh": 404,
}


@pytest.fixture
def interviewer_kh(db):
    return calls.interviewer(full_name="Heng Sophea")


@pytest.fixture
def people(cohort_kh):
    return [scenes.alumnus(cohort_kh, full_name=f"Person {letter}", language="km") for letter in "ABCD"]


@pytest.fixture
def field(admin, people, interviewer_kh):
    User.objects.filter(pk=people[0].pk).update(country="MM")
    return calls.in_field(admin, to=interviewer_kh)


@pytest.fixture
def case(field, people):
    return calls.case_of(people[1])


def address(case):
    return f"/en/calls/{case.pk}/"


def listed(client):
    return [row["case"].person.full_name for row in client.get("/en/calls/").context["rows"]]


@pytest.mark.parametrize(("name", "status"), CAST.items())
def test_who_opens_the_list(request, signed_in, name, status):
    assert signed_in(request.getfixturevalue(name)).get("/en/calls/").status_code == status


def test_visitors_sign_in_first(client, case):
    assert client.get("/en/calls/")["Location"] == "/en/accounts/login/?next=/en/calls/"
    assert client.get(address(case)).status_code == 302


@pytest.mark.parametrize("name", ["admin", "taskforce_kh", "trainer_kh", "learner_kh"])
def test_a_case_of_another_does_not_exist(request, signed_in, case, name):
    client = signed_in(request.getfixturevalue(name))
    pages = (address(case), f"{address(case)}proxy/")
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert [client.post(page, calls.sent(**calls.ANSWERED)).status_code for page in pages] == [404, 404]
    assert (Report.objects.count(), ModelLogEntry.objects.filter(action="alumni.open_call").count()) == (0, 0)


def test_another_interviewers_case_does_not_exist(signed_in, case):
    assert signed_in(calls.interviewer()).get(address(case)).status_code == 404


def test_the_list_begins_with_calls_due_then_people_never_tried_then_tried(signed_in, field, people, interviewer_kh):
    now = timezone.now()
    tried, _never, due, later = (calls.case_of(person) for person in people)
    Contact.objects.create(case=tried, mode="phone", outcome="no_answer", made_by=interviewer_kh)
    Case.objects.filter(pk=due.pk).update(call_back_at=now - timedelta(minutes=1))
    Case.objects.filter(pk=later.pk).update(call_back_at=now + timedelta(hours=2))
    client = signed_in(interviewer_kh)
    assert listed(client) == ["Person C", "Person B", "Person A", "Person D"]
    text = client.get("/en/calls/").content.decode()
    button = f'<a class="button button--main" href="{address(due)}">Call the next person</a>'
    assert ("You can call 3 people now." in text, button in text) == (True, True)


def test_an_agreed_hour_stands_in_the_persons_time_beside_the_interviewers(signed_in, field, interviewer_kh, people):
    agreed = datetime.now(tz=UTC).replace(hour=2, minute=0) + timedelta(days=2)
    abroad = calls.case_of(people[0])
    Case.objects.filter(pk=abroad.pk).update(call_back_at=agreed)
    assert abroad.stratum.country == "MM"
    assert "08:30 there (09:00 with you)" in signed_in(interviewer_kh).get("/en/calls/").content.decode()


def test_the_list_asks_as_often_for_many_people(signed_in, field, interviewer_kh, people):
    client = signed_in(interviewer_kh)
    counts = []
    for shown in (1, 4):
        Case.objects.update(assigned_to=None)
        Case.objects.filter(person__in=people[:shown]).update(assigned_to=interviewer_kh)
        with CaptureQueriesContext(connection) as asked:
            assert len(listed(client)) == shown
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_before_the_phone_day_nobody_is_listed_and_the_page_leads_back(signed_in, case, interviewer_kh):
    Campaign.objects.update(phone_from_day=41)
    client = signed_in(interviewer_kh)
    assert (listed(client), client.get(address(case))["Location"]) == ([], "/en/calls/")


def test_numbers_stand_on_the_page_of_the_call_alone(signed_in, case, interviewer_kh, people):
    keep_contacts(person=people[1], contacts={"personal_phone": "+855 12 345 678"})
    client = signed_in(interviewer_kh)
    assert "345 678" not in client.get("/en/calls/").content.decode()
    assert 'href="tel:+85512345678"' in client.get(address(case)).content.decode()
    assert ModelLogEntry.objects.get(action="alumni.open_call").user == interviewer_kh


def before_identity(text):
    start, end = text.index("<main"), text.index('class="call__after"')
    return text[start:end]


def test_nothing_names_training_subject_or_employer_before_it_is_the_person(signed_in, case, interviewer_kh, people):
    ministry = factories.organisation(name="Ministry of Everything")
    factories.post(people[1], organisation=ministry, title="Chief")
    Case.objects.update(organisation=ministry)
    text = signed_in(interviewer_kh).get(f"{address(case)}?script=en").content.decode()
    named = ("training", "traffick", "Regional", "Everything", "Chief", "programme")
    assert [word for word in named if word in before_identity(text)] == []
    assert "Some time ago you took part in a training" in text
    assert "Everything" not in text


def test_the_script_speaks_the_persons_language_or_the_interviewers(signed_in, case, interviewer_kh):
    client = signed_in(interviewer_kh)
    own, mine = client.get(address(case)), client.get(f"{address(case)}?script=en")
    assert (own.context["script_language"], mine.context["script_language"]) == ("km", "en")
    assert ('<div class="card" lang="km">' in own.content.decode(), 'lang="en" hreflang' in own.content.decode()) == (
        True,
        True,
    )
    assert client.get(f"{address(case)}?script=th").context["script_language"] == "km"


def test_an_answered_call_is_saved_and_leads_to_the_list(signed_in, case, interviewer_kh):
    response = signed_in(interviewer_kh).post(address(case), calls.sent(**calls.ANSWERED))
    assert (response.status_code, response["Location"]) == (302, "/en/calls/")
    case.refresh_from_db()
    assert (case.status, case.disposition) == (Case.Status.SAME, Case.Disposition.COMPLETE)


def test_no_answer_is_written_before_it_is_the_person(signed_in, case, interviewer_kh):
    sent = calls.sent(**{**calls.ANSWERED, "is_person": ""})
    response = signed_in(interviewer_kh).post(address(case), sent)
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["is_person"])
    assert Report.objects.count() == 0


def test_answers_beside_another_outcome_are_not_read(signed_in, case, interviewer_kh):
    signed_in(interviewer_kh).post(address(case), calls.sent(**{**calls.ANSWERED, "outcome": "no_answer"}))
    assert (Report.objects.count(), case.contacts.get(mode="phone").outcome) == (0, "no_answer")


@pytest.mark.parametrize("outcome", ["no_answer", "refused", "wrong_number", "not_certain", "unable", "never_trained"])
def test_an_outcome_without_answers_needs_nothing_more(signed_in, case, interviewer_kh, outcome):
    assert signed_in(interviewer_kh).post(address(case), calls.sent(outcome=outcome)).status_code == 302
    assert case.contacts.get(mode="phone").outcome == outcome


@pytest.mark.parametrize("outcome", ["", "invited", "told", "reminded"])
def test_other_outcomes_are_sent_back(signed_in, case, interviewer_kh, outcome):
    response = signed_in(interviewer_kh).post(address(case), calls.sent(outcome=outcome))
    assert list(response.context["form"].errors) == ["outcome"]


def test_a_next_call_is_agreed_in_the_persons_time(signed_in, field, people, interviewer_kh):
    abroad, day = calls.case_of(people[0]), timezone.localdate() + timedelta(days=3)
    sent = calls.sent(outcome="call_back", call_back_on=day.isoformat(), call_back_hour="09:30")
    signed_in(interviewer_kh).post(address(abroad), sent)
    abroad.refresh_from_db()
    assert abroad.call_back_at == datetime(day.year, day.month, day.day, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(("days", "hour"), [(3, ""), (None, "09:00"), (-1, "09:00"), (70, "09:00")])
def test_a_next_call_without_hour_in_the_past_or_after_the_end_is_sent_back(
    signed_in, case, interviewer_kh, days, hour
):
    day = (timezone.localdate() + timedelta(days=days)).isoformat() if days else ""
    sent = calls.sent(outcome="call_back", call_back_on=day, call_back_hour=hour)
    response = signed_in(interviewer_kh).post(address(case), sent)
    assert list(response.context["form"].errors) == ["call_back_on"]


def test_consents_are_asked_where_the_follow_up_uses_other_sources(signed_in, case, interviewer_kh):
    client = signed_in(interviewer_kh)
    assert 'name="may_ask_colleague"' in client.get(address(case)).content.decode()
    Campaign.objects.update(modes=["web", "phone"])
    assert 'name="may_ask_colleague"' not in client.get(address(case)).content.decode()


def test_the_menu_leads_an_interviewer_to_the_calls(signed_in, interviewer_kh):
    assert 'href="/en/calls/"' in signed_in(interviewer_kh).get("/en/my/").content.decode()


def test_an_interviewer_whose_role_ended_sees_nothing(signed_in, case, interviewer_kh):
    Role.objects.filter(person=interviewer_kh).update(ended_at=timezone.now())
    assert signed_in(interviewer_kh).get(address(case)).status_code == 404
