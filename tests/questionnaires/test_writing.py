"""Writing and changing questions: what is saved, what a change costs, and who loses when two save at once."""

import assessment_factories as bank
import factories
import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.questionnaires import errors, standing
from lms.questionnaires.actions import writing
from lms.questionnaires.actions.writing import Change
from lms.questionnaires.drafts import FACTS, NOTHING, Facts, Mark, Words, digest
from lms.questionnaires.models import Question, QuestionWording

pytestmark = pytest.mark.django_db

MARKS = (Mark("a", is_serious_harm=True), Mark("b", is_key=True), Mark("c"))
FACTS_C2 = Facts("rtp", "C2", "apply", "single_best", marks=MARKS)
ENGLISH = Words("Which?", "Because.", options={"a": "One.", "b": "Two.", "c": "Three."})
KHMER = Words("មួយណា?", "ព្រោះ។", options={"a": "ក", "b": "ខ", "c": "គ"})

KINDS = {
    "single_best": MARKS,
    "true_false": (Mark("a", is_key=True), Mark("b")),
    "multiple": (Mark("a", points=1), Mark("b", points=1), Mark("c", points=0)),
    "matching": (Mark("1", pair="b"), Mark("2", pair="a"), Mark("a"), Mark("b")),
    "ordering": (Mark("a", rank=2), Mark("b", rank=3), Mark("c", rank=1)),
    "situational": (Mark("a", points=0, is_serious_harm=True), Mark("b", points=2), Mark("c", points=1)),
    "attitude": (Mark("a"), Mark("b"), Mark("c")),
    "open": (),
}


def write(by, facts=FACTS_C2, code="", **words):
    return writing.write_question(code=code, facts=facts, words={"en": ENGLISH, **words}, by=by)


def change(question, *, facts=None, reason="", seen=None, **words):
    """A change from what stands now, or from what `seen` says stood."""
    stood = seen or standing.standing_of(question)
    versions = {name: digest(stood.words.get(name, NOTHING)) for name in words} | {FACTS: digest(stood.facts)}
    return Change(words=words, versions=versions, facts=facts, reason=reason)


def reviewed(question, *people, state=Question.State.LIVE):
    now = timezone.now()
    columns = {"content_reviewed_by": people[0], "harm_reviewed_by": people[1]}
    Question.objects.filter(pk=question.pk).update(
        state=state, content_reviewed_at=now, harm_reviewed_at=now, **columns
    )
    question.refresh_from_db()


def answered(question):
    """Put it on a form that somebody has started."""
    form = bank.forms(size=1)["A"]
    form.places.update(question=question)
    bank.start(factories.enrolment())
    form.attempts.create(enrolment=factories.enrolment(), phase="pre", language="en", deadline_at=timezone.now())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_back_as_it_was_written(editor, kind):
    letters = [mark.letter for mark in KINDS[kind]]
    consequences = {"a": "Harm follows."} if kind == "situational" else {}
    options = {letter: f"Text {letter}." for letter in letters}
    options |= {"a": "True", "b": "False"} if kind == "true_false" else {}
    words = Words("Which?", "Because.", "A guide.", options, consequences)
    facts = Facts("rtp", "C2", "apply", kind, asks_confidence=True, marks=KINDS[kind])
    question = writing.write_question(code="", facts=facts, words={"en": words, "km": words}, by=editor)
    found = standing.standing_of(question)
    assert (found.facts, found.words) == (facts, {"en": words, "km": words})


def test_a_new_question_is_a_draft_with_the_next_code(editor):
    bank.question(code="RTP-C2-07")
    first, second = write(editor), write(editor, km=KHMER)
    assert (first.code, second.code, first.state, first.written_by) == ("RTP-C2-08", "RTP-C2-09", "draft", editor)


def test_the_code_keeps_the_prefix_of_the_bank(editor):
    bank.question(code="ETH-P1-03", programme_code="ethics", competency="P1")
    question = write(editor, facts=Facts("ethics", "P1", "apply", "single_best", marks=MARKS))
    assert question.code == "ETH-P1-04"


