"""`import_answers`: a row for each sheet, every fault by row and field, all or nothing."""

import io
import json
from datetime import timedelta

import assessment_factories as make
import factories
import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from paper_factories import cohort, csv, printed, today, xlsx

from lms.assessments.models import Attempt
from lms.assessments.paper.template import answers_to_fill

pytestmark = pytest.mark.django_db
HEADINGS = ["code", "taken_on", "q1", "q2", "q3", "q4"]


@pytest.fixture
def group(trainer_kh):
    make.forms(size=4)
    group = cohort(trainer_kh, code="rtp-paper")
    for name in ("Ana", "Bo"):
        factories.enrolment(group, factories.person(full_name=name, email=f"{name.lower()}@example.org"))
    return group


@pytest.fixture
def sheets(group):
    return printed(group)


@pytest.fixture
def run(tmp_path, capsys):
    """`run(content, option ...)` answers (exit code, the report)."""

    def command(content, *options, phase="pre"):
        path = tmp_path / "answers"
        path.write_bytes(content)
        code, out = 0, io.StringIO()
        try:
            call_command(
                "import_answers",
                path,
                "--cohort",
                "rtp-paper",
                "--phase",
                phase,
                "--format",
                "json",
                *options,
                stdout=out,
            )
        except SystemExit as stop:
            code = stop.code
        return code, json.loads(out.getvalue())

    return command


def faults(report):
    return [(problem["row"], problem["field"]) for problem in report["problems"]]


def test_a_file_is_saved_once(run, sheets, group):
    content = csv(HEADINGS, [sheets[0].code, group.starts_on, *"bbaa"], [sheets[1].code, group.starts_on, *"bbbb"])
    assert run(content) == (0, {"rows": 2, "empty": 0, "created": 2, "unchanged": 0, "problems": []})
    assert run(content) == (0, {"rows": 2, "empty": 0, "created": 0, "unchanged": 2, "problems": []})
    points = Attempt.objects.order_by("enrolment__person__full_name").values_list("source", "phase", "points")
    assert list(points) == [("paper", "pre", 2.0), ("paper", "pre", 4.0)]


def test_a_dry_run_writes_nothing(run, sheets, group):
    content = csv(HEADINGS, [sheets[0].code, group.starts_on, *"bbaa"])
    assert run(content, "--dry-run")[1]["created"] == 1
    assert Attempt.objects.count() == 0


def test_people_are_found_by_their_email_too(run, sheets, group):
    content = xlsx(["E-mail", "Taken on", "Q1"], ["Ana@example.org", group.starts_on, "b"])
    assert run(content)[1]["created"] == 1


def test_the_template_comes_back_filled(run, sheets, group):
    book = openpyxl.load_workbook(io.BytesIO(answers_to_fill(sheets)))
    table = book.active
    assert [cell.value for cell in table[1]] == ["code", "name", "taken_on", "q1", "q2", "q3", "q4"]
    assert [row[1].value for row in table.iter_rows(min_row=2)] == ["Ana", "Bo"]
    table["C2"], table["D2"], table["E2"] = group.starts_on, "b", "B"
    content = io.BytesIO()
    book.save(content)
    assert run(content.getvalue()) == (0, {"rows": 2, "empty": 1, "created": 1, "unchanged": 0, "problems": []})


def test_a_name_never_becomes_a_formula(group):
    factories.enrolment(group, factories.person(full_name='=HYPERLINK("x")'))
    table = openpyxl.load_workbook(io.BytesIO(answers_to_fill(printed(group)))).active
    assert {cell.data_type for row in table.iter_rows() for cell in row if cell.value} == {"s"}


