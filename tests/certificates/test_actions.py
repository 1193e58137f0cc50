from datetime import date, timedelta

import factories
import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates import actions
from certificates.errors import (
    AlreadyDecided,
    AlreadyIssued,
    MayNotDecide,
    MayNotRecommend,
    NoCountry,
    NotAllMet,
    NotInForce,
    WrongKind,
)
from certificates.models import Certificate, Decision, NumberSeries, Recommendation
from lms.core.models import Message
from lms.core.printing import MissingGlyph
from lms.people.models import Role

JAVANESE = "ꦱꦸꦏꦂꦤꦺꦴ"


def test_recommend_writes_one_row_and_one_audit_line(recommendation, candidate, trainer_kh):
    again = actions.recommend(enrolment=candidate, note="Another note", by=trainer_kh)
    assert (again.pk, again.note, again.country) == (recommendation.pk, "Teaches calmly.", "KH")
    assert ModelLogEntry.objects.filter(action="certificates.recommend").count() == 1


def test_recommend_refuses_what_is_not_met(trainer_cohort, trainer_kh):
    with pytest.raises(NotAllMet):
        actions.recommend(enrolment=factories.enrolment(trainer_cohort), note="Good", by=trainer_kh)


def test_recommend_refuses_strangers_and_oneself(candidate, trainer_la, trainer_kh, meet_all):
    own = factories.enrolment(candidate.cohort, trainer_kh)
    meet_all(own, trainer_la)
    for enrolment, by in [(candidate, trainer_la), (own, trainer_kh)]:
        with pytest.raises(MayNotRecommend):
            actions.recommend(enrolment=enrolment, note="Good", by=by)
    assert Recommendation.objects.count() == 0


def test_recommend_refuses_a_programme_of_completion(finisher, trainer_kh):
    with pytest.raises(WrongKind):
        actions.recommend(enrolment=finisher, note="Good", by=trainer_kh)


def test_recommend_refuses_a_person_without_country(trainer_kh, meet_all):
    regional = factories.cohort(trainers=[trainer_kh], programme_code="probe-trainer", country="")
    enrolment = factories.enrolment(regional, factories.person(country=""))
    meet_all(enrolment, trainer_kh)
    with pytest.raises(NoCountry):
        actions.recommend(enrolment=enrolment, note="Good", by=trainer_kh)


def test_approve_issues_the_certificate_with_every_fact_copied(certificate, candidate, taskforce_kh):
    today = timezone.localdate()
    assert certificate.number == f"CL-KH-{today.year}-000001"
    assert (certificate.kind, certificate.country, certificate.language) == ("trainer", "KH", "km")
    assert (certificate.issued_on, certificate.valid_until.year) == (today, today.year + 3)
    assert certificate.decision.decided_by == taskforce_kh
    assert (certificate.snapshot["name"], certificate.snapshot["name_latin"]) == ("សុខ ស្រីមុំ", "Sok Sreymom")
    candidate.refresh_from_db()
    assert candidate.completed_on == today


def test_a_certificate_keeps_the_name_of_its_day(certificate, learner_kh):
    learner_kh.full_name = "Another name"
    learner_kh.save()
    certificate.refresh_from_db()
    assert certificate.snapshot["name"] == "សុខ ស្រីមុំ"


def test_approve_checks_the_requirements_again(recommendation, candidate, taskforce_kh):
    candidate.attendance.all().delete()
    with pytest.raises(NotAllMet):
        actions.approve(recommendation=recommendation, reason="Good", by=taskforce_kh)
    recommendation.refresh_from_db()
    assert (recommendation.is_closed, Decision.objects.count()) == (False, 0)


def test_the_second_of_two_members_is_told_that_it_is_decided(
    recommendation, certificate, taskforce2_kh, django_assert_num_queries
):
    stale = Recommendation(pk=recommendation.pk, enrolment=recommendation.enrolment, country="KH", is_closed=False)
    stale.recommended_by = recommendation.recommended_by
    for act in (actions.approve, actions.decline):
        with pytest.raises(AlreadyDecided):
            act(recommendation=stale, reason="Good", by=taskforce2_kh)
    assert (Decision.objects.count(), Certificate.objects.count()) == (1, 1)


def test_a_letter_that_cannot_be_printed_stops_everything(candidate, trainer_kh, taskforce_kh, learner_kh):
    learner_kh.full_name = JAVANESE
    learner_kh.save()
    recommendation = actions.recommend(enrolment=candidate, note="Good", by=trainer_kh)
    with pytest.raises(MissingGlyph):
        actions.approve(recommendation=recommendation, reason="Good", by=taskforce_kh)
    recommendation.refresh_from_db()
    written = [model.objects.count() for model in (Decision, Certificate, NumberSeries, Message)]
    assert (recommendation.is_closed, written) == (False, [0, 0, 0, 0])


