import pytest
from django.utils import timezone

from certificates.actions import completing
from certificates.errors import AlreadyIssued, LeftCohort, MayNotRecommend, NotAllMet, WrongKind
from certificates.models import Certificate


def test_completion_is_issued_by_the_trainer_once(finisher, trainer_kh):
    certificate = completing.issue_completion(enrolment=finisher, by=trainer_kh)
    assert (certificate.kind, certificate.decision, certificate.valid_until) == ("completion", None, None)
    with pytest.raises(AlreadyIssued):
        completing.issue_completion(enrolment=finisher, by=trainer_kh)
    assert Certificate.objects.count() == 1


def test_completion_refuses_another_trainer_and_a_trainer_programme(finisher, candidate, trainer_la, trainer_kh):
    with pytest.raises(MayNotRecommend):
        completing.issue_completion(enrolment=finisher, by=trainer_la)
    with pytest.raises(WrongKind):
        completing.issue_completion(enrolment=candidate, by=trainer_kh)


def test_completion_refuses_what_is_not_met_and_who_has_left(finisher, trainer_kh):
    finisher.attendance.all().delete()
    with pytest.raises(NotAllMet):
        completing.issue_completion(enrolment=finisher, by=trainer_kh)
    type(finisher).objects.update(withdrawn_at=timezone.now())
    with pytest.raises(LeftCohort):
        completing.issue_completion(enrolment=finisher, by=trainer_kh)
    assert Certificate.objects.count() == 0
