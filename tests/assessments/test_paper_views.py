"""The screens of paper: who gets in, what is printed, typed, corrected and uploaded."""

from datetime import timedelta

import assessment_factories as make
import factories
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from paper_factories import cohort, csv, printed, today, typed

from lms.assessments.models import Attempt, PaperSheet

pytestmark = pytest.mark.django_db
PAGES = ["paper", "paper_grid", "paper_sheet", "paper_import", "paper_template", "paper_booklet"]


@pytest.fixture
def group(trainer_kh):
    make.forms(size=4)
    return cohort(trainer_kh, code="rtp-paper")


@pytest.fixture
def sheets(group):
    for name in ("Ana", "Bo", "Chea"):
        factories.enrolment(group, factories.person(full_name=name))
    return printed(group)


@pytest.fixture
def client_kh(signed_in, trainer_kh):
    return signed_in(trainer_kh)


def address(name, *more, code="rtp-paper", phase="pre"):
    arguments = {
        "paper": [],
        "paper_booklet": [phase, "A", 1, "en"],
        "paper_import_report": [phase, *more],
        "paper_sheet": [phase, *more],
    }
    return reverse(f"assessments:{name}", args=[code, *arguments.get(name, [phase])])


def fields(sheet, letters, day):
    cells = {f"{sheet.code}-{number}": letter for number, letter in enumerate(letters, start=1)}
    return {"taken_on": day.isoformat(), **cells}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("trainer_kh", 200), ("admin", 200), ("trainer_la", 404), ("learner_kh", 404), ("taskforce_kh", 404)],
)
def test_only_those_who_run_the_cohort_get_in(request, signed_in, sheets, name, who, status):
    person = request.getfixturevalue(who)
    more = [sheets[0].code] if name == "paper_sheet" else []
    assert signed_in(person).get(address(name, *more)).status_code == status


@pytest.mark.parametrize(("who", "status"), [("trainer_kh", 200), ("trainer_la", 404), ("learner_kh", 404)])
def test_only_those_who_run_the_cohort_print_sheets(request, signed_in, sheets, who, status):
    response = signed_in(request.getfixturevalue(who)).post(address("paper_sheets"))
    assert response.status_code == status


def test_a_visitor_is_led_to_the_sign_in(client, sheets):
    assert "/accounts/login/" in client.get(address("paper"))["Location"]


def test_printing_needs_a_post(client_kh, sheets):
    assert client_kh.get(address("paper_sheets")).status_code == 405


def test_the_sheets_are_a_pdf_and_leave_no_row_when_there_is_nobody(client_kh, group):
    response = client_kh.post(address("paper_sheets"))
    assert (response.status_code, PaperSheet.objects.count()) == (409, 0)
    factories.enrolment(group)
    response = client_kh.post(address("paper_sheets"))
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize("people", [1, 3])
def test_the_pages_cost_the_same_for_many(client_kh, group, people):
    for _ in range(people):
        factories.enrolment(group)
    printed(group)
    for name, most in (("paper", 40), ("paper_grid", 20)):
        client_kh.get(address(name))
        with CaptureQueriesContext(connection) as queries:
            assert client_kh.get(address(name)).status_code == 200
        assert len(queries) <= most


def test_the_grid_saves_the_rows_that_are_filled(client_kh, sheets, group):
    data = fields(sheets[0], "bbaa", group.starts_on) | fields(sheets[2], "b--b", group.starts_on)
    response = client_kh.post(address("paper_grid"), data, follow=True)
    assert "2 sheets were saved. 2 questions have no answer." in response.content.decode()
    points = Attempt.objects.order_by("enrolment__person__full_name").values_list("source", "points")
    assert list(points) == [("paper", 2.0), ("paper", 2.0)]


def test_a_wrong_letter_saves_nothing_and_is_named(client_kh, sheets, group):
    data = fields(sheets[0], "bbaa", group.starts_on) | fields(sheets[1], "bxaa", group.starts_on)
    page = client_kh.post(address("paper_grid"), data).content.decode()
    assert "Bo, question 2: “x” is not on this question. Its letters are a, b, c, d." in page
    assert 'value="x"' in page
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "words"),
    [("", "This field is required"), ("NaN", "Enter a valid date"), ("2999-01-01", "This day is still to come"),
     ("1999-01-01", "The cohort began only on")],
)  # fmt: skip
def test_a_wrong_day_saves_nothing(client_kh, sheets, day, words):
    data = {**fields(sheets[0], "bbaa", today()), "taken_on": day}
    assert words in client_kh.post(address("paper_grid"), data).content.decode()
    assert Attempt.objects.count() == 0


def test_the_code_on_the_sheet_opens_its_page(client_kh, sheets):
    response = client_kh.get(address("paper_grid"), {"sheet": sheets[1].code.lower()[:4] + "-" + sheets[1].code[4:]})
    assert response["Location"] == address("paper_sheet", sheets[1].code)
    response = client_kh.get(address("paper_grid"), {"sheet": "nowhere"}, follow=True)
    assert "No sheet of this cohort has this code." in response.content.decode()


