"""Marking open answers: one at a time, without a name, once."""

import re

import factories
import kind_factories as kinds
import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from lms.assessments import errors, open_answers
from lms.assessments.actions import marks, sittings
from lms.assessments.models import Answer, Attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def forms(db):
    return kinds.form_of("open", "open", "single_best")


def written(enrolment, *texts):
    """A test before the course with these open answers, handed in."""
    attempt = sittings.start(enrolment=enrolment, phase="pre", language="en", by=enrolment.person)
    for place, text in zip(attempt.form.places.order_by("position"), texts, strict=False):
        attempt.answers.create(question=place.question, response=text)
    sittings.hand_in(attempt=attempt, by=enrolment.person)
    attempt.refresh_from_db()
    return attempt


@pytest.fixture
def attempt(cohort_kh, forms):
    person = factories.person(full_name="Keo Sophea")
    return written(factories.enrolment(cohort_kh, person), "I would ask her alone", "I would call")


def first_of(attempt):
    return attempt.answers.order_by("question").first()


def marking(cohort):
    return reverse("assessments:marking", args=[cohort.code])


def send(client, cohort, answer, points):
    return client.post(reverse("assessments:mark", args=[cohort.code, answer.pk]), {"points": points})


@pytest.mark.parametrize(
    ("cast", "status"),
    [("trainer_kh", 200), ("admin", 404), ("trainer_la", 404), ("taskforce_kh", 404), ("learner_kh", 404)],
)
def test_who_gets_in(signed_in, cohort_kh, attempt, request, cast, status):
    client = signed_in(request.getfixturevalue(cast))
    assert client.get(marking(cohort_kh)).status_code == status
    assert send(client, cohort_kh, first_of(attempt), "1").status_code == (302 if status == 200 else 404)


def test_visitors_sign_in_first(client, cohort_kh):
    assert client.get(marking(cohort_kh))["Location"].startswith(reverse("account_login"))


def test_one_answer_is_shown_with_its_guide_and_without_a_name(signed_in, cohort_kh, trainer_kh, attempt):
    page = signed_in(trainer_kh).get(marking(cohort_kh)).content.decode()
    assert ("I would ask her alone" in page) != ("I would call" in page)
    assert "Guide-for-trainers" in page
    assert "Because-it-is" in page
    assert "Keo Sophea" not in page
    assert str(attempt.pk) not in page


def test_the_sitting_is_scored_when_its_last_answer_is_marked(signed_in, cohort_kh, trainer_kh, attempt):
    client = signed_in(trainer_kh)
    first, second = attempt.answers.order_by("question")
    assert send(client, cohort_kh, first, "0.5")["Location"] == marking(cohort_kh)
    attempt.refresh_from_db()
    assert (attempt.points, attempt.max_points) == (None, None)
    send(client, cohort_kh, second, "1")
    attempt.refresh_from_db()
    assert (attempt.points, attempt.max_points, attempt.item_points) == (1.5, 3, "Nl0")
    assert "No answer waits for your points." in client.get(marking(cohort_kh)).content.decode()


def test_every_mark_leaves_a_line(trainer_kh, attempt):
    answer = first_of(attempt)
    marks.mark_answer(answer=answer, points=0.5, by=trainer_kh)
    line = ModelLogEntry.objects.for_instance(attempt).get(action="assessments.mark")
    assert (line.user, line.data) == (trainer_kh, {"question": answer.question.code, "points": 0.5})


def test_a_mark_is_given_once(signed_in, cohort_kh, trainer_kh, attempt):
    answer = first_of(attempt)
    marks.mark_answer(answer=answer, points=1, by=trainer_kh)
    with pytest.raises(errors.AlreadyMarked):
        marks.mark_answer(answer=answer, points=0, by=trainer_kh)
    response = signed_in(trainer_kh).post(
        reverse("assessments:mark", args=[cohort_kh.code, answer.pk]), {"points": "0"}, follow=True
    )
    assert "Somebody else has marked this answer meanwhile." in response.content.decode()
    assert Answer.objects.get(pk=answer.pk).points == 1


@pytest.mark.parametrize("points", ["", "0.25", "2", "-1", "nan", "1e999", "\x00", "x" * 100_000])
def test_other_points_are_refused_in_words(signed_in, cohort_kh, trainer_kh, attempt, points):
    answer = first_of(attempt)
    response = send(signed_in(trainer_kh), cohort_kh, answer, points)
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert Answer.objects.get(pk=answer.pk).marked_by is None


def test_nobody_marks_an_own_answer(signed_in, cohort_kh, trainer_kh, forms):
    own = written(factories.enrolment(cohort_kh, trainer_kh), "Mine")
    assert list(open_answers.answers_for(trainer_kh, cohort_kh)) == []
    assert send(signed_in(trainer_kh), cohort_kh, first_of(own), "1").status_code == 404
    with pytest.raises(errors.NotYoursToMark):
        marks.mark_answer(answer=first_of(own), points=1, by=trainer_kh)


def test_answers_of_another_cohort_do_not_exist(signed_in, cohort_kh, cohort_la, trainer_kh, forms):
    foreign = written(factories.enrolment(cohort_la), "Theirs")
    assert send(signed_in(trainer_kh), cohort_kh, first_of(foreign), "1").status_code == 404


def test_answers_of_an_open_sitting_wait_until_it_ends(signed_in, cohort_kh, trainer_kh, attempt):
    Attempt.objects.filter(pk=attempt.pk).update(state="open")
    assert list(open_answers.answers_for(trainer_kh, cohort_kh)) == []
    assert send(signed_in(trainer_kh), cohort_kh, first_of(attempt), "1").status_code == 404


def test_one_can_be_left_for_later(signed_in, cohort_kh, trainer_kh, attempt):
    client = signed_in(trainer_kh)
    first, second = attempt.answers.order_by("question")

    def shown(after=""):
        page = client.get(marking(cohort_kh), {"after": after}).content.decode()
        return [row for row in (first, second) if re.search(rf"marking/{row.pk}/", page)]

    assert [shown(), shown(first.pk), shown(second.pk), shown("9" * 400), shown("x")] == [
        [first], [second], [first], [first], [first],
    ]  # fmt: skip


def test_an_answer_that_was_taken_back_needs_no_mark(cohort_kh, trainer_kh, forms):
    attempt = written(factories.enrolment(cohort_kh), "-", "-")
    assert (attempt.points, attempt.max_points) == (0, 3)
    assert list(open_answers.answers_for(trainer_kh, cohort_kh)) == []