def test_a_code_is_taken_once(editor):
    write(editor, code="RTP-X")
    with pytest.raises(errors.CodeTaken):
        write(editor, code="RTP-X", km=KHMER)


def test_a_wrong_question_is_not_written(editor):
    with pytest.raises(writing.Faulty) as refusal:
        write(editor, facts=Facts("rtp", "C2", "apply", "single_best", marks=(Mark("a"), Mark("b"), Mark("c"))))
    assert [fault.field for fault in refusal.value.faults] == ["key"]
    assert Question.objects.count() == 0


def test_nothing_changed_writes_nothing(editor):
    question = write(editor)
    same = change(question, facts=FACTS_C2, en=ENGLISH)
    assert writing.change_question(question=question, change=same, by=editor) == []
    assert ModelLogEntry.objects.filter(action="questionnaires.change").count() == 0


def test_changed_words_lose_their_sign_off_and_name_the_writer(editor, editor2, reviewer2):
    question = write(editor, km=KHMER)
    question.wordings.update(signed_off_by=reviewer2, signed_off_at=timezone.now())
    words = Words("ថ្មី?", options=KHMER.options)
    assert writing.change_question(question=question, change=change(question, km=words), by=editor2) == ["km"]
    rows = dict(question.wordings.values_list("language", "signed_off_by"))
    assert rows == {"en": reviewer2.pk, "km": None}
    assert question.wordings.get(language="km").worded_by == editor2


def test_a_machine_draft_stays_one_when_a_person_corrects_it(editor):
    question = write(editor, km=KHMER)
    question.wordings.filter(language="km").update(is_machine_draft=True)
    writing.change_question(question=question, change=change(question, km=Words("ថ្មី?")), by=editor)
    assert question.wordings.get(language="km").is_machine_draft is True


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        ({"en": Words("Other?", options=ENGLISH.options)}, "draft"),
        ({"km": KHMER}, "live"),
        ({"facts": Facts("rtp", "C2", "analyse", "single_best", marks=MARKS)}, "draft"),
        ({"facts": Facts("rtp", "C2", "apply", "single_best", asks_confidence=True, marks=MARKS)}, "live"),
    ],
)
def test_what_takes_a_live_question_back_to_draft(editor, reviewer_km, reviewer2, parts, state):
    question = write(editor)
    reviewed(question, reviewer_km, reviewer2)
    writing.change_question(question=question, change=change(question, **parts), by=editor)
    question.refresh_from_db()
    kept = reviewer_km if state == "live" else None
    assert (question.state, question.content_reviewed_by) == (state, kept)


def test_another_key_is_another_key_version(editor):
    question = write(editor)
    marks = (Mark("a"), Mark("b", is_serious_harm=True), Mark("c", is_key=True))
    facts = Facts("rtp", "C2", "apply", "single_best", marks=marks)
    writing.change_question(question=question, change=change(question, facts=facts), by=editor)
    question.refresh_from_db()
    assert (question.key_version, standing.facts_of(question)) == (2, facts)


def test_a_new_option_takes_the_sign_offs_and_a_removed_one_its_words(editor, reviewer2):
    question = write(editor, km=KHMER)
    question.wordings.update(signed_off_by=reviewer2, signed_off_at=timezone.now())
    marks = (Mark("a"), Mark("b", is_key=True), Mark("d"))
    facts = Facts("rtp", "C2", "apply", "single_best", marks=marks)
    english = Words("Which?", "Because.", options={"a": "One.", "b": "Two.", "d": "Four."})
    writing.change_question(question=question, change=change(question, facts=facts, en=english), by=editor)
    found = standing.standing_of(question)
    assert found.words["km"].options == {"a": "ក", "b": "ខ"}
    assert set(question.wordings.values_list("signed_off_by", flat=True)) == {None}


def test_two_people_in_two_languages_do_not_collide(editor, translator_km):
    question = write(editor)
    seen = standing.standing_of(question)
    thai = Words("ไทย?", options={"a": "ก"})
    writing.change_question(question=question, change=change(question, seen=seen, th=thai), by=editor)
    writing.change_question(question=question, change=change(question, seen=seen, km=KHMER), by=translator_km)
    assert standing.standing_of(question).words == {"en": ENGLISH, "km": KHMER, "th": thai}


