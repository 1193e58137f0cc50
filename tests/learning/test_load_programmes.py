from io import StringIO

import pytest
from django.core.management import call_command

from lms.assessments.models import Form
from lms.questionnaires.models import Question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes_loaded")]


def load(*arguments):
    out = StringIO()
    call_command("load_programmes", *arguments, stdout=out)
    return out.getvalue()


def test_command_says_that_it_wrote_nothing():
    assert load() == "0 pages created, 0 updated, 987 unchanged, 0 kept as editors changed them.\n"


def test_command_loads_questions_and_freezes_two_forms_a_programme():
    load()
    load("--force")
    assert Question.objects.count() == 206
    assert sorted(Form.objects.values_list("programme_code", "letter", "version")) == [
        (code, letter, 1) for code in ("ethics", "rtp", "tot") for letter in "AB"
    ]
