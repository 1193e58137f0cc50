"""Every kind of question: shown, answered with and without a script, and what no page sends is refused."""

import json
import re

import assessment_factories as make
import factories
import kind_factories as kinds
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lms.assessments.models import Answer

pytestmark = pytest.mark.django_db
SAVED = {
    "single_best": "c", "multiple": "ab", "true_false": "b", "matching": "1a 3b", "ordering": "bdac",
    "situational": "c", "attitude": "e", "open": "I would ask\nfor an interpreter.",
}  # fmt: skip
PLACE = {kind: place for place, kind in enumerate(kinds.KINDS, start=1)}


@pytest.fixture
def attempt(cohort_kh, learner_kh):
    kinds.form_of()
    return make.start(factories.enrolment(cohort_kh, learner_kh))


@pytest.fixture
def client_kh(signed_in, learner_kh):
    return signed_in(learner_kh)


@pytest.fixture
def save(client_kh, attempt):
    """`save(place, fields)` sends one autosave and answers the status."""

    def send(place, fields, sequence=1, **more):
        data = {"position": place, "sequence": sequence, **fields, **more}
        return client_kh.post(reverse("assessments:save", args=[attempt.pk]), data).status_code

    return send


def saved(attempt):
    rows = attempt.answers.order_by("question__places__position")
    return [(row.choice.letter if row.choice else row.response, row.confidence) for row in rows]


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_an_answer_of_each_kind_is_saved_in_letters(save, attempt, kind):
    assert save(PLACE[kind], kinds.sent(attempt, PLACE[kind], kind, SAVED[kind])) == 200
    assert saved(attempt) == [(SAVED[kind], None)]


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_json_saves_the_same(client_kh, attempt, kind):
    place = PLACE[kind]
    body = {"position": place, "sequence": 1, "confidence": None, **kinds.sent(attempt, place, kind, SAVED[kind])}
    address = reverse("assessments:save", args=[attempt.pk])
    assert client_kh.post(address, json.dumps(body), content_type="application/json").status_code == 200
    assert saved(attempt) == [(SAVED[kind], None)]


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_page_without_a_script_saves_and_shows_it_again(client_kh, attempt, kind):
    place = PLACE[kind]
    address = reverse("assessments:question", args=[attempt.pk, place])
    fields = kinds.sent(attempt, place, kind, SAVED[kind])
    assert client_kh.post(address, {"sequence": "", "seen": "0", **fields}).status_code == 302
    assert saved(attempt) == [(SAVED[kind], None)]
    page = client_kh.get(address).content.decode()
    checked = re.findall(r'value="([0-9a-f:]{32,65})"(?: checked| selected)', page)
    if kind == "ordering":
        checked = re.findall(r'name="order" value="([0-9a-f]{32})"', page)
    expected = next(iter(fields.values()))
    if kind == "open":
        assert expected in page
    else:
        assert (
            checked == expected
            if kind == "ordering"
            else set(checked) == set([expected] if isinstance(expected, str) else expected)
        )


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_page_left_empty_saves_nothing(client_kh, attempt, kind):
    page = client_kh.get(reverse("assessments:question", args=[attempt.pk, PLACE[kind]])).content.decode()
    order = re.findall(r'name="order" value="([0-9a-f]{32})"', page)
    data = {"sequence": "", "seen": "0", "order": order} if order else {"sequence": "", "seen": "0"}
    assert client_kh.post(reverse("assessments:question", args=[attempt.pk, PLACE[kind]]), data).status_code == 302
    assert Answer.objects.count() == 0


def test_a_step_moves_without_a_script(client_kh, attempt):
    address = reverse("assessments:question", args=[attempt.pk, PLACE["ordering"]])
    names = re.findall(r'name="order" value="([0-9a-f]{32})"', client_kh.get(address).content.decode())
    response = client_kh.post(address, {"order": names, "down": names[0], "seen": "0"})
    assert response["Location"] == f"{address}#answer"
    again = re.findall(r'name="order" value="([0-9a-f]{32})"', client_kh.get(address).content.decode())
    assert again == [names[1], names[0], *names[2:]]


@pytest.mark.parametrize("kind", ["multiple", "matching", "open"])
def test_an_answer_that_is_emptied_counts_as_none(client_kh, save, attempt, kind):
    place = PLACE[kind]
    save(place, kinds.sent(attempt, place, kind, SAVED[kind]))
    assert save(place, {}, sequence=2) == 200
    assert saved(attempt) == [("-", None)]
    page = client_kh.get(reverse("assessments:review", args=[attempt.pk])).content.decode()
    assert "You have answered 0 of 8 questions." in page
    assert save(place, kinds.sent(attempt, place, kind, SAVED[kind]), sequence=1) == 409


def names(attempt, place, answer):
    known = kinds.names_at(attempt, place)
    return [known[letter] for letter in answer]


