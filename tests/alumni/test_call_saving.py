"""A filled form comes at once or days later, once or ten times: it is taken once, or refused in words."""

from datetime import timedelta
from uuid import uuid4

import alumni_scenes as scenes
import call_scenes as calls
import pytest
from django.test import Client
from django.utils import timezone

from lms.alumni import actions
from lms.alumni.models import Campaign, Case, Contact, Report, Submission
from lms.alumni.status import Answers, Place
from lms.core.saving import milliseconds

SAVE = "/en/calls/save/"


@pytest.fixture
def interviewer_kh(db):
    return calls.interviewer(full_name="Heng Sophea")


@pytest.fixture
def case(admin, cohort_kh, interviewer_kh):
    person = scenes.alumnus(cohort_kh)
    calls.in_field(admin, to=interviewer_kh)
    return calls.case_of(person)


def sent(case, kind="call", at=None, **fields):
    place = {"case": case.pk, "kind": kind, "sequence": milliseconds(at or timezone.now())}
    return {**place, **calls.sent(**fields)}


def rows():
    return Contact.objects.exclude(mode="mail").count(), Report.objects.count(), Submission.objects.count()


def test_a_call_is_saved_and_the_page_told_so(signed_in, case, interviewer_kh):
    form = sent(case, **calls.ANSWERED)
    response = signed_in(interviewer_kh).post(SAVE, form)
    assert (response.status_code, response.json()["sequence"], list(response.json())) == (
        200,
        form["sequence"],
        ["saved_at", "sequence"],
    )
    assert rows() == (1, 1, 1)


def test_what_somebody_else_said_is_saved(signed_in, case, interviewer_kh):
    calls.allow_others(case.person)
    assert signed_in(interviewer_kh).post(SAVE, sent(case, "proxy", **calls.TOLD)).status_code == 200
    assert Report.objects.get().mode == "proxy"


def test_a_form_sent_again_is_answered_as_the_first_time(signed_in, case, interviewer_kh):
    form, client = sent(case, **calls.ANSWERED), signed_in(interviewer_kh)
    answers = [client.post(SAVE, form) for _sending in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert rows() == (1, 1, 1)


def test_a_form_of_the_page_is_not_taken_again_by_its_script(signed_in, case, interviewer_kh):
    form, client = sent(case, outcome="no_answer"), signed_in(interviewer_kh)
    client.post(f"/en/calls/{case.pk}/", form)
    assert (client.post(SAVE, form).status_code, rows()) == (200, (1, 0, 1))


def test_a_call_kept_on_the_device_counts_for_its_own_day(signed_in, case, interviewer_kh):
    at = timezone.now() - timedelta(days=2)
    signed_in(interviewer_kh).post(SAVE, sent(case, at=at, **calls.ANSWERED))
    assert Report.objects.get().as_of == timezone.localdate(at)


def test_no_clock_of_a_device_reaches_into_the_future_or_far_back(signed_in, case, interviewer_kh):
    Campaign.objects.update(phone_from_day=0)
    client, now = signed_in(interviewer_kh), timezone.now()
    for days in (400, -400):
        client.post(SAVE, sent(case, at=now + timedelta(days=days), outcome="no_answer"))
    first, last = Contact.objects.filter(mode="phone").order_by("made_at").values_list("made_at", flat=True)
    assert (now - first).days in (29, 30)
    assert last <= timezone.now()


def test_a_form_with_a_fault_says_which(signed_in, case, interviewer_kh):
    response = signed_in(interviewer_kh).post(SAVE, sent(case, outcome="answered", is_person="on"))
    assert response.status_code == 400
    assert response.json()["message"] == "Where do you work now?: This field is required."
    assert rows() == (0, 0, 0)


def test_an_answer_after_that_of_the_link_is_refused_in_words(signed_in, case, interviewer_kh):
    actions.answer(case=case, answers=Answers(Place.SAME_POST), language="km", by=None)
    response = signed_in(interviewer_kh).post(SAVE, sent(case, **calls.ANSWERED))
    assert (response.status_code, "answered already" in response.json()["message"]) == (409, True)
    assert Submission.objects.count() == 0


def test_a_call_after_the_follow_up_closed_is_refused_in_words(signed_in, case, interviewer_kh):
    Campaign.objects.update(state=Campaign.State.CLOSED)
    response = signed_in(interviewer_kh).post(SAVE, sent(case, **calls.ANSWERED))
    assert (response.status_code, "not on your list" in response.json()["message"]) == (409, True)


def test_whose_case_it_is_not_saves_nothing(signed_in, case, admin, learner_kh):
    for somebody in (calls.interviewer(), admin, learner_kh):
        assert signed_in(somebody).post(SAVE, sent(case, **calls.ANSWERED)).status_code == 404
    assert rows() == (0, 0, 0)


def test_who_is_signed_out_is_led_to_the_sign_in(client, case):
    response = client.post(SAVE, sent(case, **calls.ANSWERED))
    assert response.status_code == 403
    assert response.json()["sign_in"] == "/en/accounts/login/?next=%2Fen%2Fcalls%2F"
    assert rows() == (0, 0, 0)


@pytest.mark.parametrize(
    "fault",
    [{"case": "x"}, {"kind": "letter"}, {"key": "1"}, {"sequence": ""}, {"sequence": "-1"}, {"case": 2**40}],
)
def test_what_no_page_sends_is_refused(signed_in, case, interviewer_kh, fault):
    response = signed_in(interviewer_kh).post(SAVE, {**sent(case, **calls.ANSWERED), **fault})
    assert (response.status_code, rows()) == (400, (0, 0, 0))


def test_it_needs_its_csrf_token_and_a_post(case, interviewer_kh):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(interviewer_kh)
    assert (strict.post(SAVE, sent(case, **calls.ANSWERED)).status_code, strict.get(SAVE).status_code) == (403, 405)


def test_a_key_of_another_case_saves_nothing_twice(signed_in, case, interviewer_kh):
    key = str(uuid4())
    client = signed_in(interviewer_kh)
    client.post(SAVE, {**sent(case, outcome="no_answer"), "key": key})
    Case.objects.update(call_back_at=None)
    assert client.post(SAVE, {**sent(case, outcome="wrong_number"), "key": key}).status_code == 200
    assert rows() == (1, 0, 1)
