"""What an interviewer's call changes: the attempt, the answer, the time agreed; each form once."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import alumni_scenes as scenes
import call_scenes as calls
import factories
import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.alumni import actions
from lms.alumni.actions import Call
from lms.alumni.errors import AnsweredAlready, CannotCall
from lms.alumni.models import Campaign, Case, Contact, Report
from lms.alumni.status import Answers, Place
from lms.people.models import Consent, Role
from lms.people.queries import consents_of

SAME = Answers(Place.SAME_POST, has_formal_duty=True)
Outcome, Disposition = Contact.Outcome, Case.Disposition


@pytest.fixture
def interviewer_kh(db):
    return calls.interviewer(full_name="Heng Sophea")


@pytest.fixture
def case(admin, cohort_kh, interviewer_kh):
    person = scenes.alumnus(cohort_kh)
    calls.in_field(admin, to=interviewer_kh)
    return calls.case_of(person)


def record(case, by, key=None, **fields):
    call = Call(**{"outcome": Outcome.NO_ANSWER, "called_at": timezone.now(), "language": "km", **fields})
    actions.record_call(case=case, call=call, key=key or uuid4(), by=by)
    case.refresh_from_db()


def by_phone(case):
    return list(case.contacts.filter(mode="phone").values_list("outcome", flat=True))


def test_an_answer_by_phone_resolves_the_case_and_names_its_mode(case, interviewer_kh):
    record(case, interviewer_kh, outcome=Outcome.ANSWERED, answers=SAME)
    assert (case.disposition, case.status, by_phone(case)) == (Disposition.COMPLETE, Case.Status.SAME, ["answered"])
    report = Report.objects.get()
    assert (report.source, report.mode, report.language, report.made_by) == ("self", "phone", "km", interviewer_kh)


def test_an_old_link_does_not_hinder_an_answer_by_phone(case, interviewer_kh):
    Case.objects.update(token_expires_at=timezone.now() - timedelta(days=5))
    record(case, interviewer_kh, outcome=Outcome.ANSWERED, answers=SAME)
    assert case.disposition == Disposition.COMPLETE


@pytest.mark.parametrize(
    ("place", "disposition", "outcome"),
    [(Place.SAME_POST, Disposition.PARTIAL, "partly"), (Place.OTHER_MINISTRY, Disposition.REFUSED, "refused")],
)
def test_who_stops_midway_answered_in_part_only_where_the_status_is_told(
    case, interviewer_kh, place, disposition, outcome
):
    record(case, interviewer_kh, outcome=Outcome.PARTLY, answers=Answers(place, is_cut_short=True))
    assert (case.disposition, by_phone(case)) == (disposition, [outcome])


def test_the_same_form_is_taken_once(case, interviewer_kh):
    key = uuid4()
    for _sending in range(3):
        record(case, interviewer_kh, key, outcome=Outcome.NO_ANSWER)
    assert by_phone(case) == ["no_answer"]


def test_the_same_answer_sent_again_is_no_second_answer(case, interviewer_kh):
    key = uuid4()
    record(case, interviewer_kh, key, outcome=Outcome.ANSWERED, answers=SAME)
    record(case, interviewer_kh, key, outcome=Outcome.ANSWERED, answers=SAME)
    assert (by_phone(case), Report.objects.count()) == (["answered"], 1)


def test_an_answer_after_that_of_the_link_is_refused_and_may_be_sent_again(case, interviewer_kh):
    actions.answer(case=case, answers=SAME, language="km", by=None)
    for _sending in range(2):
        with pytest.raises(AnsweredAlready):
            record(case, interviewer_kh, outcome=Outcome.ANSWERED, answers=Answers(Place.RETIRED))
    assert (Report.objects.count(), case.submissions.count()) == (1, 0)


def test_a_call_sent_later_counts_for_the_day_of_the_call(case, interviewer_kh):
    called_at = timezone.now() - timedelta(days=3)
    record(case, interviewer_kh, outcome=Outcome.ANSWERED, answers=SAME, called_at=called_at)
    assert Report.objects.get().as_of == timezone.localdate(called_at)
    assert (case.answered_at, case.contacts.get(mode="phone").made_at) == (called_at, called_at)


def test_the_next_call_is_noted_and_forgotten_after_it(case, interviewer_kh):
    agreed = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
    record(case, interviewer_kh, outcome=Outcome.CALL_BACK, call_back_at=agreed)
    assert case.call_back_at == agreed
    record(case, interviewer_kh, outcome=Outcome.ANSWERED, answers=SAME)
    assert case.call_back_at is None


def test_that_somebody_died_is_told_by_others(case, interviewer_kh):
    record(case, interviewer_kh, outcome=Outcome.DIED)
    report = Report.objects.get()
    assert (case.disposition, case.status, report.source) == (Disposition.OTHER, Case.Status.DECEASED, "colleague")


def test_consents_asked_by_phone_are_noted_one_by_one(case, interviewer_kh):
    said = Answers(Place.SAME_POST, may_ask_colleague=True, may_look_up=False)
    record(case, interviewer_kh, outcome=Outcome.ANSWERED, answers=said)
    given = consents_of(case.person)
    assert (given["proxy"], given["records"], given["follow_up"]) == (True, False, True)
    assert case.person.consents.count() == 3


def test_opening_a_case_leaves_a_line(case, interviewer_kh):
    actions.open_call(case=case, by=interviewer_kh)
    line = ModelLogEntry.objects.get(action="alumni.open_call")
    assert (line.user, line.object_id) == (interviewer_kh, str(case.pk))


def not_assigned(case, interviewer):
    Case.objects.update(assigned_to=calls.interviewer())


def closed(case, interviewer):
    Campaign.objects.update(state=Campaign.State.CLOSED)


def too_early(case, interviewer):
    Campaign.objects.update(phone_from_day=41)


def not_by_phone(case, interviewer):
    Campaign.objects.update(modes=["web", "proxy"])


def withdrawn(case, interviewer):
    Consent.objects.create(person=case.person, purpose=Consent.Purpose.FOLLOW_UP, is_given=False)


def superior(case, interviewer):
    factories.post(case.person, manager=interviewer)


def not_followed_up(case, interviewer):
    Campaign.objects.update(design=Campaign.Design.CENSUS)


def no_longer_interviewer(case, interviewer):
    Role.objects.filter(person=interviewer).update(ended_at=timezone.now())
    interviewer.__dict__.pop("active_roles", None)


def refused(case, interviewer):
    record(case, interviewer, outcome=Outcome.REFUSED)


def spare(case, interviewer):
    Case.objects.update(replicate=1)


HINDRANCES = [
    not_assigned,
    closed,
    too_early,
    not_by_phone,
    withdrawn,
    superior,
    not_followed_up,
    no_longer_interviewer,
    refused,
    spare,
]


@pytest.mark.parametrize("hindrance", HINDRANCES)
def test_a_call_that_may_not_be_is_refused(case, interviewer_kh, hindrance):
    hindrance(case, interviewer_kh)
    before = Contact.objects.count()
    with pytest.raises(CannotCall):
        record(case, interviewer_kh, outcome=Outcome.NO_ANSWER)
    assert Contact.objects.count() == before


def test_a_call_made_before_the_closing_day_is_taken_after_it(case, interviewer_kh):
    yesterday = timezone.localdate() - timedelta(days=1)
    Campaign.objects.update(closes_on=yesterday, opens_on=date(2026, 1, 1))
    with pytest.raises(CannotCall):
        record(case, interviewer_kh, outcome=Outcome.NO_ANSWER)
    record(case, interviewer_kh, outcome=Outcome.NO_ANSWER, called_at=timezone.now() - timedelta(days=1))
    assert by_phone(case) == ["no_answer"]
