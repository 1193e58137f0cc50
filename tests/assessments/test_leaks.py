"""Nothing on a page of a sitting tells the key; results tell only what they may."""

import re

import assessment_factories as make
import factories
import pytest
from django.urls import reverse
from scipy import stats

from lms.assessments import sitting
from lms.assessments.models import Attempt

pytestmark = pytest.mark.django_db
MARKS = ("is_key", "is_serious", "serious_harm", "rationale", "Because-", "competency", "letter", "key_version")


@pytest.fixture
def enrolment(cohort_kh, learner_kh):
    return factories.enrolment(cohort_kh, learner_kh)


def pages_of(client, attempt):
    size = attempt.form.places.count()
    names = [reverse("assessments:question", args=[attempt.pk, position]) for position in range(1, size + 1)]
    names.append(reverse("assessments:review", args=[attempt.pk]))
    return [client.get(name).content.decode() for name in names]


def test_no_page_of_a_sitting_tells_the_key(signed_in, enrolment, learner_kh):
    make.forms(serious_harm="d")
    attempt = make.start(enrolment)
    make.answer(attempt, "bd")
    pages = pages_of(signed_in(learner_kh), attempt)
    assert [(mark, mark in page) for page in pages for mark in MARKS if mark in page] == []


def test_options_differ_only_in_name_and_text(signed_in, enrolment, learner_kh):
    make.forms(serious_harm="d")
    attempt = make.start(enrolment)
    page = pages_of(signed_in(learner_kh), attempt)[0]
    rows = re.findall(r'<label class="choice-row">.*?</label>', page)
    alike = {re.sub(r"[0-9a-f]{32}|en text \d+ [a-d]\.", "*", row) for row in rows}
    assert (len(rows), len(alike)) == (4, 1)


def test_no_choice_id_stands_on_a_page(signed_in, enrolment, learner_kh):
    make.forms()
    attempt = make.start(enrolment)
    page = pages_of(signed_in(learner_kh), attempt)[0]
    values = re.findall(r'name="option" value="([^"]+)"', page)
    assert [len(value) for value in values] == [32, 32, 32, 32]
    assert values == sorted(values)


def test_the_answer_to_a_save_is_the_same_for_every_option(signed_in, enrolment, learner_kh):
    make.forms()
    attempt = make.start(enrolment)
    client, address = signed_in(learner_kh), reverse("assessments:save", args=[attempt.pk])
    shapes = {
        tuple(client.post(address, {"position": 1, "option": make.name_at(attempt, 1, letter), "sequence": n}).json())
        for n, letter in enumerate("abcd", start=1)
    }
    assert shapes == {("saved_at", "sequence")}


def test_the_key_stands_everywhere_equally_often(cohort_kh, settings):
    settings.SECRET_KEY = "fixed"
    form = make.forms(size=1)["A"]
    place = form.places.get()
    texts = {choice.pk: choice.letter for choice in place.question.choices.all()}
    from uuid import UUID

    attempts = [Attempt(pk=UUID(int=number)) for number in range(1, 801)]
    spots = [[row.text for row in sitting.shuffled(attempt, texts, None)].index("b") for attempt in attempts]
    assert stats.chisquare([spots.count(spot) for spot in range(4)]).pvalue > 0.01


def test_the_result_before_the_course_shows_bands_only(signed_in, enrolment, learner_kh):
    make.forms()
    attempt = make.taken(enrolment, "pre", "baab")
    page = signed_in(learner_kh).get(reverse("assessments:result", args=[attempt.pk])).content.decode()
    assert [mark for mark in ("Because-", "stem", "text ") if mark in page] == []
    assert "You answered 2 of 4 questions correctly" in page
    assert re.findall(r'tag--\w+">([^<]+)', page) == ["You know some of this"] * 2


@pytest.mark.parametrize(
    ("letters", "reviews"),
    [("aaaa", 0), ("bbbb", 0), ("bbba", 1)],
    ids=["failed with tries left", "passed without a fault", "passed with one fault"],
)
def test_rationales_come_only_after_the_test_is_passed(signed_in, enrolment, learner_kh, letters, reviews):
    make.forms(competencies=("C1",))
    make.taken(enrolment, "pre", "")
    attempt = make.taken(enrolment, "post", letters)
    page = signed_in(learner_kh).get(reverse("assessments:result", args=[attempt.pk])).content.decode()
    assert page.count("Because-") == reviews


def test_rationales_come_when_the_tries_are_used_up(signed_in, enrolment, learner_kh):
    make.forms()
    make.move_back(make.taken(enrolment, "pre", ""), days=60)
    for days in (50, 30, 0):
        attempt = make.taken(enrolment, "post", "b")
        make.move_back(attempt, days=days)
    page = signed_in(learner_kh).get(reverse("assessments:result", args=[attempt.pk])).content.decode()
    assert page.count("Because-") == 3
    assert "You have used all 3 tries" in page
