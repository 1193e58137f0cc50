"""Others are asked only where the person agreed or an agreement holds, and what they say stays marked as theirs."""

from datetime import date
from uuid import uuid4

import alumni_scenes as scenes
import call_scenes as calls
import factories
import pytest
from django.utils import timezone

from lms.alumni import actions
from lms.alumni.actions import Statement
from lms.alumni.errors import CannotAskOthers
from lms.alumni.models import Campaign, Case, Contact, DataAgreement, Report
from lms.alumni.permissions import can_ask_about
from lms.alumni.status import Answers, Place


@pytest.fixture
def interviewer_kh(db):
    return calls.interviewer(full_name="Heng Sophea")


@pytest.fixture
def case(admin, cohort_kh, interviewer_kh):
    person = scenes.alumnus(cohort_kh, full_name="Sok Sreymom")
    factories.enrolment(cohort_kh, factories.person(full_name="Keo Dara"), completed_on=scenes.COMPLETED_ON)
    calls.in_field(admin, to=interviewer_kh)
    return calls.case_of(person)


def agreement(by, **fields):
    fields = {"country": "KH", "reference": "MoU 7", "signed_on": date(2025, 1, 1), **fields}
    return DataAgreement.objects.create(excludes_personnel_use=True, recorded_by=by, **fields)


def ask(case, by, **fields):
    said = Statement(**{"status": Case.Status.OTHER_GOVT, "source": "focal_point", "mode": "proxy", **fields})
    return actions.ask_others(case=case, statement=said, asked_at=timezone.now(), key=uuid4(), by=by)


def test_nobody_is_asked_about_without_a_basis(case, interviewer_kh):
    assert can_ask_about(interviewer_kh, case) is False
    with pytest.raises(CannotAskOthers):
        ask(case, interviewer_kh)
    assert Report.objects.count() == 0


def test_who_agreed_may_be_asked_about(case, interviewer_kh):
    calls.allow_others(case.person)
    assert can_ask_about(interviewer_kh, case) is True


def test_an_agreement_that_holds_covers_who_never_answered(case, interviewer_kh, admin):
    held = agreement(admin)
    assert can_ask_about(interviewer_kh, case) is True
    DataAgreement.objects.filter(pk=held.pk).update(ends_on=date(2025, 12, 31))
    assert can_ask_about(interviewer_kh, case) is False


def test_a_refusal_wins_over_an_agreement(case, interviewer_kh, admin):
    agreement(admin)
    calls.allow_others(case.person, is_given=False)
    assert can_ask_about(interviewer_kh, case) is False


def test_who_refused_this_follow_up_is_not_asked_about(case, interviewer_kh):
    calls.allow_others(case.person)
    Case.objects.filter(pk=case.pk).update(disposition=Case.Disposition.REFUSED)
    assert can_ask_about(interviewer_kh, case) is False


@pytest.mark.parametrize("change", [{"proxy_from_day": 41}, {"modes": ["web", "phone"]}, {"state": "closed"}])
def test_others_are_asked_from_their_day_on_where_the_follow_up_does_so(case, interviewer_kh, change):
    calls.allow_others(case.person)
    Campaign.objects.update(**change)
    assert can_ask_about(interviewer_kh, case) is False


def test_who_was_too_ill_to_answer_may_still_be_asked_about(case, interviewer_kh):
    calls.allow_others(case.person)
    Case.objects.filter(pk=case.pk).update(disposition=Case.Disposition.OTHER)
    assert can_ask_about(interviewer_kh, case) is True


def test_what_others_say_gives_a_status_and_no_answer(case, interviewer_kh):
    calls.allow_others(case.person)
    report = ask(case, interviewer_kh, changed_on=date(2026, 3, 1), precision="month", new_unit_kind="police")
    case.refresh_from_db()
    assert (case.disposition, case.answered_at) == (Case.Disposition.NO_CONTACT, None)
    assert (case.status, case.status_source) == (Case.Status.OTHER_GOVT, "focal_point")
    assert (report.mode, report.new_unit_kind, report.made_by) == ("proxy", "police", interviewer_kh)
    assert list(case.contacts.filter(mode="proxy").values_list("outcome", flat=True)) == [Contact.Outcome.TOLD]


def test_the_same_form_is_taken_once(case, interviewer_kh):
    calls.allow_others(case.person)
    said = Statement(status=Case.Status.RETIRED, source="colleague", mode="proxy")
    key = uuid4()
    for _sending in range(2):
        actions.ask_others(case=case, statement=said, asked_at=timezone.now(), key=key, by=interviewer_kh)
    assert (Report.objects.count(), case.contacts.filter(mode="proxy").count()) == (1, 1)


def test_the_persons_own_answer_stands_above_what_others_said_and_the_difference_is_shown(case, interviewer_kh):
    calls.allow_others(case.person)
    ask(case, interviewer_kh)
    actions.answer(case=case, answers=Answers(Place.SAME_POST), language="km", by=None)
    case.refresh_from_db()
    assert (case.status, case.status_source, case.has_conflict) == (Case.Status.SAME, "self", True)


def address(case):
    return f"/en/calls/{case.pk}/proxy/"


def test_the_page_names_this_person_and_nobody_else(case, interviewer_kh, signed_in):
    calls.allow_others(case.person)
    text = signed_in(interviewer_kh).get(address(case)).content.decode()
    assert ("Sok Sreymom" in text, "Keo Dara" in text, "told by somebody else" in text) == (True, False, True)
    assert case.person.email not in text


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"is_not_superior": ""}, ["is_not_superior"]),
        ({"source": "self"}, ["source"]),
        ({"source": "document"}, ["source"]),
        ({"changed_month": "3"}, ["changed_month"]),
        ({"changed_month": "12", "changed_year": str(timezone.localdate().year + 1)}, ["changed_year"]),
        ({"status": "vanished"}, ["status"]),
    ],
)
def test_a_form_with_a_fault_is_sent_back(case, interviewer_kh, signed_in, sent, wrong):
    calls.allow_others(case.person)
    response = signed_in(interviewer_kh).post(address(case), calls.sent(**{**calls.TOLD, **sent}))
    assert (response.status_code, list(response.context["form"].errors)) == (200, wrong)
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"changed_month": "3", "changed_year": "2025"}, (date(2025, 3, 1), "month")),
        ({"changed_year": "2025"}, (date(2025, 1, 1), "year")),
        ({}, (None, "")),
        ({"changed_year": "2025", "status": "same"}, (None, "")),
    ],
)
def test_the_month_or_the_year_alone_is_kept(case, interviewer_kh, signed_in, sent, expected):
    calls.allow_others(case.person)
    response = signed_in(interviewer_kh).post(address(case), calls.sent(**{**calls.TOLD, **sent}))
    assert (response.status_code, response["Location"]) == (302, "/en/calls/")
    report = Report.objects.get()
    assert (report.changed_on, report.precision) == expected


def test_the_page_of_a_person_nobody_may_be_asked_about_leads_back(case, interviewer_kh, signed_in):
    response = signed_in(interviewer_kh).get(address(case))
    assert (response.status_code, response["Location"]) == (302, "/en/calls/")