def test_one_sheet_after_the_other_on_a_page_each(client_kh, sheets, group):
    response = client_kh.post(address("paper_sheet", sheets[0].code), fields(sheets[0], "bbaa", group.starts_on))
    assert response["Location"] == address("paper_sheet", sheets[1].code)
    assert f'value="{group.starts_on.isoformat()}"' in client_kh.get(response["Location"]).content.decode()


def test_a_sheet_typed_again_shows_what_differs_first(client_kh, sheets, group):
    attempt = typed(sheets[0], "bbaa")
    where, data = address("paper_sheet", sheets[0].code), fields(sheets[0], "bbab", group.starts_on)
    page = client_kh.post(where, data).content.decode()
    assert "<td>a</td><td>b</td>" in page
    assert "Please say why" in client_kh.post(where, {**data, "replace": "1"}).content.decode()
    attempt.refresh_from_db()
    assert attempt.points == 2
    client_kh.post(where, {**data, "replace": "1", "reason": "I read the third line twice"})
    attempt.refresh_from_db()
    assert (attempt.points, attempt.source) == (3, "paper")


def test_a_file_is_checked_then_saved(client_kh, sheets, group):
    rows = [["code", "taken_on", "q1", "q2", "q3", "q4"]]
    rows += [[sheet.code, group.starts_on, "b", "b", "a", ""] for sheet in sheets[:2]]
    file = SimpleUploadedFile("answers.csv", csv(*rows))
    report = client_kh.post(address("paper_import"), {"file": file})["Location"]
    assert "Save 2 sheets" in client_kh.get(report).content.decode()
    assert Attempt.objects.count() == 0
    assert "2 sheets were saved." in client_kh.post(report, follow=True).content.decode()
    assert Attempt.objects.filter(source="paper", points=2).count() == 2


def test_a_file_with_a_fault_cannot_be_saved(client_kh, sheets, group):
    file = SimpleUploadedFile("answers.csv", csv(["code", "taken_on", "q1"], [sheets[0].code, group.starts_on, "z"]))
    report = client_kh.post(address("paper_import"), {"file": file})["Location"]
    assert "“z” is not on this question" in client_kh.get(report).content.decode()
    assert client_kh.post(report).status_code == 200
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize("content", [b"PK broken", b"\xff\xfe\x00", b"code\n" + b"x" * 6_000_000])
def test_a_broken_file_is_a_form_error(client_kh, sheets, content):
    response = client_kh.post(address("paper_import"), {"file": SimpleUploadedFile("answers.xlsx", content)})
    assert response.status_code in (200, 302)
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize(
    "path", ["booklet-Z-1-en.pdf", "booklet-A-99999999999999999999-en.pdf", "booklet-A-1-xx.pdf", "sheets/NOWHERE/"]
)
def test_what_does_not_exist_is_not_found(client_kh, sheets, path):
    assert client_kh.get(address("paper_grid") + path).status_code == 404


def test_a_typed_letter_of_another_cohort_changes_nothing(client_kh, sheets, trainer_la):
    other = cohort(trainer_la, country="LA")
    factories.enrolment(other)
    foreign = printed(other)[0]
    data = fields(foreign, "bbbb", today() - timedelta(days=8))
    page = client_kh.post(address("paper_grid"), data).content.decode()
    assert "No sheet of this cohort has this code." in page
    assert Attempt.objects.count() == 0


def test_new_sheets_that_move_the_pages_lose_no_row(client_kh, sheets, group, monkeypatch):
    monkeypatch.setattr("lms.assessments.paper.typed.MOST_CELLS", 4)  # one sheet a page
    data = fields(sheets[0], "bbbb", group.starts_on)
    factories.enrolment(group, factories.person(full_name="Aaron"))
    printed(group)
    assert "1 sheet was saved." in client_kh.post(address("paper_grid"), data, follow=True).content.decode()
    assert Attempt.objects.get().enrolment == sheets[0].enrolment


def test_a_sheet_that_a_colleague_typed_otherwise_meanwhile_is_named(client_kh, sheets, group):
    typed(sheets[0], "bbbb")
    page = client_kh.post(address("paper_grid"), fields(sheets[0], "aaaa", group.starts_on)).content.decode()
    assert "Ana: This sheet is typed already, with other answers." in page
    assert Attempt.objects.get().points == 4


def test_a_sheet_whose_person_has_left_meanwhile_is_not_passed_over(client_kh, sheets, group):
    sheets[0].enrolment.withdrawn_at = timezone.now()
    sheets[0].enrolment.save()
    data = fields(sheets[0], "bbbb", group.starts_on) | fields(sheets[1], "bbbb", group.starts_on)
    page = client_kh.post(address("paper_grid"), data).content.decode()
    assert "No sheet of this cohort has this code." in page
    assert Attempt.objects.count() == 0
