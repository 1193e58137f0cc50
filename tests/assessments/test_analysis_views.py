"""The analysis pages: who gets in, and what they read there."""

import assessment_factories as made
import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from report_factories import people, sit, stairs, taken_by

from lms.people.models import Role
from lms.questionnaires.models import ReviewTask

pytestmark = pytest.mark.django_db
PROGRAMME = "/en/bank/analysis/rtp/"


@pytest.fixture
def editor(db):
    return factories.person_with_role(Role.Kind.EDITOR, "", full_name="Editor", email="editor@example.org")


@pytest.fixture
def people_by_role(editor, admin, trainer_kh, learner_kh, taskforce_kh, observer_kh):
    return {
        "editor": editor,
        "admin": admin,
        "reviewer": factories.person_with_role(Role.Kind.REVIEWER, "KH"),
        "translator": factories.person_with_role(Role.Kind.TRANSLATOR, "KH"),
        "trainer": trainer_kh,
        "learner": learner_kh,
        "task force": taskforce_kh,
        "observer": observer_kh,
    }


def test_the_bank_pages_are_for_those_who_write_and_review(signed_in, people_by_role):
    forms, _rows = taken_by(12)
    code = forms["A"].places.first().question.code
    for address in ("/en/bank/analysis/", PROGRAMME, f"{PROGRAMME}{code}/"):
        answers = {role: signed_in(person).get(address).status_code for role, person in people_by_role.items()}
        assert answers == {
            "editor": 200,
            "admin": 200,
            "reviewer": 200,
            "translator": 404,
            "trainer": 404,
            "learner": 404,
            "task force": 404,
            "observer": 404,
        }, address


def test_a_visitor_is_asked_to_sign_in(client):
    assert [client.get(address).status_code for address in ("/en/bank/analysis/", PROGRAMME)] == [302, 302]


def test_a_trainer_sees_the_own_cohort_and_no_other(signed_in, trainer_kh, cohort_kh, cohort_la, learner_kh):
    forms, _rows = taken_by(12, cohort=cohort_kh)
    code = forms["A"].places.first().question.code
    own = f"/en/cohorts/{cohort_kh.code}/assessments/analysis/"
    other = f"/en/cohorts/{cohort_la.code}/assessments/analysis/"
    client = signed_in(trainer_kh)
    addresses = (own, f"{own}{code}/", f"{own}no-such-question/", other, f"{other}{code}/")
    assert [client.get(address).status_code for address in addresses] == [200, 200, 404, 404, 404]
    assert [signed_in(learner_kh).get(address).status_code for address in addresses] == [404] * 5


def test_a_trainer_reads_no_words_of_the_bank(signed_in, trainer_kh, cohort_kh):
    forms, _rows = taken_by(12, cohort=cohort_kh)
    question = forms["A"].places.first().question
    page = signed_in(trainer_kh).get(f"/en/cohorts/{cohort_kh.code}/assessments/analysis/{question.code}/")
    assert question.wordings.get(language="en").stem not in page.content.decode()
    assert "/bank/" not in page.content.decode()


def test_a_trainer_is_not_told_which_option_is_the_key(signed_in, trainer_kh, editor, cohort_kh):
    forms, _rows = taken_by(64, cohort=cohort_kh)
    code = forms["A"].places.first().question.code
    own, bank = f"/en/cohorts/{cohort_kh.code}/assessments/analysis/{code}/", f"{PROGRAMME}{code}/"
    pages = [signed_in(trainer_kh).get(own), signed_in(editor).get(bank)]
    assert ["Who chose which option" in page.content.decode() for page in pages] == [False, True]


def test_the_page_of_a_programme_names_nobody(signed_in, editor):
    _forms, rows = taken_by(12)
    text = signed_in(editor).get(PROGRAMME).content.decode()
    assert "Form A1" in text
    assert not any(row.person.full_name in text for row in rows)


def test_the_page_of_a_question_shows_its_words_tasks_and_plots(signed_in, editor):
    forms, _rows = taken_by(60)
    question = forms["A"].places.first().question
    ReviewTask.objects.create(question=question, flag=ReviewTask.Flag.TOO_EASY)
    text = signed_in(editor).get(f"{PROGRAMME}{question.code}/").content.decode()
    assert question.wordings.get(language="en").stem in text
    assert "very easy before the course" in text
    assert text.count("<svg viewBox") == 3  # before and after, and the options in each test


def test_small_groups_are_told_and_not_shown(signed_in, editor):
    form = made.forms()["A"]
    for enrolment in people(9):
        sit(enrolment, form, "pre", "1100")
    text = signed_in(editor).get(PROGRAMME).content.decode()
    assert "not shown" in text
    assert "50 %" not in text


def test_what_does_not_exist_cannot_be_found(signed_in, editor):
    taken_by(12)
    client = signed_in(editor)
    wrong = [
        "/en/bank/analysis/no-such-programme/",
        f"{PROGRAMME}?cohort=no-such-cohort",
        f"{PROGRAMME}?year=99999999999999999999",
        f"{PROGRAMME}?year=NaN",
        f"{PROGRAMME}?year=0000",
        f"{PROGRAMME}no-such-question/",
    ]
    assert [client.get(address).status_code for address in wrong] == [404] * len(wrong)


def test_an_unknown_order_is_that_of_the_form(signed_in, editor):
    taken_by(40)
    client = signed_in(editor)
    assert client.get(f"{PROGRAMME}?sort=nothing").context["order"] == "place"
    forms = client.get(f"{PROGRAMME}?sort=before").context["forms"]
    assert [item.position for item, _address in forms[0][1]] == [4, 3, 2, 1]


def test_flags_are_sent_by_post_and_only_once(signed_in, editor, trainer_kh):
    form = made.forms()["A"]
    for place, enrolment in enumerate(people(30)):
        sit(enrolment, form, "pre", "1" + stairs(place, 3))
    address = f"{PROGRAMME}flags/send/"
    client = signed_in(editor)
    assert client.get(address).status_code == 405
    first = client.post(address, follow=True).content.decode()
    assert ReviewTask.objects.filter(question=form.places.first().question, flag="too_easy").count() == 1
    assert "new review task" in first
    opened = ReviewTask.objects.count()
    assert "nothing new" in client.post(address, follow=True).content.decode()
    assert ReviewTask.objects.count() == opened
    assert signed_in(trainer_kh).post(address).status_code == 404


def test_the_start_page_costs_the_same_with_one_and_three_cohorts(signed_in, editor):
    forms, _rows = taken_by(2)
    client = signed_in(editor)
    client.get("/en/bank/analysis/")
    with CaptureQueriesContext(connection) as one:
        client.get("/en/bank/analysis/")
    taken_by(2, forms=forms)
    taken_by(2, forms=forms)
    with CaptureQueriesContext(connection) as three:
        assert len(client.get("/en/bank/analysis/").context["page"].object_list) == 3
    assert len(three) == len(one)


def test_the_report_costs_the_same_queries_for_many_people(signed_in, editor):
    forms, _rows = taken_by(12)
    client = signed_in(editor)
    client.get(PROGRAMME)
    with CaptureQueriesContext(connection) as few:
        client.get(PROGRAMME)
    taken_by(24, forms=forms)
    with CaptureQueriesContext(connection) as many:
        client.get(PROGRAMME)
    assert len(many) == len(few)
