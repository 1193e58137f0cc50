"""Contradicting reports wait for somebody to say which stands; a later one opens the question again."""

from datetime import date, timedelta

import alumni_scenes as scenes
import pytest
from django.utils import timezone

from lms.alumni.actions import Statement, add_report
from lms.alumni.actions.settling import settle
from lms.alumni.errors import ConflictSettled
from lms.alumni.models import Case, Contact, Report
from lms.alumni.queries import fieldwork
from lms.alumni.resolving import Said, settled

TODAY = timezone.localdate()


@pytest.fixture
def case(admin, cohort_kh):
    scenes.alumnus(cohort_kh)
    row = scenes.fielded(admin).cases.get()
    add_report(case=row, statement=Statement("same", as_of=TODAY - timedelta(days=3)), by=admin)
    left = Statement("left_govt", source=Report.Source.STAFF_LIST, mode=Contact.Mode.RECORD, as_of=TODAY)
    add_report(case=row, statement=left, by=admin)
    row.refresh_from_db()
    return row


def report_of(case, status):
    return case.reports.get(status=status)


def test_a_contradiction_waits_on_the_work_list(case):
    assert list(fieldwork.in_conflict(case.campaign)) == [case]


@pytest.mark.parametrize(
    ("status", "known_in", "known_out"),
    [("left_govt", TODAY - timedelta(days=3), TODAY), ("same", TODAY - timedelta(days=3), None)],
)
def test_the_chosen_report_decides_and_all_stay(case, admin, status, known_in, known_out):
    settle(case=case, report=report_of(case, status), by=admin)
    case.refresh_from_db()
    assert (case.status, case.known_in, case.known_out, case.settled_by) == (status, known_in, known_out, admin)
    assert (case.reports.count(), list(fieldwork.in_conflict(case.campaign))) == (2, [])


def test_a_second_click_is_refused(case, admin):
    settle(case=case, report=report_of(case, "same"), by=admin)
    with pytest.raises(ConflictSettled):
        settle(case=case, report=report_of(case, "left_govt"), by=admin)
    assert Case.objects.get().status == "same"


def test_a_later_report_that_differs_opens_it_again(case, admin):
    settle(case=case, report=report_of(case, "same"), by=admin)
    add_report(case=case, statement=Statement("retired", source=Report.Source.DOCUMENT), by=admin)
    assert list(fieldwork.in_conflict(case.campaign)) == [case]


@pytest.mark.parametrize("status", ["other_at_same_min", "unknown"])
def test_a_later_report_that_agrees_leaves_it_settled(case, admin, status):
    settle(case=case, report=report_of(case, "same"), by=admin)
    add_report(case=case, statement=Statement(status, source=Report.Source.COLLEAGUE), by=admin)
    case.refresh_from_db()
    assert (case.status, case.settled_by, case.reports.count()) == ("same", admin, 3)


def test_the_person_s_own_words_are_heard_after_a_list_was_let_stand(case, admin):
    settle(case=case, report=report_of(case, "left_govt"), by=admin)
    add_report(case=case, statement=Statement("retired"), by=None)
    case.refresh_from_db()
    assert (case.status, case.status_source, case.settled_at) == ("retired", "self", None)


def test_a_report_about_somebody_else_cannot_be_chosen(case, admin, cohort_kh):
    other = Report(case_id=case.pk + 1, status="same", as_of=TODAY)
    with pytest.raises(ValueError, match="same"):
        settle(case=case, report=other, by=admin)


def test_days_that_cannot_both_be_true_are_left_to_the_chosen_report():
    chosen = Said("document", "left_govt", date(2026, 5, 1), date(2026, 3, 1), "day")
    before = Said("colleague", "same", date(2026, 4, 1))
    found = settled([chosen, before], chosen, endpoint="E2")
    assert (found.known_in, found.known_out) == (date(2026, 2, 28), date(2026, 3, 1))
