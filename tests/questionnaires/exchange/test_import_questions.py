"""Importing: new questions are drafts of the person, known ones get words only, a fault stops everything."""

import pytest
from assessment_factories import forms
from django.utils import timezone
from exchange_samples import DEFAULTS, every_kind, item
from wagtail.models import ModelLogEntry

from lms.questionnaires.exchange import formats, qti_write, stored, xlsx_write
from lms.questionnaires.exchange.actions import import_questions
from lms.questionnaires.exchange.errors import FaultsStand
from lms.questionnaires.exchange.forms import defaults_for
from lms.questionnaires.exchange.plan import plan_import
from lms.questionnaires.exchange.qti import QTI_2_1, QTI_3_0
from lms.questionnaires.models import ChoiceWording, Question, QuestionWording

pytestmark = pytest.mark.django_db


def bring(content: bytes, by=None, defaults=DEFAULTS):
    return import_questions(content=content, defaults=defaults, by=by, file_name="bank.xlsx")


def look(content: bytes, defaults=DEFAULTS):
    return plan_import(*formats.read(content, defaults), defaults)


def counts(plan) -> tuple[int, int, int]:
    return len(plan.new), len(plan.changed), len(plan.unchanged)


def sheet(*items) -> bytes:
    return xlsx_write.write(items).content


def reworded(language="km", **changes):
    sample = item("single_best", languages=("en", language))
    words = sample.words[language]
    return item("single_best", words={**sample.words, language: type(words)(**{**vars(words), **changes})})


@pytest.mark.parametrize(
    "write",
    [
        lambda items: xlsx_write.write(items).content,
        *(lambda items, version=version: qti_write.write(items, version).content for version in (QTI_2_1, QTI_3_0)),
    ],
)
def test_what_was_imported_goes_out_the_same_and_a_second_import_changes_nothing(write, admin):
    content = write(every_kind())
    assert counts(bring(content, admin)) == (8, 0, 0)
    assert stored.items_of(stored.chosen("rtp", [])) == sorted(every_kind(), key=lambda row: row.code)
    assert counts(bring(content, admin)) == (0, 0, 8)


def test_new_questions_are_unsigned_drafts_of_the_person(admin):
    bring(sheet(item("open")), admin)
    question = Question.objects.get()
    assert (question.state, question.written_by) == ("draft", admin)
    assert set(question.wordings.values_list("worded_by", "signed_off_by")) == {(admin.pk, None)}
    assert list(question.wordings.filter(is_machine_draft=True).values_list("language", flat=True)) == ["km"]
    assert ModelLogEntry.objects.get(action="questionnaires.import").data["file"] == "bank.xlsx"


def test_a_question_without_a_code_takes_the_next_number_and_comes_once(admin):
    content = sheet(*(item(kind, code="", languages=("en",)) for kind in ("open", "true_false")))
    assert counts(bring(content, admin)) == (2, 0, 0)
    assert list(Question.objects.values_list("code", flat=True)) == ["RTP-C2-01", "RTP-C2-02"]
    assert counts(look(content)) == (0, 0, 2)


def test_one_fault_stops_the_whole_spreadsheet(admin):
    content = sheet(item("open"), item("single_best", words={"km": item("single_best").words["km"]}))
    faults = {(row.place, row.field) for row in look(content).faults}
    assert ("Row 9", "question") in faults
    with pytest.raises(FaultsStand):
        bring(content, admin)
    assert Question.objects.count() == 0


def test_two_keys_are_a_fault_of_their_row(admin):
    facts = item("true_false").facts
    marks = tuple(type(mark)(mark.letter, is_key=True) for mark in facts.marks)
    wrong = item("true_false", facts=type(facts)(**{**vars(facts), "marks": marks}))
    assert [(row.place, row.field) for row in look(sheet(item("open"), wrong)).faults] == [("Row 9", "key")]


def test_in_a_package_what_breaks_a_rule_is_left_out_and_the_rest_is_taken(admin):
    wrong = item("single_best", words={"km": item("single_best").words["km"]})
    plan = bring(qti_write.write([wrong, item("open")], QTI_2_1).content, admin)
    assert (counts(plan), plan.faults, {row.weight for row in plan.left_out}) == ((1, 0, 0), [], {"left_out"})
    assert list(Question.objects.values_list("code", flat=True)) == ["RTP-open"]


def test_words_that_nobody_signed_off_are_brought_up_to_date(admin, reviewer_km):
    bring(sheet(item("single_best", languages=("en", "km"))), admin)
    plan = bring(sheet(reworded(stem="ថ្មី")), reviewer_km)
    wording = QuestionWording.objects.get(language="km")
    assert (counts(plan), wording.stem, wording.worded_by) == ((0, 1, 0), "ថ្មី", reviewer_km)
    assert ModelLogEntry.objects.get(action="questionnaires.change").data["languages"] == ["km"]


def test_signed_off_words_stay(admin, reviewer_km):
    bring(sheet(item("single_best", languages=("en", "km"))), admin)
    QuestionWording.objects.filter(language="km").update(signed_off_by=reviewer_km, signed_off_at=timezone.now())
    plan = bring(sheet(reworded(stem="ថ្មី")), admin)
    assert (counts(plan), [row.field for row in plan.left_out]) == ((0, 0, 0), ["km"])
    assert QuestionWording.objects.get(language="km").stem == item("single_best").words["km"].stem


def test_new_english_words_make_a_reviewed_question_a_draft(admin, reviewer_km):
    bring(sheet(item("single_best", languages=("en", "km"))), admin)
    Question.objects.update(state="content_reviewed", content_reviewed_by=reviewer_km)
    bring(sheet(reworded("en", stem="New?")), admin)
    assert Question.objects.values_list("state", "content_reviewed_by").get() == ("draft", None)


def test_words_only_need_no_facts(admin):
    bring(sheet(item("single_best", languages=("en",))), admin)
    plan = bring(sheet(item("single_best", languages=("th",), facts=None)), admin)
    assert counts(plan) == (0, 1, 0)
    assert ChoiceWording.objects.filter(language="th").count() == 4


def test_facts_that_differ_and_retired_questions_are_left_out(admin):
    bring(sheet(*every_kind()), admin)
    Question.objects.filter(kind="open").update(state="retired")
    other = item("ordering", code="RTP-attitude")
    words = {**item("open").words, "th": item("single_best").words["vi"]}
    plan = look(sheet(other, item("open", words=words)))
    assert [(row.place, row.weight) for row in plan.problems] == [
        ("RTP-attitude", "left_out"),
        ("RTP-open", "left_out"),
    ]


def test_a_question_on_a_form_is_left_alone(admin):
    form = forms(size=2, languages=("en",))["A"]
    code = form.places.first().question.code
    sample = item("single_best", languages=("en",), code=code, facts=None)
    plan = bring(sheet(sample), admin)
    assert [row.message for row in plan.left_out] == [
        "It stands on a form. Correct its words on the question's own page."
    ]


def test_another_programme_and_unknown_competencies_are_faults(admin):
    plan = look(sheet(item("open")), defaults_for("tot", "T1", "apply", "en"))
    assert [row.field for row in plan.faults] == ["programme"]


def test_the_plan_costs_the_same_queries_for_one_question_and_for_eight(admin, django_assert_max_num_queries):
    bring(sheet(*every_kind()), admin)
    for content in (sheet(item("open")), sheet(*every_kind())):
        with django_assert_max_num_queries(9):
            look(content)
