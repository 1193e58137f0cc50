"""What a learner reads at the review moment, for every kind of question; and nothing before it."""

import re

import assessment_factories as make
import factories
import kind_factories as kinds
import pytest
from django.urls import reverse

from lms.assessments import results, reviews
from lms.assessments.actions import marks, sittings
from lms.assessments.models import Attempt
from lms.questionnaires.models import ChoiceWording, QuestionWording

pytestmark = pytest.mark.django_db


def words(kind, letter):
    return f"{kind} {letter}"


@pytest.fixture
def enrolment(cohort_kh):
    return factories.enrolment(cohort_kh)


def taken(enrolment, kind, answer, *, confidence=None, phase="post"):
    """The test after the course with one question of this kind, answered and handed in."""
    form = kinds.form_of(kind, asks_confidence=confidence is not None)["B"]
    for wording in ChoiceWording.objects.filter(choice__question__places__form=form).select_related("choice"):
        wording.text = words(kind, wording.choice.letter)
        wording.save()
    make.scored(enrolment, "pre", form, 1)
    attempt = make.scored(enrolment, phase, form, None, max_points=None, state="open", submitted_at=None)
    attempt = Attempt.objects.get(pk=attempt.pk)
    question = form.places.get().question
    choice = question.choices.filter(letter=answer).first()
    is_one = kind in ("single_best", "true_false", "situational", "attitude")
    if answer:
        attempt.answers.create(
            question=question,
            choice=choice if is_one else None,
            response="" if is_one else answer,
            confidence=confidence,
        )
    sittings.hand_in(attempt=attempt, by=enrolment.person)
    attempt.refresh_from_db()
    return attempt


def only_review(attempt):
    return reviews.reviews_of(attempt)[0]


@pytest.mark.parametrize(
    ("kind", "answer", "own", "right", "verdict"),
    [
        ("single_best", "b", ["single_best b"], ["single_best b"], "right"),
        ("single_best", "a", ["single_best a"], ["single_best b"], "wrong"),
        ("single_best", "", [], ["single_best b"], "omitted"),
        ("true_false", "b", ["true_false b"], ["true_false a"], "wrong"),
        ("multiple", "a", ["multiple a"], ["multiple a", "multiple c"], "partly"),
        (
            "matching",
            "1b 2c",
            ["matching 1 → matching b", "matching 2 → matching c"],
            ["matching 1 → matching b", "matching 2 → matching a", "matching 3 → matching c"],
            "partly",
        ),
        ("ordering", "bdac", *[[f"ordering {letter}" for letter in "bdac"]] * 2, "right"),
        ("situational", "c", ["situational c"], ["situational b"], "partly"),
        ("attitude", "d", ["attitude d"], [], "not_scored"),
    ],
)
def test_each_kind_is_told_in_words(enrolment, kind, answer, own, right, verdict):
    review = only_review(taken(enrolment, kind, answer))
    assert (review.own, review.right, review.verdict) == (own, right, verdict)


def test_an_open_answer_is_shown_with_its_points(enrolment, trainer_kh):
    attempt = taken(enrolment, "open", "What I would do")
    marks.mark_answer(answer=attempt.answers.get(), points=0.5, by=trainer_kh)
    attempt.refresh_from_db()
    review = only_review(attempt)
    assert (review.own, review.right, review.verdict, review.given.points) == (["What I would do"], [], "partly", 0.5)


def test_what_each_situational_choice_leads_to(enrolment):
    rows = only_review(taken(enrolment, "situational", "c")).outcomes
    assert [(row.text[-1], row.consequence, row.is_chosen, row.is_best) for row in rows] == [
        ("a", "Leads-to-harm", False, False),
        ("b", "Leads-to-harm", False, True),
        ("c", "Leads-to-harm", True, False),
        ("d", "Leads-to-harm", False, False),
    ]


@pytest.mark.parametrize(("answer", "hurts"), [("c", True), ("a", False), ("b", False)])
def test_a_choice_that_could_hurt_is_named(enrolment, answer, hurts):
    assert only_review(taken(enrolment, "single_best", answer)).could_have_hurt is hurts


