"""Sitting a test page by page, without a script; and who gets in."""

import re

import assessment_factories as make
import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lms.assessments.actions import sittings
from lms.assessments.models import Attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(cohort_kh, learner_kh):
    return factories.enrolment(cohort_kh, learner_kh)


@pytest.fixture
def attempt(enrolment):
    make.forms()
    return make.start(enrolment)


def at(name, attempt, *more):
    return reverse(f"assessments:{name}", args=[attempt.pk, *more])


def text_of(response):
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


OWN = [
    ("get", "attempt", ()),
    ("get", "question", (1,)),
    ("post", "question", (1,)),
    ("get", "review", ()),
    ("get", "result", ()),
    ("post", "hand_in", ()),
]


@pytest.mark.parametrize(("method", "name", "more"), OWN)
def test_another_persons_sitting_does_not_exist(signed_in, attempt, request, method, name, more):
    for cast in ("learner_la", "trainer_kh", "taskforce_kh", "admin"):
        client = signed_in(request.getfixturevalue(cast))
        assert getattr(client, method)(at(name, attempt, *more)).status_code == 404
    attempt.refresh_from_db()
    assert (attempt.state, attempt.answers.count()) == ("open", 0)


@pytest.mark.parametrize(("method", "name", "more"), OWN)
def test_visitors_sign_in_first(client, attempt, method, name, more):
    response = getattr(client, method)(at(name, attempt, *more))
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["hand_in", "save"])
def test_changes_are_posted(signed_in, attempt, learner_kh, name):
    assert signed_in(learner_kh).get(at(name, attempt)).status_code == 405


@pytest.mark.parametrize(
    ("cast", "status"), [("learner_kh", 302), ("learner_la", 404), ("trainer_kh", 404), ("admin", 404)]
)
def test_only_the_enrolled_person_starts(signed_in, enrolment, request, cast, status):
    make.forms()
    address = reverse("assessments:start", args=[enrolment.pk, "pre"])
    assert signed_in(request.getfixturevalue(cast)).post(address).status_code == status
    assert Attempt.objects.count() == (status == 302)


def test_a_withdrawn_person_does_not_start(signed_in, enrolment, learner_kh):
    from django.utils import timezone

    make.forms()
    enrolment.withdrawn_at = timezone.now()
    enrolment.save()
    assert signed_in(learner_kh).post(reverse("assessments:start", args=[enrolment.pk, "pre"])).status_code == 404


def test_the_whole_way_without_a_script(signed_in, enrolment, learner_kh):
    make.forms()
    client = signed_in(learner_kh)
    client.post(reverse("assessments:start", args=[enrolment.pk, "pre"]))
    attempt = Attempt.objects.get()
    for position in (1, 2, 3, 4):
        assert client.get(at("attempt", attempt))["Location"] == at("question", attempt, position)
        option = make.name_at(attempt, position, "b")
        response = client.post(at("question", attempt, position), {"option": option, "sequence": ""})
    assert response["Location"] == at("review", attempt)
    assert client.get(at("attempt", attempt))["Location"] == at("review", attempt)
    assert client.post(at("hand_in", attempt))["Location"] == at("result", attempt)
    assert "You have 4 of 4 points before the course." in text_of(client.get(at("result", attempt)))


def test_a_question_can_be_left_for_later(signed_in, attempt, learner_kh):
    client = signed_in(learner_kh)
    assert client.post(at("question", attempt, 1), {})["Location"] == at("question", attempt, 2)
    assert client.get(at("attempt", attempt))["Location"] == at("question", attempt, 1)
    assert "You have answered 0 of 4 questions" in text_of(client.get(at("review", attempt)))


def test_what_was_chosen_is_chosen_when_the_page_opens_again(signed_in, attempt, learner_kh):
    client, name = signed_in(learner_kh), make.name_at(attempt, 1, "c")
    client.post(at("question", attempt, 1), {"option": name})
    page = client.get(at("question", attempt, 1)).content.decode()
    assert re.findall(r'value="([0-9a-f]{32})" checked', page) == [name]


def test_a_position_that_the_form_lacks_is_404(signed_in, attempt, learner_kh):
    assert signed_in(learner_kh).get(at("question", attempt, 5)).status_code == 404


def test_the_question_keeps_its_language_when_the_page_changes(signed_in, enrolment, learner_kh):
    make.forms(languages=("en", "km"))
    attempt = make.start(enrolment, language="km")
    page = signed_in(learner_kh).get(at("question", attempt, 1).replace("/en/", "/th/", 1)).content.decode()
    assert '<html lang="th">' in page
    assert re.findall(r'lang="(\w+)">(\w+) (?:stem|text)', page) == [("km", "km")] * 5
    assert re.findall(r"km stem \d+", page) != []


@pytest.mark.parametrize(("language", "has_notice"), [("en", False), ("km", True)])
def test_a_machine_translation_says_so(signed_in, enrolment, learner_kh, language, has_notice):
    make.forms(languages=("en", "km"))
    attempt = make.start(enrolment, language=language)
    page = text_of(signed_in(learner_kh).get(at("question", attempt, 1)))
    assert ("A machine made this translation" in page) is has_notice


def test_a_language_that_is_not_ready_is_said_at_the_start(signed_in, enrolment, learner_kh):
    make.forms()
    address = reverse("assessments:start", args=[enrolment.pk, "pre"]).replace("/en/", "/vi/", 1)
    client = signed_in(learner_kh)
    response = client.post(address, follow=True)
    assert "Tiếng Việt" in str(next(iter(response.context["messages"])))


def test_after_the_deadline_the_pages_lead_to_the_end(signed_in, attempt, learner_kh):
    make.move_back(attempt, minutes=61)
    client = signed_in(learner_kh)
    response = client.post(at("question", attempt, 1), {"option": make.name_at(attempt, 1, "b")}, follow=True)
    assert response.redirect_chain[-1][0] == at("review", attempt)
    assert "The time for this test is over" in text_of(response)
    client.post(at("hand_in", attempt))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.points) == ("timed_out", 0)


def test_a_handed_in_sitting_leads_to_its_result(signed_in, attempt, learner_kh):
    sittings.hand_in(attempt=attempt, by=learner_kh)
    client = signed_in(learner_kh)
    assert client.get(at("review", attempt))["Location"] == at("result", attempt)
    assert client.get(at("question", attempt, 1), follow=True).redirect_chain[-1][0] == at("result", attempt)


@pytest.mark.parametrize(("size", "name"), [(2, "question"), (8, "question"), (2, "review"), (8, "review")])
def test_pages_cost_the_same_however_long_the_form(signed_in, enrolment, learner_kh, size, name):
    make.forms(size=size)
    attempt = make.start(enrolment)
    client, more = signed_in(learner_kh), (1,) if name == "question" else ()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(at(name, attempt, *more)).status_code == 200
    assert len(queries) == {"question": 8, "review": 6}[name]


@pytest.mark.parametrize("body", ["[" * 100_000, '{"position":' + "[" * 60_000, "9" * 6000, "[]", "null", "\xff", "{"])
def test_a_body_that_is_no_answer_is_refused(signed_in, body):
    make.forms()
    sitting = make.start(factories.enrolment())
    client = signed_in(sitting.enrolment.person)
    response = client.post(reverse("assessments:save", args=[sitting.pk]), body, content_type="application/json")
    assert response.status_code == 400
