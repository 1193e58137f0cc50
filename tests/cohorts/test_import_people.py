"""Enrolling from a list: all or nobody, once, and never across a border."""

import io
import json
from datetime import date

import factories
import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from lms.cohorts import actions
from lms.cohorts.actions import ListRefused
from lms.cohorts.importing.dry_run import dry_run
from lms.cohorts.importing.enrolling import ImportReport
from lms.cohorts.importing.participants import Participant
from lms.cohorts.models import Enrolment
from lms.people.models import Organisation, Post, User

HEAD = "full_name,country,email,phone,organisation,sector,post_title,counter_trafficking,post_started_on\n"
LIST = (
    HEAD
    + "Sok Dara,KH,sok@example.org,012345678,Police HQ,police,Officer,yes,2024-01-31\n"
    + "Chea Mony,KH,,012345679,Police HQ,police,Clerk,no,\n"
)


@pytest.fixture
def list_file(tmp_path):
    def write(text):
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def enrol(cohort, text, by=None):
    run = dry_run(cohort, text.encode())
    assert run.problems == []
    return actions.import_people(cohort=cohort, participants=run.participants, by=by)


def rows_of_everything():
    return [User.objects.count(), Post.objects.count(), Organisation.objects.count(), Enrolment.objects.count()]


def test_a_list_makes_people_posts_organisations_and_enrolments(cohort_kh):
    report = enrol(cohort_kh, LIST)
    assert report == ImportReport(created=2, enrolled=2, updated=0, unchanged=0)
    enrolments = cohort_kh.enrolments.select_related("person", "post_at_start__organisation").order_by("person_id")
    assert [
        (row.person.full_name, row.person.email, str(row.post_at_start.organisation), row.post_at_start.started_on)
        for row in enrolments
    ] == [("Sok Dara", "sok@example.org", "Police HQ", date(2024, 1, 31)), ("Chea Mony", None, "Police HQ", None)]
    assert [row.person.has_usable_password() for row in enrolments] == [False, False]


def test_the_same_list_again_changes_nothing(cohort_kh):
    enrol(cohort_kh, LIST)
    before = rows_of_everything()
    assert enrol(cohort_kh, LIST) == ImportReport(created=0, enrolled=0, updated=0, unchanged=2)
    assert rows_of_everything() == before


def test_a_known_person_is_enrolled_again_elsewhere_and_gaps_are_filled(cohort_kh, trainer_kh):
    enrol(cohort_kh, LIST)
    other = factories.cohort(trainers=[trainer_kh])
    text = "full_name,country,email,sex,post_title\nSOMEONE ELSE,KH,sok@example.org,female,Chief\n"
    assert enrol(other, text) == ImportReport(created=0, enrolled=1, updated=1, unchanged=0)
    person = User.objects.get(email="sok@example.org")
    assert (person.full_name, person.sex, person.posts.count()) == ("Sok Dara", "female", 2)


def test_a_national_cohort_takes_its_own_country_only(cohort_kh):
    participant = Participant(row=2, full_name="Somsack", country="LA")
    with pytest.raises(ListRefused) as refusal:
        actions.import_people(cohort=cohort_kh, participants=[participant], by=None)
    assert [(problem.row, problem.field) for problem in refusal.value.problems] == [(2, "country")]


def test_foreign_and_closed_accounts_are_refused_in_the_same_words(trainer_kh, learner_la):
    factories.person(email="closed@example.org", is_active=False)
    cohort = factories.cohort(country="", trainers=[trainer_kh])
    text = f"full_name,country,email\nA,KH,{learner_la.email}\nB,KH,closed@example.org\nC,KH,new@example.org\n"
    run = dry_run(cohort, text.encode())
    assert [(problem.row, problem.field, problem.reason) for problem in run.problems] == [
        (2, "email", "This person cannot be enrolled."),
        (3, "email", "This person cannot be enrolled."),
    ]
    assert run.forecast == ImportReport(created=1, enrolled=1)


def test_one_bad_row_enrols_nobody(cohort_kh):
    good = Participant(row=2, full_name="A", country="KH")
    bad = Participant(row=3, full_name="B", country="LA")
    before = rows_of_everything()
    with pytest.raises(ListRefused):
        actions.import_people(cohort=cohort_kh, participants=[good, bad], by=None)
    assert rows_of_everything() == before


def test_an_import_leaves_one_audit_line(cohort_kh, trainer_kh):
    enrol(cohort_kh, LIST, by=trainer_kh)
    (line,) = ModelLogEntry.objects.filter(action="cohorts.import_people")
    assert (line.user, line.data) == (
        trainer_kh,
        {"rows": 2, "created": 2, "enrolled": 2, "updated": 0, "unchanged": 0},
    )


