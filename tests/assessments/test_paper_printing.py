"""Booklets and answer sheets: every kind, seven languages, no key, the same codes again."""

import io
from datetime import date
from time import process_time

import assessment_factories as make
import factories
import kind_factories as kinds
import pytest
from paper_factories import cohort, printed
from pypdf import PdfReader

from lms.assessments.models import PaperSheet
from lms.assessments.paper import errors
from lms.assessments.paper.booklets import booklet
from lms.assessments.paper.sheets import answer_sheets
from lms.core import codes, languages
from lms.questionnaires.models import Choice, QuestionWording

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
KEPT_BACK = ("Because-it-is", "Guide-for-trainers", "Leads-to-harm", "is_key", "rank", "rationale")


@pytest.fixture
def group(trainer_kh):
    return cohort(trainer_kh)


def text_of(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    return "\n".join(page.extract_text() for page in reader.pages), str(dict(reader.metadata)), len(reader.pages)


def change_every_key():
    Choice.objects.update(is_key=False, is_serious_harm=False)
    Choice.objects.filter(points__isnull=False).update(points=0)
    Choice.objects.exclude(pair="").update(pair="d")
    Choice.objects.filter(letter="d", question__kind="single_best").update(is_key=True)


def test_a_booklet_holds_every_kind_and_no_name(group):
    form = kinds.form_of(asks_confidence=True)["A"]
    text, meta, _pages = text_of(booklet(form, "en", today=TODAY))
    stems = QuestionWording.objects.filter(question__places__form=form).values_list("stem", flat=True)
    assert [stem for stem in stems if stem not in text] == []
    assert "RTP-A1-EN" in text
    assert "22 November 2026" in text
    assert [word for word in KEPT_BACK if word in text + meta] == []


def test_the_prints_are_the_same_whatever_the_key(group):
    form = kinds.form_of(asks_confidence=True)["A"]
    factories.enrolment(group)
    sheets = printed(group)
    before = booklet(form, "en", today=TODAY), answer_sheets(group, sheets, today=TODAY)
    change_every_key()
    assert (booklet(form, "en", today=TODAY), answer_sheets(group, sheets, today=TODAY)) == before


@pytest.mark.parametrize("language", languages.CODES)
def test_a_booklet_is_printed_in_each_language(language):
    form = make.forms(size=2, languages=("en", language) if language != "en" else ("en",))["B"]
    text, _meta, _pages = text_of(booklet(form, language, today=TODAY))
    assert f"RTP-B1-{language.upper()}" in text
    assert f"{language} stem" in text


def test_a_sheet_is_one_page_with_name_form_and_code(group):
    make.forms(size=40)
    people = [factories.person(full_name=name) for name in ("Chea Sopheap", "Vong Dara", "Xay Noy")]
    for person in people:
        factories.enrolment(group, person)
    sheets = printed(group)
    text, _meta, pages = text_of(answer_sheets(group, sheets, today=TODAY))
    assert pages == 3
    for sheet in sheets:
        assert sheet.enrolment.person.full_name in text
        assert codes.grouped(sheet.code) in text


def test_printing_again_gives_the_same_codes(group):
    make.forms()
    factories.enrolment(group)
    first = [(sheet.pk, sheet.code, sheet.form_id) for sheet in printed(group)]
    factories.enrolment(group)
    again = [(sheet.pk, sheet.code, sheet.form_id) for sheet in printed(group)]
    assert set(first) < set(again)
    assert PaperSheet.objects.count() == 2


def test_letters_are_counterbalanced_and_turn_after_the_course(group):
    make.forms()
    for _ in range(6):
        factories.enrolment(group)
    before = {sheet.enrolment_id: sheet.form.letter for sheet in printed(group, "pre")}
    after = {sheet.enrolment_id: sheet.form.letter for sheet in printed(group, "post")}
    assert sorted(before.values()) == list("AAABBB")
    assert all(after[pk] != letter for pk, letter in before.items())


def test_whoever_took_the_test_on_screen_gets_no_sheet(group):
    make.forms()
    enrolment = factories.enrolment(group)
    make.taken(enrolment, "pre", "bbbb")
    with pytest.raises(errors.NobodyToPrintFor):
        printed(group)


def test_a_sheet_falls_back_to_english(group, settings):
    make.forms(languages=("en", "km"))
    settings.ALLOW_UNREVIEWED = False
    factories.enrolment(group, factories.person(language="km"))
    assert [sheet.language for sheet in printed(group)] == ["en"]


def test_sixty_sheets_are_small_and_quick(group):
    make.forms(size=40)
    for _ in range(60):
        factories.enrolment(group)
    sheets = printed(group)
    begun = process_time()
    pdf = answer_sheets(group, sheets, today=TODAY)
    assert process_time() - begun < 20
    assert len(pdf) < 1_000_000
