"""What the pages of a sitting show and take, beyond the kinds themselves."""

import re

import assessment_factories as make
import factories
import kind_factories as kinds
import pytest
from django.urls import reverse

from lms.assessments import options, sitting
from lms.assessments.models import Answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(cohort_kh, learner_kh):
    kinds.form_of()
    return make.start(factories.enrolment(cohort_kh, learner_kh))


def page_of(client, attempt, name="question", *more):
    return client.get(reverse(f"assessments:{name}", args=[attempt.pk, *more])).content.decode()


@pytest.mark.parametrize(
    ("name", "by", "order"),
    [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc"), ("x", 1, "abc"), ("", -1, "abc")],
)
def test_a_step_moves_by_one_and_stays_at_the_ends(name, by, order):
    assert sitting.moved(["a", "b", "c"], name, by) == list(order)


def test_the_end_names_what_is_not_answered_yet(signed_in, attempt, learner_kh):
    client = signed_in(learner_kh)
    for place in (1, 2, 4, 5, 6, 8):
        kind = kinds.KINDS[place - 1]
        letters = {"matching": "1a", "ordering": "abcd", "open": "Words"}.get(kind, "a")
        answered = kinds.sent(attempt, place, kind, letters)
        client.post(reverse("assessments:question", args=[attempt.pk, place]), answered)
    page = page_of(client, attempt, "review")
    assert re.findall(r'class="missing" href="[^"]*/(\d+)/"', page) == ["3", "7"]


def test_nothing_is_missing_from_a_full_list(signed_in, cohort_kh, learner_kh):
    make.forms(size=1)
    attempt = make.start(factories.enrolment(cohort_kh, learner_kh))
    make.answer(attempt, "a")
    assert "Not answered yet:" not in page_of(signed_in(learner_kh), attempt, "review")


def test_a_page_opened_before_the_answer_does_not_take_it_back(signed_in, attempt, learner_kh):
    """The page of one device still shows nothing; the other device has answered since."""
    client, address = signed_in(learner_kh), reverse("assessments:question", args=[attempt.pk, 2])
    client.post(address, {"seen": "0", **kinds.sent(attempt, 2, "multiple", "ac")})
    client.post(address, {"seen": "0", "sequence": ""})
    assert Answer.objects.get().response == "ac"


def test_a_page_that_showed_the_answer_takes_it_back(signed_in, attempt, learner_kh):
    client, address = signed_in(learner_kh), reverse("assessments:question", args=[attempt.pk, 2])
    client.post(address, {"seen": "0", **kinds.sent(attempt, 2, "multiple", "ac")})
    seen = re.search(r'name="seen" value="(\d+)"', page_of(client, attempt, "question", 2)).group(1)
    client.post(address, {"seen": seen, "sequence": ""})
    assert Answer.objects.get().response == "-"


def test_an_unchanged_older_page_is_told_of_the_newer_answer(signed_in, attempt, learner_kh):
    client, address = signed_in(learner_kh), reverse("assessments:question", args=[attempt.pk, 1])
    for sequence, letter in ((10, "a"), (20, "b")):
        client.post(address, {"sequence": sequence, **kinds.sent(attempt, 1, "single_best", letter)})
    sent = {"sequence": 10, "seen": 10, **kinds.sent(attempt, 1, "single_best", "a")}
    response = client.post(address, sent, follow=True)
    assert "A newer answer to this question is already saved" in response.content.decode()
    assert Answer.objects.get().choice.letter == "b"


@pytest.mark.parametrize("fields", [{"options": ["a" * 32]}, {"option": "a" * 32}, {"order": ["a" * 32]}])
def test_a_page_sent_with_names_that_nobody_gave_out_is_404(signed_in, attempt, learner_kh, fields):
    address = reverse("assessments:question", args=[attempt.pk, 2])
    assert signed_in(learner_kh).post(address, fields).status_code == 404
    assert Answer.objects.count() == 0


def test_a_page_sent_in_the_shape_of_another_kind_is_400(signed_in, attempt, learner_kh):
    address = reverse("assessments:question", args=[attempt.pk, 2])
    assert signed_in(learner_kh).post(address, {"text": "words"}).status_code == 400
    assert Answer.objects.count() == 0


def test_the_language_of_the_test_is_shown_in_its_own_script(signed_in, cohort_kh, learner_kh):
    make.forms(languages=("en", "km"))
    attempt = make.start(factories.enrolment(cohort_kh, learner_kh), language="km")
    assert '<span lang="km">ខ្មែរ</span>' in page_of(signed_in(learner_kh), attempt, "question", 1)


def test_a_page_marks_whose_queue_it_keeps(signed_in, attempt, learner_kh, learner_la):
    page = page_of(signed_in(learner_kh), attempt, "question", 1)
    marks = [options.person_mark(person.pk) for person in (learner_kh, learner_la)]
    assert re.findall(r'data-person="([0-9a-f]{16})"', page) == marks[:1]
    assert marks[0] != marks[1]


@pytest.mark.parametrize("name", ["question", "review"])
def test_the_script_learns_where_the_newest_token_stands(signed_in, attempt, learner_kh, settings, name):
    """In production the cookie has another name; somebody may have signed in again in another tab."""
    settings.CSRF_COOKIE_NAME = "__Host-csrf"
    page = page_of(signed_in(learner_kh), attempt, name, *([1] if name == "question" else []))
    assert re.findall(r'data-token-cookie="([^"]*)"', page) == ["__Host-csrf"]


def test_an_answer_without_a_script_is_newer_than_the_one_that_its_page_showed(signed_in, attempt, learner_kh):
    """Also where another device has numbered its answers by a clock that ran ahead."""
    client, address = signed_in(learner_kh), reverse("assessments:question", args=[attempt.pk, 1])
    ahead = 2**52
    client.post(address, {"sequence": ahead, **kinds.sent(attempt, 1, "single_best", "a")})
    client.post(address, {"seen": ahead, **kinds.sent(attempt, 1, "single_best", "b")})
    answer = Answer.objects.get()
    assert (answer.choice.letter, answer.sequence) == ("b", ahead + 1)
