"""The authoring screen: nothing typed is lost, nobody writes what is not theirs, two people are shown each other."""

import assessment_factories as bank
import factories
import pytest
from django.urls import reverse
from django.utils import timezone

from lms.questionnaires import standing
from lms.questionnaires.drafts import Mark
from lms.questionnaires.models import Choice, Question, QuestionWording

pytestmark = pytest.mark.django_db

NEW = "/en/bank/new/"


@pytest.fixture
def question(db):
    return bank.question(code="RTP-C2-50", languages=("en", "km"))


def cells(response):
    """`{field: text}` of every text on the screen."""
    screen = response.context["screen"]
    rows = [screen.stem, screen.rationale, *[row.text for row in screen.options]]
    return {cell.name: cell.text for row in rows for cell in row.cells}


def faults(response):
    return [fault.field for fault in response.context["screen"].faults]


def test_a_typed_question_is_saved_as_a_draft(signed_in, editor, typed):
    response = signed_in(editor).post(NEW, typed(**{"stem-km": "អ្វី?"}))
    question = Question.objects.get()
    assert response["Location"] == "/en/bank/RTP-C2-01/?language=en&language=km"
    found = standing.standing_of(question)
    assert (found.facts.marks[0], found.facts.marks[1]) == (Mark("a", is_serious_harm=True), Mark("b", is_key=True))
    assert (found.words["en"].stem, found.words["km"].stem) == ("What is best?", "អ្វី?")
    assert (question.state, question.written_by) == ("draft", editor)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"key": None}, ["key"]),
        ({"stem-en": ""}, ["stem-en"]),
        ({"stem-en": "x\x00"}, ["stem-en"]),
        ({"stem-en": "x" * 1_000_000}, ["stem-en"]),
        ({"text-b-en": "Do a first."}, ["text-b-en"]),
        ({"harm": ["a", "b"]}, ["harm-b"]),
        ({"code": "new"}, ["code"]),
        ({"code": "a\x00"}, ["code"]),
        ({"programme": "x"}, ["programme"]),
        ({"programme": "x\x00"}, ["programme"]),
        ({"competency": "x\x00"}, ["competency"]),
        ({"kind": "x"}, ["kind"]),
        ({"level": "9" * 500}, ["level"]),
        ({"text-c-km": "គ"}, ["stem-km"]),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(signed_in, editor, typed, change, wrong):
    post = typed(**change)
    response = signed_in(editor).post(NEW, post)
    assert (response.status_code, faults(response)) == (422, wrong)
    shown = cells(response)
    assert all(shown[name] == post.get(name, "").replace("\x00", "") for name in shown)
    assert Question.objects.count() == 0


def test_a_taken_code_is_told_at_its_field(signed_in, editor, typed, question):
    response = signed_in(editor).post(NEW, typed(code=question.code))
    assert faults(response) == ["code"]


@pytest.mark.parametrize(
    ("wish", "letters"),
    [("add", "abcde"), ("remove-c", "abd"), ("remove-", "abcd"), ("nonsense", "abcd")],
)
def test_a_button_adds_and_removes_options_without_saving(signed_in, editor, typed, wish, letters):
    response = signed_in(editor).post(NEW, typed(do=wish))
    assert (response.status_code, response.context["screen"].sheet.facts.letters) == (200, letters)
    assert cells(response)["text-a-en"] == "Do a first."
    assert Question.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "letters"),
    [("matching", "123abcd"), ("attitude", "abcd"), ("open", "abcd"), ("true_false", "abcd"), ("ordering", "abcd")],
)
def test_another_kind_keeps_every_typed_option(signed_in, editor, typed, kind, letters):
    response = signed_in(editor).post(NEW, typed(do="kind", kind=kind))
    assert response.context["screen"].sheet.facts.letters == letters
    assert cells(response)["text-d-en"] == "Do d first."


def test_an_untouched_question_takes_the_options_of_its_kind(signed_in, editor, typed):
    empty = {f"text-{letter}-en": "" for letter in "abcd"}
    response = signed_in(editor).post(NEW, typed(do="kind", kind="true_false", **empty))
    assert [cells(response)[f"text-{letter}-en"] for letter in "ab"] == ["True", "False"]


def test_a_language_with_unsaved_words_stays_on_the_screen(save, editor, question):
    response = save(editor, question, **{"do": "languages", "language": ["th"], "stem-km": "ថ្មី?"})
    assert response.context["screen"].sheet.shown == ["en", "km", "th"]
    assert cells(response)["stem-km"] == "ថ្មី?"


def test_a_saved_change_is_told_and_an_empty_one_too(save, editor, question):
    assert save(editor, question, **{"stem-km": "ថ្មី?"}).status_code == 302
    assert question.wordings.get(language="km").stem == "ថ្មី?"
    save(editor, question)
    assert QuestionWording.objects.filter(worded_by=editor).count() == 1


