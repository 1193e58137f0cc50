"""How the asking of one person stands follows from every attempt, never from what others told."""

import alumni_scenes as scenes
import pytest
from django.utils import timezone

from lms.alumni import rates
from lms.alumni.actions import Statement, add_report, answer
from lms.alumni.actions.contacts import note_contact
from lms.alumni.dispositions import disposition_of
from lms.alumni.errors import CannotContact
from lms.alumni.models import Case, Contact, Report
from lms.alumni.status import Answers, Place

Mode, Outcome = Contact.Mode, Contact.Outcome


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([], "NC"),
        (["invited", "reminded"], "NC"),
        (["no_answer", "no_answer"], "NC"),
        (["wrong_number"], "UO"),
        (["not_certain", "no_answer"], "UO"),
        (["wrong_number", "call_back", "no_answer"], "NC"),
        (["call_back", "refused", "no_answer"], "R"),
        (["refused", "died"], "O"),
        (["unable"], "O"),
        (["died", "never_trained"], "NE"),
        (["told"], "NC"),
        (["wrong_number", "told"], "UO"),
    ],
)
def test_disposition_by_every_outcome(outcomes, code):
    assert disposition_of(outcomes) == code


@pytest.fixture
def case(admin, cohort_kh):
    scenes.alumni(cohort_kh, 2)
    return scenes.fielded(admin).cases.first()


def test_a_contact_is_kept_and_sets_code_and_time_to_call_again(case, admin):
    later = timezone.now() + timezone.timedelta(days=1)
    note_contact(case=case, mode=Mode.PHONE, outcome=Outcome.CALL_BACK, by=admin, call_back_at=later)
    assert (case.disposition, case.call_back_at) == ("NC", later)
    note_contact(case=case, mode=Mode.PHONE, outcome=Outcome.REFUSED, by=admin)
    assert (case.disposition, case.call_back_at) == ("R", None)
    assert list(case.contacts.values_list("outcome", flat=True)) == ["invited", "call_back", "refused"]


def test_an_answered_case_keeps_its_code(case, admin):
    answer(case=case, answers=Answers(Place.SAME_POST, True, True), language="en", by=None)
    note_contact(case=case, mode=Mode.PHONE, outcome=Outcome.WRONG_NUMBER, by=admin)
    assert (case.disposition, case.contacts.count()) == ("I", 3)


def test_what_others_tell_does_not_enter_the_response_rate(case, admin):
    add_report(case=case, statement=Statement("left_govt", source=Report.Source.COLLEAGUE, mode=Mode.PROXY), by=admin)
    case.refresh_from_db()
    codes = list(case.campaign.cases.values_list("disposition", flat=True))
    rate = rates.outcome_rates({code: codes.count(code) for code in codes})["RR1"]
    assert (case.status, case.disposition, rate) == ("left_govt", "NC", 0)


def test_answers_are_not_noted_by_hand(case, admin):
    with pytest.raises(ValueError, match="answered"):
        note_contact(case=case, mode=Mode.PHONE, outcome=Outcome.ANSWERED, by=admin)


@pytest.mark.parametrize("change", [{"replicate": 1}, {"replicate": 2}])
def test_a_spare_person_cannot_be_contacted(case, admin, change):
    Case.objects.filter(pk=case.pk).update(**change)
    with pytest.raises(CannotContact):
        note_contact(case=case, mode=Mode.PHONE, outcome=Outcome.NO_ANSWER, by=admin)


def test_nobody_is_contacted_after_the_close(case, admin):
    scenes.actions.close(campaign=case.campaign, by=admin)
    with pytest.raises(CannotContact):
        note_contact(case=case, mode=Mode.PHONE, outcome=Outcome.NO_ANSWER, by=admin)
    assert case.contacts.count() == 1
