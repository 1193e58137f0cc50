from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.actions import recommending, standing
from certificates.actions.deciding import approve
from certificates.actions.reminding import remind_due
from certificates.models import Certificate
from certificates.reissue_rules import years_after
from lms.cohorts.models import Attendance
from lms.core.models import Message


@pytest.fixture
def paper(climber, trainer_kh, taskforce_kh):
    """Of a programme that asks for something before a renewal."""
    request = recommending.recommend(enrolment=climber, note="Good", by=trainer_kh, level="associate")
    certificate = approve(recommendation=request, reason="Good", by=taskforce_kh)
    Message.objects.all().delete()
    return certificate


def ends_in(days):
    until = timezone.localdate() + timedelta(days=days)
    Certificate.objects.update(valid_until=until, issued_on=years_after(until, -3))


def keys():
    return [key.rsplit(":", 1)[-1] for key in Message.objects.order_by("pk").values_list("key", flat=True)]


@pytest.mark.parametrize(
    ("days", "told"),
    [(91, []), (90, ["90"]), (31, ["90"]), (30, ["30"]), (8, ["30"]), (7, ["7"]), (0, ["7"]), (-1, [])],
)
def test_a_holder_is_told_90_30_and_7_days_before_the_end(paper, days, told):
    ends_in(days)
    assert (remind_due(), keys()) == (len(told), told)


def test_each_mail_leaves_once_through_the_whole_time(paper):
    for days in range(92, -3, -1):
        ends_in(days)
        remind_due()
    assert keys() == ["90", "30", "7"]


def test_a_day_without_service_loses_no_mail(paper):
    for days in (100, 20, 3):
        ends_in(days)
        remind_due()
    assert keys() == ["30", "7"]


@pytest.mark.parametrize("state", ["suspended", "superseded", "revoked", "expired"])
def test_who_holds_no_valid_certificate_is_not_told(paper, state):
    ends_in(20)
    Certificate.objects.update(state=state)
    assert remind_due() == 0


def test_a_suspended_holder_is_told_after_the_reinstatement(paper, taskforce_kh):
    standing.suspend(certificate=paper, reason="Under review.", by=taskforce_kh)
    Message.objects.all().delete()
    ends_in(20)
    assert remind_due() == 0
    standing.reinstate(certificate=paper, reason="All is well.", by=taskforce_kh)
    assert remind_due() == 1


@pytest.mark.parametrize("change", [{"email": None}, {"is_active": False}])
def test_who_cannot_be_reached_is_left_out(paper, change):
    ends_in(20)
    type(paper.person).objects.filter(pk=paper.person_id).update(**change)
    assert remind_due() == 0


def test_the_mail_says_what_is_missing_and_stops_saying_so(paper, meet_all, climber, trainer_kh):
    Attendance.objects.update(marked_at=timezone.now() - timedelta(days=4 * 365))
    ends_in(80)
    remind_due()
    meet_all(climber, trainer_kh)
    ends_in(20)
    remind_due()
    bodies = [mail.body for mail in Message.objects.order_by("pk")]
    assert [("Came again" in body, "/km/my/certificates/" in body) for body in bodies] == [(True, True), (False, True)]
    assert {mail.language for mail in Message.objects.all()} == {"km"}