def test_the_second_of_two_in_one_language_is_told_what_stands(editor, translator_km):
    question = write(editor)
    seen = standing.standing_of(question)
    writing.change_question(question=question, change=change(question, seen=seen, km=KHMER), by=editor)
    with pytest.raises(writing.ChangedMeanwhile) as refusal:
        writing.change_question(question=question, change=change(question, seen=seen, km=ENGLISH), by=translator_km)
    assert (refusal.value.parts, refusal.value.standing.words["km"]) == (["km"], KHMER)
    assert standing.standing_of(question).words["km"] == KHMER


def test_an_answered_question_keeps_its_key(editor):
    question = write(editor)
    answered(question)
    marks = (Mark("a", is_key=True), Mark("b"), Mark("c"))
    facts = Facts("rtp", "C2", "apply", "single_best", marks=marks)
    with pytest.raises(errors.KeyIsFixed):
        writing.change_question(question=question, change=change(question, facts=facts, reason="Wrong"), by=editor)


def test_words_of_an_answered_question_change_with_a_reason(editor):
    question = write(editor)
    answered(question)
    words = Words("Which one?", options=ENGLISH.options)
    with pytest.raises(writing.Faulty) as refusal:
        writing.change_question(question=question, change=change(question, en=words), by=editor)
    assert [fault.field for fault in refusal.value.faults] == ["reason"]
    writing.change_question(question=question, change=change(question, en=words, reason="A\x00 typo"), by=editor)
    line = ModelLogEntry.objects.get(action="questionnaires.change")
    assert (line.data["reason"], line.data["before"]["en"]["stem"]) == ("A typo", "Which?")


def test_a_retired_question_is_not_changed(editor):
    question = write(editor)
    Question.objects.filter(pk=question.pk).update(state="retired")
    with pytest.raises(errors.Retired):
        writing.change_question(question=question, change=change(question, km=KHMER), by=editor)


def test_words_are_never_emptied(editor):
    question = write(editor, km=KHMER)
    with pytest.raises(writing.Faulty) as refusal:
        writing.change_question(question=question, change=change(question, km=NOTHING), by=editor)
    assert [fault.field for fault in refusal.value.faults] == ["stem-km"]


def test_a_copy_is_a_draft_by_the_person_who_copies(editor, editor2, reviewer_km, reviewer2):
    question = write(editor, km=KHMER)
    question.wordings.filter(language="km").update(is_machine_draft=True)
    reviewed(question, reviewer_km, reviewer2)
    copy = writing.copy_question(question=question, by=editor2)
    assert standing.standing_of(copy).words == standing.standing_of(question).words
    assert (copy.code, copy.state, copy.written_by) == ("RTP-C2-02", "draft", editor2)
    drafts = set(QuestionWording.objects.filter(question=copy).values_list("language", "is_machine_draft"))
    assert drafts == {("en", False), ("km", True)}


@pytest.mark.parametrize("code", ["", "MINE-1"])
def test_a_second_click_writes_no_second_question(editor, code):
    first = write(editor, code=code, km=KHMER)
    assert write(editor, code=code, km=KHMER, lo=NOTHING) == first
    assert write(editor, code=code if not code else "MINE-2").code == ("RTP-C2-02" if not code else "MINE-2")
    assert ModelLogEntry.objects.filter(action="questionnaires.write").count() == 2


def test_somebody_else_may_write_the_same_words(editor, editor2):
    write(editor)
    write(editor2)
    assert list(Question.objects.values_list("written_by", flat=True)) == [editor.pk, editor2.pk]


def test_a_second_click_makes_no_second_copy(editor):
    question = write(editor)
    first = writing.copy_question(question=question, by=editor)
    assert writing.copy_question(question=question, by=editor) == first
    Question.objects.filter(pk=first.pk).update(level="recall")
    assert writing.copy_question(question=question, by=editor) != first
