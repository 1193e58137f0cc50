"""What a start costs: five hundred people do it in the same second."""

import assessment_factories as make
import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lms.assessments import queries
from lms.questionnaires.models import ChoiceWording, QuestionWording

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", [2, 12])
@pytest.mark.parametrize("language", ["en", "km"])
def test_a_start_costs_the_same_however_long_the_form(cohort_kh, size, language):
    make.forms(size=size, languages=("en", "km"))
    make.start(factories.enrolment(cohort_kh))  # content types are read once a process
    row = factories.enrolment(cohort_kh)
    with CaptureQueriesContext(connection) as asked:
        make.start(row, language=language)
    assert len(asked) == {"en": 9, "km": 10}[language]


@pytest.mark.parametrize(
    ("allowed", "signed_off", "asked_in"), [(True, False, "km"), (False, False, "en"), (False, True, "km")]
)
def test_a_language_is_ready_once_signed_off_or_where_unreviewed_words_are_allowed(
    settings, admin, allowed, signed_off, asked_in
):
    form = make.forms(languages=("en", "km"))["A"]
    settings.ALLOW_UNREVIEWED = allowed
    if signed_off:
        QuestionWording.objects.filter(language="km").update(signed_off_by=admin, signed_off_at=timezone.now())
    assert queries.language_for(form, "km") == asked_in


def test_one_question_without_words_keeps_a_language_out():
    form = make.forms(languages=("en", "km"))["A"]
    form.places.first().question.wordings.filter(language="km").delete()
    assert [queries.language_for(form, language) for language in ("en", "km", "lo")] == ["en", "en", "en"]


def test_an_option_without_a_text_keeps_a_language_out():
    form = make.forms(languages=("en", "km"))["A"]
    ChoiceWording.objects.filter(choice__question__places__form=form, language="km").first().delete()
    assert queries.language_for(form, "km") == "en"