@pytest.mark.parametrize("tie", ["trainer", "observer", "recommender", "oneself", "another country", "no role"])
@pytest.mark.parametrize("act", [actions.approve, actions.decline])
def test_nobody_too_close_decides(act, tie, candidate, trainer_cohort, trainer_kh, observer_kh, taskforce_la, admin):
    recommender = factories.person_with_role(Role.Kind.TRAINER, "KH")
    trainer_cohort.trainers.add(recommender)
    recommendation = actions.recommend(enrolment=candidate, note="Good", by=recommender)
    trainer_cohort.trainers.remove(recommender)
    member = {
        "trainer": trainer_kh,
        "observer": observer_kh,
        "recommender": recommender,
        "oneself": candidate.person,
        "another country": taskforce_la,
        "no role": admin,
    }[tie]
    if tie not in ("another country", "no role"):
        factories.role(member, Role.Kind.TASK_FORCE, "KH")
    with pytest.raises(MayNotDecide):
        act(recommendation=recommendation, reason="Good", by=member)
    assert Decision.objects.count() == 0


def test_approval_tells_the_holder_and_the_trainer_in_their_languages(certificate):
    mails = Message.objects.order_by("to").values_list("to", "language")
    assert list(mails) == [("learner.kh@example.org", "km"), ("trainer.kh@example.org", "en")]
    to_holder = Message.objects.get(language="km").body
    assert f"/km/verify/{certificate.code}/" in to_holder
    assert f"/c/{certificate.code}.pdf" in to_holder


def test_decline_gives_the_reason_to_the_trainer_alone(recommendation, taskforce_kh, candidate, trainer_kh):
    actions.decline(recommendation=recommendation, reason="Please teach once more.", by=taskforce_kh)
    told = {mail.to: "Please teach once more." in mail.body for mail in Message.objects.all()}
    assert told == {"trainer.kh@example.org": True, "learner.kh@example.org": False}
    assert actions.recommend(enrolment=candidate, note="Taught again", by=trainer_kh).pk != recommendation.pk


def test_completion_is_issued_by_the_trainer_once(finisher, trainer_kh):
    certificate = actions.issue_completion(enrolment=finisher, by=trainer_kh)
    assert (certificate.kind, certificate.decision, certificate.valid_until) == ("completion", None, None)
    with pytest.raises(AlreadyIssued):
        actions.issue_completion(enrolment=finisher, by=trainer_kh)
    assert Certificate.objects.count() == 1


def test_completion_refuses_another_trainer_and_a_trainer_programme(finisher, candidate, trainer_la, trainer_kh):
    with pytest.raises(MayNotRecommend):
        actions.issue_completion(enrolment=finisher, by=trainer_la)
    with pytest.raises(WrongKind):
        actions.issue_completion(enrolment=candidate, by=trainer_kh)


def test_a_newer_certificate_supersedes_the_older(certificate, trainer_kh, taskforce_kh, learner_kh, meet_all):
    later = factories.enrolment(factories.cohort(trainers=[trainer_kh], programme_code="probe-trainer"), learner_kh)
    meet_all(later, trainer_kh)
    recommendation = actions.recommend(enrolment=later, note="Renewal", by=trainer_kh)
    newer = actions.approve(recommendation=recommendation, reason="Good", by=taskforce_kh)
    certificate.refresh_from_db()
    assert (certificate.state, certificate.state_reason, newer.state) == ("superseded", newer.number, "valid")


def test_revoke_keeps_the_row_and_happens_once(certificate, taskforce2_kh):
    actions.revoke(certificate=certificate, reason="Found to be untrue.", by=taskforce2_kh)
    row = Certificate.objects.get()
    assert (row.state, row.state_reason, row.state_changed_by) == ("revoked", "Found to be untrue.", taskforce2_kh)
    with pytest.raises(NotInForce):
        actions.revoke(certificate=certificate, reason="Again", by=taskforce2_kh)


def test_expire_due_marks_only_what_is_over(certificate):
    today = timezone.localdate()
    for valid_until, expired in [(today, 0), (today - timedelta(days=1), 1), (today - timedelta(days=1), 0)]:
        Certificate.objects.update(valid_until=valid_until, issued_on=date(2020, 1, 1))
        assert actions.expire_due() == expired
    assert Certificate.objects.get().state == "expired"