def test_a_translator_writes_an_own_language_and_nothing_else(save, translator_km, question):
    stood = standing.standing_of(question)
    save(translator_km, question, **{"stem-en": "Mine?", "stem-km": "ថ្មី?", "key": "a", "level": "recall"})
    found = standing.standing_of(question)
    assert (found.facts, found.words["en"]) == (stood.facts, stood.words["en"])
    assert found.words["km"].stem == "ថ្មី?"


def test_a_translator_adds_no_foreign_language_by_hand(signed_in, sheet, translator_km, question):
    post = sheet(translator_km, question, shown=["en", "th"], **{"stem-th": "ไทย?"})
    signed_in(translator_km).post(reverse("questionnaires:question", args=[question.code]), post)
    assert set(question.wordings.values_list("language", flat=True)) == {"en", "km"}


def test_what_somebody_else_saved_meanwhile_is_shown_beside(signed_in, sheet, editor, editor2, question):
    address = reverse("questionnaires:question", args=[question.code])
    mine = sheet(editor, question, **{"stem-km": "ខ្ញុំ?"})
    signed_in(editor2).post(address, sheet(editor2, question, **{"stem-km": "ផ្សេង?"}))
    response = signed_in(editor).post(address, mine)
    cell = next(cell for cell in response.context["screen"].stem.cells if cell.language == "km")
    assert (response.status_code, cell.text, cell.other) == (409, "ខ្ញុំ?", "ផ្សេង?")
    assert question.wordings.get(language="km").stem == "ផ្សេង?"
    again = mine | {f"version-{name}": text for name, text in response.context["screen"].sheet.versions.items()}
    assert signed_in(editor).post(address, again).status_code == 302
    assert question.wordings.get(language="km").stem == "ខ្ញុំ?"


def test_a_question_retired_meanwhile_keeps_what_was_typed_on_the_screen(save, editor, question):
    Question.objects.filter(pk=question.pk).update(state="retired")
    response = save(editor, question, **{"stem-km": "ថ្មី?"})
    assert (response.status_code, cells(response)["stem-km"]) == (409, "ថ្មី?")


def test_an_answered_question_shows_no_key_to_change(signed_in, save, editor):
    form = bank.forms(size=1)["A"]
    question = form.places.get().question
    form.attempts.create(enrolment=factories.enrolment(), phase="pre", language="en", deadline_at=timezone.now())
    body = signed_in(editor).get(reverse("questionnaires:question", args=[question.code])).content.decode()
    assert ('name="key"' in body, 'name="reason"' in body) == (False, True)
    save(editor, question, key="d", level="recall", reason="Typo")
    assert list(Choice.objects.filter(question=question, is_key=True).values_list("letter", flat=True)) == ["b"]


def test_a_copy_opens_as_a_new_draft(signed_in, editor, question):
    response = signed_in(editor).post(reverse("questionnaires:copy", args=[question.code]))
    assert response["Location"] == "/en/bank/RTP-C2-51/"


@pytest.mark.parametrize("language", ["en", "my", "zh-hans"])
def test_every_text_field_says_its_language(signed_in, editor, question, language):
    address = reverse("questionnaires:question", args=[question.code])
    body = signed_in(editor).get(f"{address}?language={language}&language=lo").content.decode()
    tag = {"zh-hans": "zh-Hans"}.get(language, language)
    assert f'name="stem-{language}" rows="4" lang="{tag}"' in body


def test_a_reviewer_picks_languages_and_saves_nothing(save, reviewer_km, question):
    response = save(reviewer_km, question, **{"do": "languages", "language": ["th"], "stem-km": "Mine?"})
    assert (response.status_code, response.context["screen"].sheet.shown) == (200, ["en", "th"])
    assert save(reviewer_km, question, **{"stem-km": "Mine?"}).status_code == 404


def test_options_beyond_true_and_false_can_be_removed(signed_in, editor, typed):
    response = signed_in(editor).post(NEW, typed(do="kind", kind="true_false"))
    assert [row.may_be_removed for row in response.context["screen"].options] == [False, False, True, True]


@pytest.mark.parametrize(("kind", "has_key"), [("single_best", True), ("attitude", False), ("open", False)])
def test_a_key_can_be_corrected_where_there_is_one(signed_in, editor, kind, has_key):
    question = bank.forms(size=1)["A"].places.get().question
    question.places.get().form.attempts.create(
        enrolment=factories.enrolment(), phase="pre", language="en", deadline_at=timezone.now()
    )
    Question.objects.filter(pk=question.pk).update(kind=kind)
    response = signed_in(editor).get(reverse("questionnaires:question", args=[question.code]))
    address = response.context["overview"].rekey_address
    assert (address != "", address == "" or signed_in(editor).get(address).status_code == 200) == (has_key, True)


def test_a_retired_question_stays_read_only_in_other_languages(save, editor, question):
    Question.objects.filter(pk=question.pk).update(state="retired")
    response = save(editor, question, **{"do": "languages", "language": ["km"]})
    assert (response.status_code, response.context["screen"].may_save) == (200, False)