def many(count):
    return HEAD + "".join(
        f"P{n},KH,p{n}.of{count}@example.org,,Unit {n % 40},police,Officer,yes,\n" for n in range(count)
    )


def test_queries_grow_with_thousands_not_with_rows(cohort_kh):
    counts = []
    for size in (3, 30):
        with CaptureQueriesContext(connection) as queries:
            enrol(factories.cohort(), many(size))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_ten_thousand_people_at_once(cohort_kh):
    content = many(10_000).encode()
    run = dry_run(cohort_kh, content)
    actions.import_people(cohort=cohort_kh, participants=run.participants, by=None)
    assert cohort_kh.enrolments.count() == 10_000


def test_command_reports_json_and_enrols(cohort_kh, list_file):
    out = io.StringIO()
    call_command("import_people", list_file(LIST), cohort=cohort_kh.code, format="json", stdout=out)
    assert json.loads(out.getvalue()) == {
        "rows": 2,
        "created": 2,
        "enrolled": 2,
        "updated": 0,
        "unchanged": 0,
        "problems": [],
    }


def test_command_dry_run_writes_nothing(cohort_kh, list_file):
    before = rows_of_everything()
    out = io.StringIO()
    call_command("import_people", list_file(LIST), cohort=cohort_kh.code, dry_run=True, format="json", stdout=out)
    assert (json.loads(out.getvalue())["enrolled"], rows_of_everything()) == (2, before)


@pytest.mark.parametrize(("dry", "enrolled"), [(True, 2), (False, 0)])
def test_command_names_bad_rows_and_fails(cohort_kh, list_file, dry, enrolled):
    out = io.StringIO()
    path = list_file(LIST + "Nobody,Mars,,,,,,,\n")
    with pytest.raises(SystemExit) as ended:
        call_command("import_people", path, cohort=cohort_kh.code, dry_run=dry, format="json", stdout=out)
    answer = json.loads(out.getvalue())
    assert (ended.value.code, answer["rows"], answer["enrolled"]) == (1, 3, enrolled)
    assert answer["problems"] == [{"row": 4, "field": "country", "reason": "This is none of the six countries."}]


def test_a_further_confirmed_address_is_the_same_person(cohort_kh, learner_kh):
    EmailAddress.objects.create(user=learner_kh, email="further@example.org", verified=True)
    report = enrol(cohort_kh, "full_name,country,email\nSok Sreymom,KH,further@example.org\n")
    assert (report.created, report.enrolled) == (0, 1)
    assert cohort_kh.enrolments.get().person == learner_kh


def test_a_killed_import_leaves_nobody(cohort_kh, monkeypatch):
    before = rows_of_everything()
    monkeypatch.setattr(Enrolment.objects.__class__, "bulk_create", killed)
    with pytest.raises(KeyboardInterrupt):
        enrol(cohort_kh, LIST)
    assert rows_of_everything() == before


def killed(*_args, **_options):
    raise KeyboardInterrupt


PLACED = "full_name,country,email,organisation,post_title,counter_trafficking,post_started_on,province\n"


def test_the_province_is_kept_and_fills_a_gap(cohort_kh):
    enrol(cohort_kh, LIST)
    told = PLACED + "Sok Dara,KH,sok@example.org,Police HQ,Officer,yes,2024-01-31,Takeo\n"
    assert enrol(cohort_kh, told) == ImportReport(created=0, enrolled=0, updated=1, unchanged=0)
    assert enrol(cohort_kh, told) == ImportReport(created=0, enrolled=0, updated=0, unchanged=1)
    post = User.objects.get(email="sok@example.org").posts.get()
    assert (post.title, post.province) == ("Officer", "Takeo")


def test_a_province_that_is_known_is_never_overwritten(cohort_kh):
    row = "Sok Dara,KH,sok@example.org,Police HQ,Officer,yes,2024-01-31,"
    enrol(cohort_kh, PLACED + row + "Takeo\n")
    assert enrol(cohort_kh, PLACED + row + "Kampot\n").unchanged == 1
    assert Post.objects.get().province == "Takeo"


def test_a_phone_fills_a_gap_and_is_never_overwritten(cohort_kh):
    line = "full_name,country,email,phone\nSok Dara,KH,sok@example.org,"
    reports = [enrol(cohort_kh, line + phone + "\n") for phone in ("", "012345678", "099888777")]
    assert [(report.created, report.updated, report.unchanged) for report in reports] == [
        (1, 0, 0),
        (0, 1, 0),
        (0, 0, 1),
    ]
    assert User.objects.get(email="sok@example.org").phone == "012345678"
