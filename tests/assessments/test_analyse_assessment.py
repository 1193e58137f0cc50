"""`analyse_assessment` prints what the screen shows."""

import json
from io import StringIO

import factories
import pytest
from django.core.management import CommandError, call_command
from report_factories import taken_by

from lms.assessments.report.plain import plain
from lms.people.models import Role

pytestmark = pytest.mark.django_db


def printed(*words):
    out = StringIO()
    call_command("analyse_assessment", *words, stdout=out)
    return out.getvalue()


def test_the_command_prints_what_the_screen_shows(signed_in):
    taken_by(40)
    editor = factories.person_with_role(Role.Kind.EDITOR, "")
    shown = signed_in(editor).get("/en/bank/analysis/rtp/").context["report"]
    assert json.loads(printed("rtp", "--format", "json")) == json.loads(json.dumps(plain(shown)))


def test_one_cohort_alone(signed_in, trainer_kh, cohort_kh):
    forms, _rows = taken_by(20, cohort=cohort_kh)
    taken_by(20, forms=forms)
    page = signed_in(trainer_kh).get(f"/en/cohorts/{cohort_kh.code}/assessments/analysis/")
    found = json.loads(printed("rtp", "--cohort", cohort_kh.code, "--format", "json"))
    assert found == json.loads(json.dumps(plain(page.context["report"])))
    assert (found["cohort"], found["counts"]["pre"]) == (cohort_kh.code, 20)


def test_what_is_hidden_is_null():
    taken_by(6)
    found = json.loads(printed("rtp", "--format", "json"))
    assert found["learned"]["gain"]["gain"] is None
    assert found["forms"][0]["phases"]["pre"]["suppressed"] is True
    assert found["forms"][0]["phases"]["pre"]["alpha"] is None
    assert found["forms"][0]["items"][0]["phases"] == {}


def test_the_keys_of_a_question():
    taken_by(40)
    item = json.loads(printed("rtp", "--format", "json"))["forms"][0]["items"][0]
    assert list(item) == ["code", "position", "kind", "is_anchor", "phases", "change", "flags"]
    assert list(item["phases"]) == ["pre", "post"]


def test_the_text_has_one_line_per_question():
    taken_by(40)
    lines = printed("rtp").splitlines()
    assert lines[0] == "rtp all cohorts: enrolled 40, pre 40, post 40, delayed 0, matched 40, left_out 0"
    assert len(lines) == 2 + 2 * (2 + 4)


@pytest.mark.parametrize("words", [["nothing"], ["rtp", "--cohort", "nothing"]])
def test_what_does_not_exist_is_said(words):
    with pytest.raises(CommandError, match="no"):
        call_command("analyse_assessment", *words)