def test_every_fault_is_named_and_nothing_is_written(run, sheets, group, trainer_la):
    other = cohort(trainer_la, country="LA")
    factories.enrolment(other)
    foreign, day = printed(other)[0], group.starts_on
    own = sheets[0].code
    rows = [
        ["NOSUCHCO", day, "b"],
        [foreign.code, day, "b"],
        [own, day, "e"],
        [own, day, "NaN"],
        [own, day, "=A1"],
        [own, "31/31/2026", "b"],
        [own, "", "b"],
        [own, today() + timedelta(days=3), "b"],
        [own, day - timedelta(days=1), "b"],
        ["", day, "b"],
        [own, day, "x" * 5000],
        [sheets[1].code, day, "b"],
        [sheets[1].code, day, "b"],
    ]
    code, report = run(csv(HEADINGS, *rows))
    assert code == 1
    assert faults(report) == [
        (2, "code"), (3, "code"), (4, "q1"), (5, "q1"), (6, "q1"), (7, "taken_on"), (8, "taken_on"), (9, "taken_on"),
        (10, "code"), (11, "code"), (12, "q1"), (14, "code"),
    ]  # fmt: skip
    assert all(problem["reason"] for problem in report["problems"])
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["code", "taken_on", "q1", "q5"], [(1, "q5")]),
        (["code", "taken_on", "q1", "q1"], [(1, "q1")]),
        (["code", "taken_on", "q1", "points"], [(1, "points")]),
        (["code", "q1"], [(1, "taken_on")]),
        (["name", "taken_on", "q1"], [(1, "code")]),
        (["code", "taken_on", "q01"], [(1, "q01")]),
        (["code", "taken_on", "q1", "q²"], [(1, "q²")]),
    ],
)
def test_headings_are_checked(run, sheets, headings, found):
    _code, report = run(csv(headings))
    assert faults(report) == found


def test_more_cells_than_headings_are_a_fault(run, sheets, group):
    _code, report = run(csv(["code", "taken_on", "q1"], [sheets[0].code, group.starts_on, "b", "c"]))
    assert faults(report) == [(2, "")]


def test_a_nul_sign_is_a_fault(run, sheets, group):
    _code, report = run(csv(["code", "taken_on", "q1"], [sheets[0].code, group.starts_on, "b\0"]))
    assert faults(report) == [(2, "q1")]


def test_a_cell_of_a_megabyte_is_a_fault(run, sheets, group):
    _code, report = run(xlsx(["code", "taken_on", "q1"], [sheets[0].code, group.starts_on, "b" * 32_000]))
    assert faults(report) == [(2, "q1")]
    with pytest.raises(CommandError):
        run(csv(["code", "taken_on", "q1"], [sheets[0].code, group.starts_on, "b" * 1_000_000]))


def test_a_formula_in_a_workbook_is_a_fault(run, sheets, group):
    _code, report = run(xlsx(["code", "taken_on", "q1"], [sheets[0].code, group.starts_on, '=CHAR(98)&""']))
    assert faults(report) == [(2, "q1")]


def test_too_many_rows_are_refused(run, sheets):
    with pytest.raises(CommandError, match="more than 2000 rows"):
        run(csv(HEADINGS, *([["A"]] * 2001)))


def test_a_withdrawn_person_and_a_test_on_screen_are_named(run, sheets, group):
    first, second = sheets
    first.enrolment.withdrawn_at = timezone.now()
    first.enrolment.save()
    make.taken(second.enrolment, "pre", "bbbb")
    _code, report = run(csv(HEADINGS, *([sheet.code, group.starts_on, *"bbbb"] for sheet in sheets)))
    assert [problem["reason"] for problem in report["problems"]] == [
        "This person is no longer enrolled in the cohort.",
        "This person has taken this test on screen already. The sheet does not count.",
    ]


def test_a_sheet_of_another_phase_is_named(run, sheets, group):
    _code, report = run(csv(HEADINGS, [sheets[0].code, group.starts_on, *"bbbb"]), phase="post")
    assert [problem["reason"] for problem in report["problems"]] == [
        "This sheet belongs to another test of this cohort."
    ]


def test_other_answers_for_a_typed_sheet_are_a_fault(run, sheets, group):
    run(csv(HEADINGS, [sheets[0].code, group.starts_on, *"bbbb"]))
    _code, report = run(csv(HEADINGS, [sheets[0].code, group.starts_on, *"bbba"]))
    assert faults(report) == [(2, "code")]


@pytest.mark.parametrize("options", [["--cohort", "nowhere"], ["--phase", "never"]])
def test_an_unknown_cohort_or_test_is_an_error(tmp_path, options):
    path = tmp_path / "answers.csv"
    path.write_text("code\n")
    named = {"--cohort": "nowhere", "--phase": "pre"} | dict([options])
    with pytest.raises(CommandError):
        call_command("import_answers", path, *(word for pair in named.items() for word in pair))
