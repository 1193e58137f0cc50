"""Correcting a key: what it would change, what it changes, and what it never takes away."""

import assessment_factories as make
import factories
import kind_factories as kinds
import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from lms.assessments import errors, rekeying
from lms.assessments.actions import rekeying as actions
from lms.assessments.actions import sittings
from lms.assessments.actions.scores import write_score
from lms.assessments.models import Attempt, Rescoring
from lms.people.models import Role
from lms.questionnaires.drafts import Mark

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db):
    return factories.person_with_role(Role.Kind.EDITOR, "", full_name="Editor", email="editor@example.org")


@pytest.fixture
def forms(db):
    return make.forms(size=4)


@pytest.fixture
def question(forms):
    return forms["A"].places.get(position=1).question


def on_form(form, cohort, letters, phase="post"):
    """A sitting of this form, answered and handed in."""
    enrolment = factories.enrolment(cohort)
    attempt = make.scored(enrolment, phase, form, None, max_points=None, state="open")
    make.answer(attempt, letters)
    Attempt.objects.filter(pk=attempt.pk).update(submitted_at=None, deadline_at=attempt.deadline_at.replace(year=2096))
    attempt.refresh_from_db()
    sittings.hand_in(attempt=attempt, by=enrolment.person)
    attempt.refresh_from_db()
    return attempt


def key(letter):
    return tuple(Mark(each, is_key=each == letter) for each in "abcd")


def rekey(question, letter, by, **fields):
    values = {"key_version": question.key_version, "reason": "Two sources say so.", **fields}
    return actions.rekey(question=question, marks=key(letter), by=by, **values)


@pytest.mark.parametrize(
    ("cast", "status"),
    [("editor", 200), ("admin", 200), ("trainer_kh", 404), ("taskforce_kh", 404), ("learner_kh", 404)],
)
def test_who_gets_in(signed_in, question, request, cast, status):
    client = signed_in(request.getfixturevalue(cast))
    assert client.get(reverse("assessments:rekey", args=[question.code])).status_code == status


def test_visitors_sign_in_first(client, question):
    assert client.get(reverse("assessments:rekey", args=[question.code]))["Location"].startswith(
        reverse("account_login")
    )


@pytest.mark.parametrize("kind", ["open", "attitude"])
def test_a_question_without_a_key_has_no_such_page(signed_in, editor, kind):
    question = kinds.question(kind)
    assert signed_in(editor).get(reverse("assessments:rekey", args=[question.code])).status_code == 404


def test_scores_follow_the_new_key_and_both_are_kept(cohort_kh, forms, question, editor):
    up, down = on_form(forms["A"], cohort_kh, "abbb"), on_form(forms["A"], cohort_kh, "bacc")
    same, other = on_form(forms["A"], cohort_kh, "cbbb"), on_form(forms["B"], cohort_kh, "abbb")
    effect = rekey(question, "a", editor)
    assert (effect.sittings, effect.rise, effect.fall, effect.pass_now, effect.keep_pass) == (3, 1, 1, 0, 0)
    for attempt in (up, down, same, other):
        attempt.refresh_from_db()
    assert [attempt.points for attempt in (up, down, same, other)] == [4, 0, 3, 3]
    assert (up.item_points, up.item_choices, up.packed_answers["answers"][question.code]) == (
        "llll", "abbb", ["a", 1.0, 2],
    )  # fmt: skip
    assert sorted(Rescoring.objects.values_list("points_before", "points_after", "key_version", "by")) == [
        (1, 0, 2, editor.pk),
        (3, 4, 2, editor.pk),
    ]


def test_a_pass_is_given_but_never_taken_away(cohort_kh, forms, question, editor):
    fails, passes = on_form(forms["A"], cohort_kh, "abab"), on_form(forms["A"], cohort_kh, "bbab")
    assert (fails.is_passed, passes.is_passed) == (False, True)
    effect = rekey(question, "a", editor)
    for attempt in (fails, passes):
        attempt.refresh_from_db()
    assert (effect.pass_now, effect.keep_pass) == (1, 1)
    assert [(attempt.points, attempt.is_passed) for attempt in (fails, passes)] == [(3, True), (2, True)]


def test_other_tests_are_neither_passed_nor_failed(cohort_kh, forms, question, editor):
    attempt = on_form(forms["A"], cohort_kh, "abbb", phase="pre")
    rekey(question, "a", editor)
    attempt.refresh_from_db()
    assert (attempt.points, attempt.is_passed) == (4, None)


def test_the_question_gets_a_new_key_version_and_a_line(cohort_kh, forms, question, editor):
    on_form(forms["A"], cohort_kh, "abbb")
    rekey(question, "a", editor)
    question.refresh_from_db()
    assert (question.key_version, question.state, rekeying.marks_of(question)) == (2, "draft", key("a"))
    line = ModelLogEntry.objects.for_instance(question).get(action="assessments.rekey")
    assert (line.user, line.data["reason"], line.data["rise"]) == (editor, "Two sources say so.", 1)


def test_the_second_editor_is_told_and_nothing_changes_twice(cohort_kh, forms, question, editor, admin):
    on_form(forms["A"], cohort_kh, "abbb")
    rekey(question, "a", editor, key_version=1)
    with pytest.raises(errors.KeyChangedMeanwhile):
        rekey(question, "c", admin, key_version=1)
    assert rekeying.marks_of(question) == key("a")


