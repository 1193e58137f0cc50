"""What a new certificate takes over from an older one, and what it may not replace."""

from datetime import timedelta

import factories
import pytest
from django.utils import timezone

from certificates import renewals, terms
from certificates.actions import completing, deciding, recommending, reissuing, standing
from certificates.candidates import candidates
from certificates.errors import AlreadyIssued, EvidenceUsed, HigherHeld, NotInForce, StillSuspended
from certificates.models import Certificate, Decision, Recommendation
from certificates.reissue_rules import years_after


def certify(enrolment, level, trainer, member):
    recommendation = recommending.recommend(enrolment=enrolment, note="Good", by=trainer, level=level)
    return deciding.approve(recommendation=recommendation, reason="Good", by=member)


@pytest.fixture
def associate(climber, trainer_kh, taskforce_kh):
    return certify(climber, "associate", trainer_kh, taskforce_kh)


def again(enrolment, trainer, meet_all):
    later = factories.enrolment(
        factories.cohort(trainers=[trainer], programme_code=enrolment.cohort.programme_code), enrolment.person
    )
    meet_all(later, trainer)
    return later


def test_a_higher_level_supersedes_the_lower(associate, climber, trainer_kh, taskforce_kh, meet_all):
    meet_all(climber, trainer_kh)
    certified = certify(climber, "certified", trainer_kh, taskforce_kh)
    associate.refresh_from_db()
    assert (associate.state, associate.state_reason) == ("superseded", certified.number)
    assert (certified.level, certified.replaces, certified.state) == ("certified", associate, "valid")


def decision_at(level, enrolment, trainer, member):
    """As it lies before the issue: whatever was true when the request was made may have changed since."""
    recommendation = Recommendation(
        enrolment=enrolment, country="KH", level=level, note="Good", recommended_by=trainer, state="closed"
    )
    recommendation.save()
    return Decision.objects.create(recommendation=recommendation, outcome="approved", reason="Good", decided_by=member)


@pytest.mark.parametrize(("level", "refusal"), [("associate", AlreadyIssued), ("certified", None)])
def test_the_same_level_of_the_same_enrolment_is_not_issued_twice(
    associate, climber, trainer_kh, taskforce_kh, level, refusal
):
    decision = decision_at(level, climber, trainer_kh, taskforce_kh)
    given = {"issued_on": timezone.localdate(), "level": "", "replaces": None}
    if refusal:
        with pytest.raises(refusal):
            terms.of_decision(decision, **given)
    else:
        assert terms.of_decision(decision, **given).replaces == associate


def test_a_lower_level_never_takes_the_place_of_a_higher(climber, trainer_kh, taskforce_kh, meet_all):
    meet_all(climber, trainer_kh)
    certify(climber, "certified", trainer_kh, taskforce_kh)
    decision = decision_at("associate", again(climber, trainer_kh, meet_all), trainer_kh, taskforce_kh)
    with pytest.raises(HigherHeld):
        terms.of_decision(decision, issued_on=timezone.localdate(), level="", replaces=None)


def test_a_suspended_holder_gets_no_new_certificate(associate, climber, trainer_kh, taskforce_kh, meet_all):
    standing.suspend(certificate=associate, reason="Under review.", by=taskforce_kh)
    meet_all(climber, trainer_kh)
    with pytest.raises(StillSuspended):
        certify(climber, "certified", trainer_kh, taskforce_kh)
    assert Certificate.objects.count() == 1


def test_a_new_course_supersedes_the_older_completion(finisher, trainer_kh, meet_all):
    older = completing.issue_completion(enrolment=finisher, by=trainer_kh)
    newer = completing.issue_completion(enrolment=again(finisher, trainer_kh, meet_all), by=trainer_kh)
    older.refresh_from_db()
    assert (older.state, older.state_reason, newer.replaces) == ("superseded", newer.number, older)


def ends_in(certificate, days):
    today = timezone.localdate()
    until = today + timedelta(days=days)
    Certificate.objects.filter(pk=certificate.pk).update(valid_until=until, issued_on=years_after(until, -3))
    certificate.refresh_from_db()
    return until


def renew(enrolment, trainer, member):
    request = recommending.recommend_renewal(enrolment=enrolment, note="Teaches on.", by=trainer)
    return deciding.approve(recommendation=request, reason="Good", by=member)


def test_an_early_renewal_is_counted_from_the_old_end(certificate, candidate, trainer_kh, taskforce_kh):
    until = ends_in(certificate, 60)
    new = renew(candidate, trainer_kh, taskforce_kh)
    certificate.refresh_from_db()
    assert (new.valid_until, new.replaces, certificate.state) == (years_after(until, 3), certificate, "superseded")


def test_a_late_renewal_is_counted_from_today_and_the_old_one_stays_expired(
    certificate, candidate, trainer_kh, taskforce_kh
):
    ends_in(certificate, -30)
    standing.expire_due()
    new = renew(candidate, trainer_kh, taskforce_kh)
    certificate.refresh_from_db()
    assert (new.valid_until, certificate.state) == (years_after(timezone.localdate(), 3), "expired")
    assert (new.replaces, [event.kind for event in certificate.events.all()]) == (certificate, ["issued", "expired"])


def test_an_expired_certificate_is_replaced_once(certificate, candidate, trainer_kh, taskforce_kh):
    ends_in(certificate, -30)
    standing.expire_due()
    renew(candidate, trainer_kh, taskforce_kh)
    certificate.refresh_from_db()
    with pytest.raises(AlreadyIssued):
        terms.check_may_be_replaced(certificate)


@pytest.mark.parametrize("state", ["revoked", "superseded"])
def test_what_was_ended_is_not_replaced(certificate, state):
    Certificate.objects.update(state=state)
    with pytest.raises(NotInForce):
        terms.check_may_be_replaced(certificate)


def test_a_correction_is_no_new_start_for_the_evidence(certificate, taskforce_kh):
    Certificate.objects.update(issued_on=timezone.localdate() - timedelta(days=400))
    certificate.person.full_name = "ស្រីមុំ"
    certificate.person.save()
    certificate.refresh_from_db()
    new = reissuing.correct(certificate=certificate, reason="Misspelt.", by=taskforce_kh)
    assert renewals.counted_from(new) == certificate.issued_on


def test_a_renewal_is_a_new_start_for_the_evidence(certificate, candidate, trainer_kh, taskforce_kh):
    ends_in(certificate, 60)
    new = renew(candidate, trainer_kh, taskforce_kh)
    assert renewals.counted_from(new) == new.issued_on


def test_what_has_expired_is_renewed_with_new_evidence_and_not_given_again_for_the_old(
    certificate, candidate, trainer_kh, meet_all
):
    ends_in(certificate, -30)
    with pytest.raises(EvidenceUsed):
        recommending.recommend(enrolment=candidate, note="Good", by=trainer_kh)
    assert (candidates([candidate])[0].is_ready, candidates([candidate])[0].may_renew) == (False, True)
    later = again(candidate, trainer_kh, meet_all)
    assert recommending.recommend(enrolment=later, note="Good", by=trainer_kh).purpose == "certify"
