"""Loading questions: once is enough, a new key is a new version, what was signed off stays."""

import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lms.questionnaires.actions.loading import load_questions
from lms.questionnaires.content import ContentError
from lms.questionnaires.models import Choice, ChoiceWording, Question, QuestionWording
from lms.questionnaires.queries import ready_languages, words_of

pytestmark = pytest.mark.django_db

QUESTIONS = """
[[questions]]
code = "T-1"
form = "A"
competency = "C2"
level = "apply"
key = "c"
serious_harm = ["a"]

[[questions]]
code = "T-2"
form = "B"
competency = "C2"
level = "apply"
key = "d"
serious_harm = []
"""


def wording(language, codes=("T-1", "T-2")):
    return "\n".join(
        f'["{code}"]\nstem = "{language} {code}?"\nrationale = "Because."\n'
        'options = { a = "One.", b = "Two.", c = "Three.", d = "Four." }'
        for code in codes
    )


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "questions.toml").write_text(QUESTIONS)
    for language in ("en", "km"):
        (tmp_path / language).mkdir()
        (tmp_path / language / "questions.toml").write_text(wording(language))
    return tmp_path


def load(folder):
    return load_questions(programme_code="rtp", folder=folder)


def key_of(code):
    return list(Choice.objects.filter(question__code=code, is_key=True).values_list("letter", flat=True))


def test_a_load_makes_questions_choices_and_wordings(folder):
    report = load(folder)
    assert report.created == ["T-1", "T-2"]
    assert Question.objects.get(code="T-1").state == Question.State.DRAFT
    assert (key_of("T-1"), key_of("T-2")) == (["c"], ["d"])
    assert (QuestionWording.objects.count(), ChoiceWording.objects.count()) == (4, 16)


def test_a_second_load_writes_nothing(folder):
    load(folder)
    with CaptureQueriesContext(connection) as queries:
        report = load(folder)
    assert (report.unchanged, report.created, report.updated, report.wordings) == (["T-1", "T-2"], [], [], [])
    assert {query["sql"].split()[0] for query in queries} == {"SELECT", "SAVEPOINT", "RELEASE"}


def test_only_english_is_not_a_machine_draft(folder):
    load(folder)
    assert set(QuestionWording.objects.values_list("language", "is_machine_draft")) == {("en", False), ("km", True)}


def test_another_key_is_another_key_version(folder):
    load(folder)
    (folder / "questions.toml").write_text(QUESTIONS.replace('key = "c"', 'key = "b"'))
    report = load(folder)
    assert (report.updated, report.rekeyed, report.unchanged) == (["T-1"], ["T-1"], ["T-2"])
    assert key_of("T-1") == ["b"]
    assert set(Question.objects.values_list("code", "key_version")) == {("T-1", 2), ("T-2", 1)}


def test_key_and_serious_harm_may_change_places(folder):
    load(folder)
    swapped = QUESTIONS.replace('key = "c"', 'key = "a"').replace('["a"]', '["c"]')
    (folder / "questions.toml").write_text(swapped)
    load(folder)
    harm = Choice.objects.filter(question__code="T-1", is_serious_harm=True).values_list("letter", flat=True)
    assert (key_of("T-1"), list(harm)) == (["a"], ["c"])


def test_changed_words_are_written(folder):
    load(folder)
    (folder / "km" / "questions.toml").write_text(wording("km").replace("Two.", "Second."))
    assert load(folder).wordings == ["T-1/km", "T-2/km"]
    assert ChoiceWording.objects.filter(language="km", text="Second.").count() == 2


def test_signed_off_words_are_kept(folder):
    load(folder)
    QuestionWording.objects.filter(language="km", question__code="T-1").update(signed_off_at=timezone.now())
    (folder / "km" / "questions.toml").write_text(wording("km").replace("Two.", "Second."))
    report = load(folder)
    assert (report.kept, report.wordings) == (["T-1/km"], ["T-2/km"])


@pytest.mark.parametrize(("old", "new"), [('key = "c"', 'key = "a"'), ('key = "c"', 'key = "e"'), ('["a"]', '["x"]')])
def test_a_key_that_cannot_be_stops_the_load(folder, old, new):
    (folder / "questions.toml").write_text(QUESTIONS.replace(old, new))
    with pytest.raises(ContentError, match="T-1"):
        load(folder)
    assert Question.objects.count() == 0


def test_a_missing_option_stops_the_load(folder):
    (folder / "km" / "questions.toml").write_text(wording("km").replace(', d = "Four."', "", 1))
    with pytest.raises(ContentError, match="T-1"):
        load(folder)


@pytest.mark.parametrize(("allowed", "ready"), [(True, {"en", "km"}), (False, {"en"})])
def test_ready_languages(folder, settings, allowed, ready):
    settings.ALLOW_UNREVIEWED = allowed
    load(folder)
    assert ready_languages(Question.objects.values_list("pk", flat=True)) == ready


def test_a_language_with_a_gap_is_not_ready(folder):
    (folder / "km" / "questions.toml").write_text(wording("km", codes=["T-1"]))
    load(folder)
    assert ready_languages(Question.objects.values_list("pk", flat=True)) == {"en"}


def test_words_come_by_choice(folder):
    load(folder)
    question = Question.objects.get(code="T-1")
    words = words_of([question.pk], "km")[question.pk]
    assert (words.stem, words.is_machine_draft) == ("km T-1?", True)
    assert sorted(words.options.values()) == ["Four.", "One.", "Three.", "Two."]


def test_what_a_person_wrote_is_kept(folder):
    load(folder)
    editor = factories.person()
    Question.objects.filter(code="T-1").update(written_by=editor)
    QuestionWording.objects.filter(language="km", question__code="T-2").update(worded_by=editor)
    (folder / "questions.toml").write_text(QUESTIONS.replace('key = "c"', 'key = "b"'))
    (folder / "km" / "questions.toml").write_text(wording("km").replace("Two.", "Second."))
    report = load(folder)
    assert (key_of("T-1"), report.rekeyed, report.kept) == (["c"], [], ["T-1", "T-2/km"])


def test_other_english_words_take_a_reviewed_question_back_to_draft(folder):
    load(folder)
    people = {"content_reviewed_by": factories.person(), "harm_reviewed_by": factories.person()}
    Question.objects.update(state="live", **people)
    (folder / "en" / "questions.toml").write_text(wording("en").replace("en T-1?", "Other?"))
    load(folder)
    assert dict(Question.objects.values_list("code", "state")) == {"T-1": "draft", "T-2": "live"}


def test_a_language_in_which_an_option_has_no_text_is_not_ready(folder, settings):
    settings.ALLOW_UNREVIEWED = True
    load(folder)
    ChoiceWording.objects.filter(language="km", choice__letter="d", choice__question__code="T-2").delete()
    assert ready_languages(Question.objects.values_list("pk", flat=True)) == {"en"}