def test_what_a_sitting_in_progress_answers_is_scored_by_the_new_key(cohort_kh, forms, question, editor):
    on_form(forms["A"], cohort_kh, "abbb")
    enrolment = factories.enrolment(cohort_kh)
    later = make.scored(enrolment, "pre", forms["A"], None, max_points=None, state="open")
    make.answer(later, "abbb")
    assert rekey(question, "a", editor).sittings == 1
    sittings.hand_in(attempt=later, by=None)
    later.refresh_from_db()
    assert later.points == 4


def test_a_sitting_that_waits_for_marks_keeps_waiting(cohort_kh, trainer_kh, editor):
    forms = kinds.form_of("single_best", "open")
    single, opened = [place.question for place in forms["A"].places.order_by("position")]
    attempt = make.scored(factories.enrolment(cohort_kh), "pre", forms["A"], None, max_points=None, state="open")
    attempt.answers.create(question=single, choice=single.choices.get(letter="a"))
    attempt.answers.create(question=opened, response="Words")
    sittings.hand_in(attempt=attempt, by=None)
    assert rekey(single, "a", editor).rise == 0
    attempt.refresh_from_db()
    assert (attempt.points, attempt.item_points, attempt.packed_answers["answers"][single.code][1]) == (None, "l ", 1)


@pytest.mark.parametrize(
    ("kind", "answer", "data", "points"),
    [
        ("true_false", "b", {"key": "b"}, 1),
        ("multiple", "bd", {"right": ["b", "d"]}, 1),
        ("situational", "c", {"points-a": "0", "points-b": "1", "points-c": "2", "points-d": "0"}, 1),
        ("ordering", "abcd", {"rank-a": "1", "rank-b": "2", "rank-c": "3", "rank-d": "4"}, 1),
        ("matching", "1a 2b 3c", {"pair-1": "a", "pair-2": "b", "pair-3": "c"}, 1),
    ],
)
def test_every_kind_is_corrected_on_the_page(signed_in, cohort_kh, editor, kind, answer, data, points):
    form = kinds.form_of(kind)["A"]
    question = form.places.get().question
    attempt = make.scored(factories.enrolment(cohort_kh), "pre", form, None, max_points=None, state="open")
    choice = question.choices.filter(letter=answer).first()
    attempt.answers.create(question=question, choice=choice, response="" if choice else answer)
    sittings.hand_in(attempt=attempt, by=None)
    client, address = signed_in(editor), reverse("assessments:rekey", args=[question.code])
    data = {**data, "reason": "Checked again", "key_version": "1"}
    preview = client.post(address, data).content.decode()
    assert "1 test with this question is scored again." in preview
    assert Rescoring.objects.count() == 0
    assert client.post(address, {**data, "confirm": "yes"}).status_code == 302
    attempt.refresh_from_db()
    assert attempt.points == points


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"key": ""}, "Mark exactly one option as the right one."),
        ({"key": "z"}, "Mark exactly one option as the right one."),
        ({"key": "a", "harm": "a"}, "it cannot be right and do serious harm."),
        ({"reason": ""}, "error-summary"),
        ({"reason": "\x00"}, "error-summary"),
        ({"reason": "x" * 1_000_000}, "error-summary"),
        ({"key_version": "nan"}, "error-summary"),
        ({"key_version": "9" * 300}, "error-summary"),
        ({"key": "b"}, "This is the key that stands already."),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(signed_in, cohort_kh, forms, question, editor, sent, words):
    on_form(forms["A"], cohort_kh, "abbb")
    data = {"key": "a", "reason": "Why", "key_version": "1", "confirm": "yes", **sent}
    response = signed_in(editor).post(reverse("assessments:rekey", args=[question.code]), data, follow=True)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert rekeying.marks_of(question) == key("b")


def test_a_question_that_nobody_met_is_changed_in_the_bank(signed_in, question, editor):
    client, address = signed_in(editor), reverse("assessments:rekey", args=[question.code])
    assert "Change its key in the bank." in client.get(address).content.decode()
    with pytest.raises(errors.NobodyMetIt):
        rekey(question, "a", editor)


def test_what_is_not_touched_adds_up_as_a_full_score_does(cohort_kh, editor):
    forms = kinds.form_of("ordering", "multiple", "single_best", "situational", "attitude")
    questions = [place.question for place in forms["A"].places.order_by("position")]
    attempt = make.scored(factories.enrolment(cohort_kh), "post", forms["A"], None, max_points=None, state="open")
    for question, answer in zip(questions, ["bdca", "a", "a", "c", "e"], strict=True):
        is_one = question.kind in ("single_best", "situational", "attitude")
        choice = question.choices.get(letter=answer) if is_one else None
        attempt.answers.create(question=question, choice=choice, response="" if is_one else answer)
    sittings.hand_in(attempt=attempt, by=None)
    rekey(questions[2], "a", editor)
    columns = ("points", "max_points", "serious_harm_count", "is_passed", "packed_answers", "item_points")
    touched = Attempt.objects.values(*columns).get(pk=attempt.pk)
    write_score(Attempt.objects.get(pk=attempt.pk))
    assert touched == Attempt.objects.values(*columns).get(pk=attempt.pk)
