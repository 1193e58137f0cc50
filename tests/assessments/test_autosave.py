"""One statement checks and writes; a refused answer leaves no trace."""

import json

import assessment_factories as make
import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lms.assessments.actions import sittings
from lms.assessments.models import Answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(cohort_kh, learner_kh):
    make.forms()
    return make.start(factories.enrolment(cohort_kh, learner_kh))


@pytest.fixture
def save(signed_in, attempt, learner_kh):
    """`save(letter, sequence)` sends one autosave of the first question as its owner, or as `by`."""

    def send(letter, sequence, *, position=1, by=learner_kh, option=None):
        data = {
            "position": position,
            "option": option or make.name_at(attempt, position, letter),
            "sequence": sequence,
        }
        return signed_in(by).post(reverse("assessments:save", args=[attempt.pk]), data)

    return send


def letters(attempt):
    return list(attempt.answers.order_by("question").values_list("choice__letter", "sequence"))


def test_saved_is_said_in_words(save, attempt):
    response = save("a", 10)
    assert response.status_code == 200
    assert set(response.json()) == {"saved_at", "sequence"}
    assert response.json()["saved_at"].startswith("Saved ")
    assert response.json()["sequence"] == 10
    assert letters(attempt) == [("a", 10)]


def test_a_newer_answer_overwrites(save, attempt):
    save("a", 10)
    assert save("b", 11).status_code == 200
    assert letters(attempt) == [("b", 11)]


def test_a_late_retry_does_not_overwrite(save, attempt):
    save("b", 11)
    response = save("a", 10)
    standing = {"option": [make.name_at(attempt, 1, "b")], "confidence": [""]}
    assert (response.status_code, response.json()["sequence"], response.json()["answer"]) == (409, 11, standing)
    assert letters(attempt) == [("b", 11)]


def test_the_same_answer_again_is_saved_already(save, attempt):
    save("b", 11)
    assert save("b", 11).status_code == 200
    assert letters(attempt) == [("b", 11)]


def test_json_is_read_as_well(signed_in, attempt, learner_kh):
    body = {"position": 2, "option": make.name_at(attempt, 2, "c"), "sequence": 1}
    address = reverse("assessments:save", args=[attempt.pk])
    response = signed_in(learner_kh).post(address, json.dumps(body), content_type="application/json")
    assert response.status_code == 200
    assert letters(attempt) == [("c", 1)]


@pytest.mark.parametrize("body", ["", "[]", "{", '{"position": 1}', '{"position": 1, "option": 7, "sequence": -1}'])
def test_a_malformed_body_is_400(signed_in, attempt, learner_kh, body):
    address = reverse("assessments:save", args=[attempt.pk])
    response = signed_in(learner_kh).post(address, body, content_type="application/json")
    assert response.status_code == 400
    assert Answer.objects.count() == 0


def test_another_persons_attempt_does_not_exist(save, learner_la, trainer_kh):
    assert [save("a", 1, by=person).status_code for person in (learner_la, trainer_kh)] == [404, 404]
    assert Answer.objects.count() == 0


def test_signed_out_is_refused(client, attempt):
    data = {"position": 1, "option": make.name_at(attempt, 1, "a"), "sequence": 1}
    assert client.post(reverse("assessments:save", args=[attempt.pk]), data).status_code == 403
    assert Answer.objects.count() == 0


def test_an_option_of_another_question_does_not_exist(save, attempt):
    assert save("a", 1, option=make.name_at(attempt, 2, "a")).status_code == 404
    assert save("a", 1, position=99, option=make.name_at(attempt, 2, "a")).status_code == 404
    assert Answer.objects.count() == 0


def test_an_option_name_of_another_attempt_does_not_exist(save, cohort_kh):
    other = make.start(factories.enrolment(cohort_kh, factories.person()))
    assert save("a", 1, option=make.name_at(other, 1, "a")).status_code == 404


def test_after_the_deadline_it_is_refused(save, attempt):
    make.move_back(attempt, minutes=61)
    response = save("a", 1)
    assert response.status_code == 409
    words = "The time for this test is over. The answers saved in time count."
    assert response.json() == {"message": words, "is_over": True}
    assert Answer.objects.count() == 0


def test_after_the_hand_in_it_is_refused(save, attempt, learner_kh):
    sittings.hand_in(attempt=attempt, by=learner_kh)
    response = save("a", 1)
    assert (response.status_code, response.json()["message"][:22]) == (409, "This test is handed in")
    assert Answer.objects.count() == 0


def test_a_save_costs_three_queries(signed_in, attempt, learner_kh):
    client, address = signed_in(learner_kh), reverse("assessments:save", args=[attempt.pk])
    data = {"position": 1, "option": make.name_at(attempt, 1, "a"), "sequence": 1}
    with CaptureQueriesContext(connection) as queries:
        assert client.post(address, data).status_code == 200
    assert [query["sql"].split()[0] for query in queries] == ["SELECT", "SELECT", "INSERT"]


def test_the_token_is_demanded(attempt, learner_kh):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(learner_kh)
    data = {"position": 1, "option": make.name_at(attempt, 1, "a"), "sequence": 1}
    assert client.post(reverse("assessments:save", args=[attempt.pk]), data).status_code == 403
    assert Answer.objects.count() == 0
