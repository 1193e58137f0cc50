"""What the script is told: what stands at one question, that the time is over, where to sign in again."""

import assessment_factories as make
import factories
import kind_factories as kinds
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lms.assessments.actions import sittings

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(cohort_kh, learner_kh):
    kinds.form_of()
    return make.start(factories.enrolment(cohort_kh, learner_kh))


def state(client, attempt, place=1):
    return client.get(reverse("assessments:state", args=[attempt.pk, place]))


def save(client, attempt, place, fields, sequence=7):
    data = {"position": place, "sequence": sequence, **fields}
    return client.post(reverse("assessments:save", args=[attempt.pk]), data)


ANSWERS = {"single_best": "c", "multiple": "ab", "matching": "1a 3b", "ordering": "dcba", "open": "Words."}


@pytest.mark.parametrize(("kind", "answer"), ANSWERS.items())
def test_the_state_is_the_answer_as_its_page_sends_it(signed_in, attempt, learner_kh, kind, answer):
    client, place = signed_in(learner_kh), kinds.KINDS.index(kind) + 1
    fields = kinds.sent(attempt, place, kind, answer)
    save(client, attempt, place, fields)
    told = state(client, attempt, place).json()
    stands = {name: [value] if name == "option" else value for name, value in fields.items()}
    assert told == {"sequence": 7, "answer": {**stands, "confidence": [""]}}


def test_nothing_stands_before_the_first_answer(signed_in, attempt, learner_kh):
    assert state(signed_in(learner_kh), attempt).json() == {"sequence": 0, "answer": {}}


def test_the_other_device_learns_the_newer_answer(signed_in, attempt, learner_kh):
    client = signed_in(learner_kh)
    save(client, attempt, 2, kinds.sent(attempt, 2, "multiple", "ac"), 20)
    response = save(client, attempt, 2, kinds.sent(attempt, 2, "multiple", "b"), 10)
    assert response.status_code == 409
    assert response.json() == {
        "message": "A newer answer to this question is already saved, perhaps from another device.",
        "sequence": 20,
        "answer": {**kinds.sent(attempt, 2, "multiple", "ac"), "confidence": [""]},
    }


@pytest.mark.parametrize("cast", ["learner_la", "trainer_kh", "admin"])
def test_another_persons_state_does_not_exist(signed_in, attempt, request, cast):
    assert state(signed_in(request.getfixturevalue(cast)), attempt).status_code == 404


@pytest.mark.parametrize("place", [0, 99, 10**30])
def test_a_place_that_the_form_lacks_is_404(signed_in, attempt, learner_kh, place):
    assert state(signed_in(learner_kh), attempt, place).status_code == 404


def test_signed_out_the_answer_leads_to_the_sign_in_and_back(client, attempt):
    here = reverse("assessments:attempt", args=[attempt.pk])
    for response in (state(client, attempt), save(client, attempt, 1, {})):
        assert response.status_code == 403
        assert response.json()["sign_in"] == f"{reverse('account_login')}?next={here.replace('/', '%2F')}"


def test_when_it_is_over_the_page_is_told(signed_in, attempt, learner_kh):
    client = signed_in(learner_kh)
    make.move_back(attempt, minutes=500)
    over = state(client, attempt)
    sittings.hand_in(attempt=attempt, by=learner_kh)
    for response in (over, state(client, attempt), save(client, attempt, 8, {"text": "Late"})):
        assert (response.status_code, response.json()["is_over"]) == (409, True)
    assert attempt.answers.count() == 0


def test_the_state_is_light(signed_in, attempt, learner_kh):
    client = signed_in(learner_kh)
    with CaptureQueriesContext(connection) as queries:
        assert state(client, attempt).status_code == 200
    assert len(queries) == 5
