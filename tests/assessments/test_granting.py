"""After the last try a trainer may open one more, once the two have talked."""

import assessment_factories as make
import factories
import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.assessments import errors
from lms.assessments.actions import granting
from lms.assessments.models import GrantedTry

pytestmark = pytest.mark.django_db
REASON = "We went through the lessons on consent together."


@pytest.fixture
def enrolment(cohort_kh, learner_kh):
    make.forms()
    return factories.enrolment(cohort_kh, learner_kh)


@pytest.fixture
def used_up(enrolment):
    make.taken(enrolment, "pre", "")
    for _try in range(3):
        make.move_back(make.taken(enrolment, "post", ""), days=30)
    return enrolment


def grant(enrolment, by):
    return granting.grant_try(enrolment=enrolment, reason=REASON, by=by)


def address(enrolment):
    return reverse("assessments:grant_try", args=[enrolment.cohort.code, enrolment.pk])


def test_one_more_try_is_one_row_with_its_reason(used_up, trainer_kh):
    row = grant(used_up, trainer_kh)
    assert (row.number, row.reason, row.granted_by) == (4, REASON, trainer_kh)
    assert ModelLogEntry.objects.get(action="assessments.grant_try").data["reason"] == REASON
    assert make.start(used_up, "post").number == 4


def test_one_more_try_is_given_once(used_up, trainer_kh):
    grant(used_up, trainer_kh)
    with pytest.raises(errors.TriesLeft):
        grant(used_up, trainer_kh)
    make.taken(used_up, "post", "")
    with pytest.raises(errors.TriesLeft):
        grant(used_up, trainer_kh)


def test_no_grant_while_tries_are_left_or_the_test_is_passed(enrolment, trainer_kh):
    with pytest.raises(errors.TriesLeft):
        grant(enrolment, trainer_kh)
    make.taken(enrolment, "pre", "")
    make.taken(enrolment, "post", "bbbb")
    with pytest.raises(errors.TriesLeft):
        grant(enrolment, trainer_kh)
    assert GrantedTry.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("trainer_kh", 200),
        ("trainer_la", 404),
        ("admin", 404),
        ("learner_kh", 404),
        ("taskforce_kh", 404),
        ("observer_kh", 404),
    ],
)
def test_who_may_give_a_try(used_up, signed_in, request, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(address(used_up)).status_code == status
    sent = client.post(address(used_up), {"reason": REASON})
    assert sent.status_code == (302 if status == 200 else 404)
    assert GrantedTry.objects.count() == (status == 200)


def test_a_trainer_never_gives_the_own_self_a_try(cohort_kh, trainer_kh, signed_in):
    own = factories.enrolment(cohort_kh, trainer_kh)
    assert signed_in(trainer_kh).get(address(own)).status_code == 404


def test_the_withdrawn_and_those_of_other_cohorts_do_not_exist(used_up, cohort_la, trainer_kh, signed_in):
    client = signed_in(trainer_kh)
    assert client.get(reverse("assessments:grant_try", args=[cohort_la.code, used_up.pk])).status_code == 404
    used_up.withdrawn_at = timezone.now()
    used_up.save()
    assert client.get(address(used_up)).status_code == 404


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001, "a\x00b"])
def test_a_reason_that_cannot_be_is_asked_for_again(used_up, trainer_kh, signed_in, reason):
    answer = signed_in(trainer_kh).post(address(used_up), {"reason": reason})
    assert (answer.status_code, GrantedTry.objects.count()) == (200, 0)


def test_a_grant_that_is_not_needed_is_refused_in_words(enrolment, trainer_kh, signed_in):
    answer = signed_in(trainer_kh).post(address(enrolment), {"reason": REASON})
    assert (answer.status_code, GrantedTry.objects.count()) == (409, 0)
    assert "does not need another try" in answer.content.decode()


def test_a_reason_that_nobody_sees_is_none(signed_in, used_up, trainer_kh):
    response = signed_in(trainer_kh).post(address(used_up), {"reason": "\u200b\u2060"})
    assert (response.status_code, "reason" in response.context["form"].errors) == (200, True)
    assert GrantedTry.objects.count() == 0