@pytest.mark.parametrize(("answer", "confidence", "told"), [("a", 3, True), ("a", 2, False), ("b", 3, False)])
def test_who_was_sure_and_wrong_is_told(enrolment, answer, confidence, told):
    assert only_review(taken(enrolment, "single_best", answer, confidence=confidence)).was_sure_and_wrong is told


def test_the_words_are_those_of_the_sitting_or_else_english(enrolment):
    attempt = taken(enrolment, "single_best", "a")
    Attempt.objects.filter(pk=attempt.pk).update(language="km")
    attempt.refresh_from_db()
    assert only_review(attempt).asked.language == "en"
    question = attempt.form.places.get().question
    QuestionWording.objects.create(question=question, language="km", stem="សំណួរ", rationale="ព្រោះ")
    for choice in question.choices.all():
        ChoiceWording.objects.create(choice=choice, language="km", text=f"ចម្លើយ {choice.letter}")
    review = only_review(attempt)
    assert (review.asked.language, review.asked.stem, review.right) == ("km", "សំណួរ", ["ចម្លើយ b"])


def page_of(signed_in, attempt):
    response = signed_in(attempt.enrolment.person).get(reverse("assessments:result", args=[attempt.pk]))
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def test_the_review_page_holds_answers_reasons_and_gentle_words(signed_in, enrolment):
    attempt = taken(enrolment, "single_best", "c", confidence=3)
    Attempt.objects.filter(pk=attempt.pk).update(is_passed=True)
    page = page_of(signed_in, attempt)
    assert "Your answer single_best c Right answer single_best b" in page
    assert "This choice could have hurt the person." in page
    assert "You were sure here." in page
    assert "Because-it-is" in page
    assert "Guide-for-trainers" not in page


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_no_key_is_told_while_another_try_is_left(signed_in, enrolment, kind):
    attempt = taken(enrolment, kind, {"open": "", "attitude": "a"}.get(kind, "a"))
    Attempt.objects.filter(pk=attempt.pk).update(is_passed=False, points=0, max_points=1)
    page = page_of(signed_in, attempt)
    told = ("Right answer", "Best answer", "Because-it-is", "Leads-to-harm", kind)
    assert [word for word in told if word in page] == []


def test_a_test_that_waits_for_marks_says_so_and_nothing_else(signed_in, enrolment):
    page = page_of(signed_in, taken(enrolment, "open", "My words"))
    assert "Your trainer still reads what you wrote in your own words." in page
    assert "points" not in page


@pytest.mark.parametrize("phase", ["pre", "delayed"])
def test_tests_that_decide_nothing_show_bands(signed_in, enrolment, phase):
    form = kinds.form_of("single_best")["A"]
    make.scored(enrolment, "pre", form, 4.5) if phase == "delayed" else None
    page = page_of(signed_in, make.scored(enrolment, phase, form, 7.5))
    assert "You have 7.5 of 10 points" in page
    assert "You know some of this" in page


def test_the_delayed_result_stands_beside_the_first_two(signed_in, enrolment):
    form = kinds.form_of("single_best")["A"]
    make.scored(enrolment, "pre", form, 4)
    make.scored(enrolment, "post", form, 9, is_passed=True)
    page = page_of(signed_in, make.scored(enrolment, "delayed", form, 7))
    assert "Before the course 40 of 100 points After the course 90 of 100 points" in page
    assert "Some months later 70 of 100 points" in page


def test_the_questions_cost_the_same_however_many(enrolment, django_assert_num_queries):
    attempt = taken(enrolment, "single_best", "a")
    with django_assert_num_queries(5):
        assert len(reviews.reviews_of(attempt)) == 1
    form = kinds.form_of()["A"]
    Attempt.objects.filter(pk=attempt.pk).update(form=form)
    attempt.refresh_from_db()
    with django_assert_num_queries(5):
        assert len(reviews.reviews_of(attempt)) == 8


def test_bands_are_those_of_the_rule():
    rows = [results.CompetencyRow("Law", points, 10) for points in (4, 5, 8)]
    assert [row.band_kind for row in rows] == ["waiting", "neutral", "good"]
