"""A ministry's list: every fault by its row, nothing written until all is right, and nobody who did not agree."""

from datetime import date, timedelta

import alumni_scenes as scenes
import pytest
from django.utils import timezone

from lms.alumni.actions import Statement, add_report
from lms.alumni.actions.transfer import import_list
from lms.alumni.errors import CannotContact, ListHasFaults
from lms.alumni.models import DataAgreement, Report
from lms.alumni.transfer.dry_run import Facts, dry_run
from lms.alumni.transfer.reading import interpret
from lms.people import actions as people
from lms.people.models import Consent

TODAY = timezone.localdate()
DOCUMENT = Facts(Report.Source.DOCUMENT, TODAY)
HEADINGS = ["Full name", "E-mail", "Number", "Status", "Since", "New office"]


def csv(*rows, headings=HEADINGS):
    return "\n".join(",".join(row) for row in [headings, *rows]).encode()


def read(*rows, as_of=TODAY, is_complete=False, headings=HEADINGS):
    table = [(number, list(row)) for number, row in enumerate([headings, *rows], start=1)]
    return interpret(table, as_of=as_of, is_complete=is_complete)


@pytest.fixture
def world(admin, cohort_kh):
    """A campaign of four who agreed to lists, in the same unit; their cases by number."""
    unit = scenes.factories.organisation()
    for number in range(4):
        person = scenes.alumnus(cohort_kh, full_name=f"Name {number}", email=f"name{number}@example.org")
        person.enrolments.update(post_at_start=scenes.factories.post(person, organisation=unit))
        Consent.objects.create(person=person, purpose=Consent.Purpose.RECORDS, is_given=True)
    campaign = scenes.fielded(admin)
    return campaign, unit, list(campaign.cases.select_related("person").order_by("person"))


@pytest.mark.parametrize(
    ("since", "changed_on", "precision"),
    [
        ("2026-03-04", date(2026, 3, 4), "day"),
        ("04/03/2569", date(2026, 3, 4), "day"),
        ("2026-03", date(2026, 3, 1), "month"),
        ("3/2026", date(2026, 3, 1), "month"),
        ("2569", date(2026, 1, 1), "year"),
        ("", None, ""),
    ],
)
def test_a_day_a_month_or_a_year(since, changed_on, precision):
    line = read(["A", "", "", "retired", since, ""]).lines[0]
    assert (line.changed_on, line.precision) == (changed_on, precision)


def test_words_of_any_language_are_understood():
    lines = read(["A", "", "", "Retired", "", "police"], ["B", "", "", "left government", "", "公安"]).lines
    assert [(line.status, line.unit_kind) for line in lines] == [("retired", "police"), ("left_govt", "police")]


def test_every_fault_stands_by_its_row():
    later = (TODAY + timedelta(days=3)).isoformat()
    found = read(
        ["", "", "", "retired", "", ""],
        ["A", "nobody", "", "gone fishing", "2026-13", "palace"],
        ["B", "", "", "", later, ""],
    )
    assert [(fault.row, fault.field) for fault in found.faults] == [
        *((2, "full_name"), (3, "email"), (3, "status"), (3, "since"), (3, "unit_kind"), (4, "status"), (4, "since")),
    ]
    assert found.lines == []


def test_columns_that_nobody_asked_for_are_not_read():
    found = read(["A", "retired", "K 123"], headings=["Name", "Status", "Salary"])
    assert (found.ignored, len(found.lines)) == (["Salary"], 1)


def test_people_are_found_by_number_e_mail_and_name(world, admin):
    campaign, _unit, cases = world
    code = people.issue_sign_in_code(person=cases[3].person, by=admin)
    run = dry_run(
        campaign,
        csv(
            ["", "", str(cases[0].person_id), "retired", "", ""],
            ["", "name1@example.org", "", "retired", "", ""],
            ["NAME 2", "", "", "retired", "", ""],
            ["", "", code, "retired", "", ""],
            ["Somebody Else", "", "", "retired", "", ""],
            ["Name 0", "somebody@example.org", "", "retired", "", ""],
        ),
        DOCUMENT,
    )
    assert [(one.row, one.case) for one in run.planned] == list(zip((2, 3, 4, 5), cases, strict=True))
    assert (run.strangers, run.faults) == ([6, 7], [])


