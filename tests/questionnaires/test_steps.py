"""From draft to live: two people, in order, of what they have read; sign-offs by somebody who did not write."""

import assessment_factories as bank
import factories
import pytest
from wagtail.models import ModelLogEntry

from lms.people.models import Role
from lms.questionnaires import errors, standing
from lms.questionnaires.actions import steps, wordings
from lms.questionnaires.drafts import digest
from lms.questionnaires.models import ChoiceWording, Question, QuestionWording

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(editor):
    return bank.question(written_by=editor, languages=("en", "km"))


def seen(question):
    return standing.fingerprint(standing.standing_of(question))


def fresh(question):
    return Question.objects.get(pk=question.pk)


def reviewed(question, first, second):
    steps.review_content(question=question, seen=seen(question), by=first)
    steps.review_harm(question=fresh(question), seen=seen(question), by=second)
    return fresh(question)


def test_two_people_review_and_the_question_goes_live(question, editor, reviewer_km, reviewer2):
    row = reviewed(question, reviewer_km, reviewer2)
    assert (row.state, row.content_reviewed_by, row.harm_reviewed_by) == ("harm_reviewed", reviewer_km, reviewer2)
    steps.mark_piloted(question=row, by=editor)
    steps.put_live(question=fresh(row), by=editor)
    assert fresh(row).state == "live"
    actions = ModelLogEntry.objects.for_instance(question).order_by("pk").values_list("action", "user")
    assert list(actions) == [
        ("questionnaires.content_review", reviewer_km.pk),
        ("questionnaires.harm_review", reviewer2.pk),
        ("questionnaires.mark_piloted", editor.pk),
        ("questionnaires.put_live", editor.pk),
    ]


def test_nobody_reviews_what_they_wrote(question, editor, translator_km):
    QuestionWording.objects.filter(question=question, language="km").update(worded_by=translator_km)
    for writer in (editor, translator_km):
        with pytest.raises(errors.OwnWork):
            steps.review_content(question=question, seen=seen(question), by=writer)


def test_one_person_does_not_review_twice(question, reviewer2):
    steps.review_content(question=question, seen=seen(question), by=reviewer2)
    with pytest.raises(errors.SamePerson):
        steps.review_harm(question=fresh(question), seen=seen(question), by=reviewer2)


def test_a_review_is_of_what_was_read(question, reviewer2):
    stood = seen(question)
    QuestionWording.objects.filter(question=question, language="en").update(stem="Another question?")
    with pytest.raises(errors.NotInThisState):
        steps.review_content(question=question, seen=stood, by=reviewer2)


def test_an_incomplete_question_is_not_reviewed(question, reviewer2):
    ChoiceWording.objects.filter(choice__question=question, choice__letter="d", language="en").delete()
    with pytest.raises(errors.NotComplete) as refusal:
        steps.review_content(question=question, seen=seen(question), by=reviewer2)
    assert refusal.value.faults == ["English, option D: write its text."]


@pytest.mark.parametrize("step", [steps.mark_piloted, steps.put_live])
def test_a_draft_skips_no_review(question, editor, step):
    with pytest.raises(errors.NotInThisState):
        step(question=question, by=editor)


def test_of_two_clicks_one_wins(question, editor, reviewer_km, reviewer2):
    row = reviewed(question, reviewer_km, reviewer2)
    steps.put_live(question=row, by=editor)
    with pytest.raises(errors.NotInThisState):
        steps.put_live(question=row, by=editor)


def test_a_question_is_retired_with_a_reason(question, editor):
    with pytest.raises(errors.ReasonNeeded):
        steps.retire(question=question, reason=" \x00 ", by=editor)
    steps.retire(question=question, reason="The law has changed.", by=editor)
    line = ModelLogEntry.objects.get(action="questionnaires.retire")
    assert (fresh(question).state, line.data) == ("retired", {"from": "draft", "reason": "The law has changed."})


def test_a_question_brought_back_is_a_draft_without_reviews(question, editor, reviewer_km, reviewer2):
    row = reviewed(question, reviewer_km, reviewer2)
    steps.retire(question=row, reason="Old.", by=editor)
    steps.bring_back(question=fresh(row), by=editor)
    row = fresh(row)
    assert (row.state, row.content_reviewed_by, row.harm_reviewed_at) == ("draft", None, None)


def sign_off(question, person):
    wording = question.wordings.get(language="km")
    words = standing.standing_of(question).words["km"]
    wordings.sign_off(wording=wording, seen=digest(words), by=person)
    return question.wordings.get(language="km")


def test_words_are_signed_off_by_another_person(question, reviewer_km):
    assert sign_off(question, reviewer_km).signed_off_by == reviewer_km
    with pytest.raises(errors.NotInThisState):
        sign_off(question, reviewer_km)


def test_nobody_signs_off_their_own_words(question, reviewer_km):
    question.wordings.filter(language="km").update(worded_by=reviewer_km)
    with pytest.raises(errors.OwnWork):
        sign_off(question, reviewer_km)


def test_words_with_a_gap_are_not_signed_off(question, reviewer_km):
    ChoiceWording.objects.filter(choice__question=question, choice__letter="d", language="km").delete()
    with pytest.raises(errors.NotComplete):
        sign_off(question, reviewer_km)


def test_a_sign_off_is_of_what_was_read(question, reviewer_km):
    with pytest.raises(errors.NotInThisState):
        wordings.sign_off(wording=question.wordings.get(language="km"), seen="x", by=reviewer_km)


def test_harm_is_reviewed_by_somebody_else_also_on_a_stale_row(question, reviewer_km, reviewer2):
    steps.review_content(question=question, seen=seen(question), by=reviewer2)
    stale = fresh(question)
    Question.objects.filter(pk=question.pk).update(content_reviewed_by=reviewer_km)
    with pytest.raises(errors.SamePerson):
        steps.review_harm(question=stale, seen=seen(question), by=reviewer_km)


def test_nobody_signs_off_words_that_they_wrote_before_somebody_else(question, save, editor, reviewer_km):
    factories.role(reviewer_km, Role.Kind.TRANSLATOR, language="km")
    reviewer = type(reviewer_km).objects.get(pk=reviewer_km.pk)
    save(reviewer, question, **{"stem-km": "ខ្ញុំ?"})
    save(editor, question, **{"stem-km": "គាត់?"})
    wording = QuestionWording.objects.get(question=question, language="km")
    with pytest.raises(errors.OwnWork):
        wordings.sign_off(wording=wording, seen=digest(standing.standing_of(question).words["km"]), by=reviewer)