WRONG = [
    ("single_best", lambda attempt: {"options": names(attempt, 1, "a")}, 400),
    ("single_best", lambda attempt: {}, 400),
    ("single_best", lambda attempt: {"option": names(attempt, 1, "a"), "text": "too"}, 400),
    ("multiple", lambda attempt: {"option": names(attempt, 2, "a")[0]}, 404),
    ("multiple", lambda attempt: {"options": names(attempt, 2, "aa")}, 400),
    ("multiple", lambda attempt: {"options": names(attempt, 1, "a")}, 404),
    ("multiple", lambda attempt: {"options": ["f" * 32]}, 404),
    ("multiple", lambda attempt: {"options": ["x"]}, 400),
    ("multiple", lambda attempt: {"options": names(attempt, 2, "a") * 50}, 400),
    ("multiple", lambda attempt: {"text": "words"}, 400),
    ("matching", lambda attempt: {"pairs": [":".join(names(attempt, 4, pair)) for pair in ("1a", "1b")]}, 400),
    ("matching", lambda attempt: {"pairs": [":".join(names(attempt, 4, "12"))]}, 400),
    ("matching", lambda attempt: {"pairs": [":".join(names(attempt, 4, "a1"))]}, 400),
    ("matching", lambda attempt: {"pairs": names(attempt, 4, "1")}, 400),
    ("ordering", lambda attempt: {"order": names(attempt, 5, "abc")}, 400),
    ("ordering", lambda attempt: {"order": names(attempt, 5, "abcc")}, 400),
    ("ordering", lambda attempt: {"order": [*names(attempt, 5, "abc"), *names(attempt, 1, "a")]}, 404),
    ("ordering", lambda attempt: {}, 400),
    ("open", lambda attempt: {"text": "x" * 2001}, 400),
    ("open", lambda attempt: {"text": "x" * 1_000_000}, 400),
    ("open", lambda attempt: {"text": "nul\0"}, 400),
    ("open", lambda attempt: {"options": names(attempt, 1, "a")}, 404),
]


@pytest.mark.parametrize(("kind", "fields", "status"), WRONG)
def test_what_no_page_sends_changes_nothing(save, attempt, kind, fields, status):
    assert save(PLACE[kind], fields(attempt)) == status
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("more", [{"sequence": 2**53 + 1}, {"sequence": "NaN"}, {"sequence": -1}, {"confidence": 4}])
def test_numbers_out_of_bounds_are_refused(save, attempt, more):
    assert save(1, {**kinds.sent(attempt, 1, "single_best", "a"), **more}) == 400
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("value", ['"\\ud800"', "NaN", '{"a": 1}', '["a", "b"]', "1e999", "[[]]"])
def test_odd_json_is_no_fault_of_ours(client_kh, attempt, value):
    body = f'{{"position": 8, "sequence": {value}, "text": {value}}}'
    address = reverse("assessments:save", args=[attempt.pk])
    assert client_kh.post(address, body, content_type="application/json").status_code == 400


def test_half_a_character_is_refused(client_kh, attempt):
    address = reverse("assessments:save", args=[attempt.pk])
    body = '{"position": 8, "sequence": 1, "text": "\\ud800"}'
    assert client_kh.post(address, body, content_type="application/json").status_code == 400


def test_words_too_long_come_back_with_what_to_do(client_kh, attempt):
    response = client_kh.post(reverse("assessments:question", args=[attempt.pk, 8]), {"text": "y" * 2001})
    page = response.content.decode()
    assert "Please write at most 2000 characters. You have written 2001." in page
    assert "y" * 2001 in page


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_save_of_any_kind_costs_one_query_more_at_most(client_kh, attempt, kind):
    place, address = PLACE[kind], reverse("assessments:save", args=[attempt.pk])
    data = {"position": place, "sequence": 1, **kinds.sent(attempt, place, kind, SAVED[kind])}
    with CaptureQueriesContext(connection) as queries:
        assert client_kh.post(address, data).status_code == 200
    assert len(queries) == (3 if "option" in data else 4)


@pytest.mark.parametrize(("asks", "stands"), [(True, 2), (False, None)])
def test_confidence_is_kept_where_it_is_asked(signed_in, cohort_kh, asks, stands):
    kinds.form_of("single_best", "ordering", asks_confidence=asks)
    attempt = make.start(factories.enrolment(cohort_kh))
    client = signed_in(attempt.enrolment.person)
    for place, kind in ((1, "single_best"), (2, "ordering")):
        data = {"position": place, "sequence": 1, "confidence": 2, **kinds.sent(attempt, place, kind, SAVED[kind])}
        assert client.post(reverse("assessments:save", args=[attempt.pk]), data).status_code == 200
    assert [confidence for _answer, confidence in saved(attempt)] == [stands, stands]
    page = client.get(reverse("assessments:question", args=[attempt.pk, 1])).content.decode()
    assert ("How sure are you?" in page) is asks


def test_confidence_without_an_answer_asks_for_the_answer(signed_in, cohort_kh):
    kinds.form_of("single_best", asks_confidence=True)
    attempt = make.start(factories.enrolment(cohort_kh))
    response = signed_in(attempt.enrolment.person).post(
        reverse("assessments:question", args=[attempt.pk, 1]), {"confidence": 3, "sequence": "", "seen": "0"}
    )
    assert "Please answer the question too" in response.content.decode()
    assert Answer.objects.count() == 0


def test_every_kind_is_scored_as_it_was_answered(client_kh, save, attempt, learner_kh):
    for place, kind in enumerate(kinds.KINDS, start=1):
        if kind in kinds.RIGHT:
            save(place, kinds.sent(attempt, place, kind, kinds.RIGHT[kind]))
    client_kh.post(reverse("assessments:hand_in", args=[attempt.pk]))
    attempt.refresh_from_db()
    assert (attempt.points, attempt.max_points) == (5, 7)