def test_two_of_one_name_and_the_same_person_twice_are_faults(world, cohort_kh):
    campaign, _unit, cases = world
    cases[1].person.full_name = "Name 0"
    cases[1].person.save()
    rows = [["Name 0", "", "", "retired", "", ""], *[["Name 2", "", "", "retired", "", ""]] * 2]
    assert [fault.row for fault in dry_run(campaign, csv(*rows), DOCUMENT).faults] == [2, 4]


def test_only_where_the_person_agreed_or_an_agreement_holds(world, admin):
    campaign, unit, cases = world
    Consent.objects.filter(person__in=[cases[0].person, cases[1].person]).delete()
    Consent.objects.create(person=cases[2].person, purpose=Consent.Purpose.RECORDS, is_given=False)
    content = csv(*[[f"Name {number}", "", "", "retired", "", ""] for number in range(4)])
    agreed = [one.case for one in dry_run(campaign, content, DOCUMENT).planned]
    DataAgreement.objects.create(
        country="KH", organisation=unit, excludes_personnel_use=True, signed_on=TODAY, recorded_by=admin
    )
    run = dry_run(campaign, content, DOCUMENT)
    assert (agreed, [one.case for one in run.planned]) == ([cases[3]], [cases[0], cases[1], cases[3]])
    assert run.without_basis == 1


def test_a_complete_list_says_who_is_out_by_its_day(world, admin):
    campaign, unit, cases = world
    add_report(case=cases[1], statement=Statement("same", as_of=TODAY - timedelta(days=30)), by=None)
    add_report(case=cases[2], statement=Statement("retired"), by=None)
    facts = Facts(Report.Source.STAFF_LIST, TODAY, unit.pk, "left_govt")
    import_list(campaign=campaign, content=csv(["Name 0", "", "", "", "", ""]), facts=facts, by=admin)
    known = [
        (case.status, case.status_source, case.known_in, case.known_out) for case in campaign.cases.order_by("person")
    ]
    assert known == [
        ("unknown", "", None, None),
        ("same", "self", TODAY - timedelta(days=30), None),
        ("retired", "self", None, TODAY),
        ("left_govt", "staff_list", None, TODAY),
    ]
    assert list(campaign.cases.filter(has_conflict=True)) == [cases[1]]


def test_taking_over_keeps_reports_and_leaves_the_asking_alone(world, admin):
    campaign, _unit, cases = world
    content = csv(["Name 0", "", "", "other ministry, other work".replace(",", ";"), "2026-03", "health"])
    assert not dry_run(campaign, content, DOCUMENT).is_clean
    content = csv(["Name 0", "", "", "other_govt", "2026-03", "health"])
    counts = [import_list(campaign=campaign, content=content, facts=DOCUMENT, by=admin) for _time in range(2)]
    case = campaign.cases.get(pk=cases[0].pk)
    report = case.reports.get()
    assert (counts, case.status, case.disposition, case.contacts.count()) == ([1, 0], "other_govt", "NC", 2)
    assert (report.source, report.mode, report.as_of, report.precision, report.new_unit_kind) == (
        *("document", "record", TODAY, "month", "health"),
    )
    assert (case.known_in, case.known_out) == (date(2026, 3, 1), date(2026, 3, 31))


def test_one_fault_keeps_everything_out(world, admin):
    campaign = world[0]
    content = csv(["Name 0", "", "", "retired", "", ""], ["Name 1", "", "", "gone", "", ""])
    with pytest.raises(ListHasFaults):
        import_list(campaign=campaign, content=content, facts=DOCUMENT, by=admin)
    assert Report.objects.count() == 0


def test_a_closed_campaign_takes_no_list(world, admin):
    campaign = world[0]
    scenes.actions.close(campaign=campaign, by=admin)
    with pytest.raises(CannotContact):
        import_list(campaign=campaign, content=csv(), facts=DOCUMENT, by=admin)
