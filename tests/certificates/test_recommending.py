from datetime import timedelta

import factories
import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates.actions import batches, deciding, recommending
from certificates.candidates import candidates
from certificates.errors import (
    AlreadyDecided,
    AlreadyIssued,
    AlreadyRecommended,
    BeingIssued,
    IsWithdrawn,
    LeftCohort,
    LevelHeld,
    MayNotRecommend,
    NoCountry,
    NoSuchLevel,
    NotAllMet,
    NothingAsked,
    NothingToRenew,
    ReasonMissing,
    StalePage,
    StillSuspended,
    WrongKind,
)
from certificates.models import Certificate, Recommendation
from lms.core.models import Message
from lms.people.models import Role

State = Recommendation.State
MORE = "Please show one more session plan."


@pytest.fixture
def asked(recommendation, taskforce_kh):
    deciding.ask_for_more(recommendation=recommendation, reason=MORE, by=taskforce_kh)
    return recommendation


def steps_of(recommendation):
    return list(recommendation.steps.values_list("kind", "reason", "made_by"))


def recommend(enrolment, by, **given):
    return recommending.recommend(enrolment=enrolment, note="Teaches calmly.", by=by, **given)


def test_recommend_writes_one_row_and_one_audit_line(recommendation, candidate, trainer_kh):
    again = recommending.recommend(enrolment=candidate, note="Another note", by=trainer_kh)
    assert (again.pk, again.note, again.country) == (recommendation.pk, "Teaches calmly.", "KH")
    assert ModelLogEntry.objects.filter(action="certificates.recommend").count() == 1


def test_recommend_refuses_what_is_not_met(trainer_cohort, trainer_kh):
    with pytest.raises(NotAllMet):
        recommend(factories.enrolment(trainer_cohort), trainer_kh)


def test_recommend_refuses_strangers_and_oneself(candidate, trainer_la, trainer_kh, meet_all):
    own = factories.enrolment(candidate.cohort, trainer_kh)
    meet_all(own, trainer_la)
    for enrolment, by in [(candidate, trainer_la), (own, trainer_kh)]:
        with pytest.raises(MayNotRecommend):
            recommend(enrolment, by)
    assert Recommendation.objects.count() == 0


def test_recommend_refuses_who_has_left(candidate, trainer_kh):
    type(candidate).objects.update(withdrawn_at=timezone.now())
    with pytest.raises(LeftCohort):
        recommend(candidate, trainer_kh)


def test_recommend_refuses_a_programme_of_completion(finisher, trainer_kh):
    with pytest.raises(WrongKind):
        recommend(finisher, trainer_kh)


def test_recommend_refuses_a_person_without_country(trainer_kh, meet_all):
    regional = factories.cohort(trainers=[trainer_kh], programme_code="probe-trainer", country="")
    enrolment = factories.enrolment(regional, factories.person(country=""))
    meet_all(enrolment, trainer_kh)
    with pytest.raises(NoCountry):
        recommend(enrolment, trainer_kh)


def test_a_level_is_recommended_once_its_own_demands_are_met(climber, trainer_kh, meet_all):
    with pytest.raises(NotAllMet):
        recommend(climber, trainer_kh)
    assert recommend(climber, trainer_kh, level="associate").level == "associate"


def test_without_a_name_the_usual_level_is_asked_for(climber, trainer_kh, meet_all):
    meet_all(climber, trainer_kh)
    assert recommend(climber, trainer_kh).level == "certified"


def test_a_level_that_the_programme_does_not_give_is_refused(climber, candidate, trainer_kh):
    for enrolment in (climber, candidate):
        with pytest.raises(NoSuchLevel):
            recommend(enrolment, trainer_kh, level="professor")


def test_another_level_waits_until_the_first_is_decided(climber, trainer_kh, meet_all):
    recommend(climber, trainer_kh, level="associate")
    meet_all(climber, trainer_kh)
    with pytest.raises(AlreadyRecommended):
        recommend(climber, trainer_kh, level="certified")


@pytest.fixture
def certified(climber, trainer_kh, taskforce_kh, meet_all):
    meet_all(climber, trainer_kh)
    return deciding.approve(recommendation=recommend(climber, trainer_kh), reason="Met.", by=taskforce_kh)


def test_only_a_higher_level_than_the_one_held_is_asked_for(certified, climber, trainer_kh, meet_all):
    meet_all(climber, trainer_kh)
    for level in ("associate", "certified"):
        with pytest.raises(LevelHeld):
            recommend(climber, trainer_kh, level=level)
    assert recommend(climber, trainer_kh, level="assessor").level == "assessor"


def test_who_is_suspended_is_not_recommended(certified, climber, trainer_kh, meet_all):
    meet_all(climber, trainer_kh)
    Certificate.objects.update(state="suspended")
    with pytest.raises(StillSuspended):
        recommend(climber, trainer_kh, level="assessor")


def test_a_renewal_is_asked_for_near_the_end_and_for_the_level_held(certified, climber, trainer_kh, taskforce_kh):
    with pytest.raises(NothingToRenew):
        recommending.recommend_renewal(enrolment=climber, note="Still teaches.", by=trainer_kh)
    soon = timezone.localdate() + timedelta(days=30)
    Certificate.objects.update(issued_on=soon - timedelta(days=1095), valid_until=soon)
    asked = recommending.recommend_renewal(enrolment=climber, note="Still teaches.", by=trainer_kh)
    assert (asked.purpose, asked.level) == ("renew", "certified")
    new = deciding.approve(recommendation=asked, reason="Came again.", by=taskforce_kh)
    assert (new.replaces_id, new.level, new.valid_until.year) == (certified.pk, "certified", soon.year + 3)


def test_a_renewal_needs_what_happened_since(certified, climber, trainer_kh):
    today = timezone.localdate()
    climber.attendance.update(marked_at=timezone.now() - timedelta(days=2000))
    Certificate.objects.update(issued_on=today - timedelta(days=1000), valid_until=today + timedelta(days=30))
    with pytest.raises(NotAllMet):
        recommending.recommend_renewal(enrolment=climber, note="Still teaches.", by=trainer_kh)


def test_nothing_is_renewed_without_a_certificate(climber, trainer_kh):
    with pytest.raises(NothingToRenew):
        recommending.recommend_renewal(enrolment=climber, note="Still teaches.", by=trainer_kh)


def test_each_member_who_may_decide_hears_once_in_the_own_language(candidate, trainer_kh, taskforce_kh, taskforce_la):
    khmer = factories.person_with_role(Role.Kind.TASK_FORCE, "KH", language="km", email="km@example.org")
    factories.role(trainer_kh, Role.Kind.TASK_FORCE, "KH")
    for _again in range(2):
        asked = recommend(candidate, trainer_kh)
    mails = Message.objects.order_by("to").values_list("to", "language", "key")
    assert list(mails) == [
        ("km@example.org", "km", f"recommendation:{asked.pk}:member:{khmer.pk}"),
        ("taskforce.kh@example.org", "en", f"recommendation:{asked.pk}:member:{taskforce_kh.pk}"),
    ]


def test_an_answer_brings_the_request_back(asked, trainer_kh, taskforce_kh):
    recommending.answer(recommendation=asked, reason="The plan is there now.", by=trainer_kh)
    asked.refresh_from_db()
    assert (asked.state, asked.version) == (State.WAITING, 3)
    assert steps_of(asked) == [
        ("asked", MORE, taskforce_kh.pk),
        ("answered", "The plan is there now.", trainer_kh.pk),
    ]
    answered = Message.objects.get(subject="A trainer has answered")
    assert (answered.to, "The plan is there now." in answered.body) == ("taskforce.kh@example.org", True)


def test_nobody_answers_where_nothing_was_asked(recommendation, trainer_kh):
    with pytest.raises(NothingAsked):
        recommending.answer(recommendation=recommendation, reason="Here it is.", by=trainer_kh)


@pytest.mark.parametrize("act", [recommending.answer, recommending.withdraw])
def test_strangers_the_candidate_and_members_do_not_speak_for_it(act, asked, trainer_la, learner_kh, taskforce_kh):
    for person in (trainer_la, learner_kh, taskforce_kh):
        with pytest.raises(MayNotRecommend):
            act(recommendation=asked, reason="Here it is.", by=person)


@pytest.mark.parametrize("act", [recommending.answer, recommending.withdraw])
def test_a_step_needs_a_reason_and_the_newest_page(act, asked, trainer_kh):
    with pytest.raises(ReasonMissing):
        act(recommendation=asked, reason=" ? ", by=trainer_kh)
    with pytest.raises(StalePage):
        act(recommendation=asked, reason="Here it is.", by=trainer_kh, seen=1)
    assert asked.steps.count() == 1


def test_a_withdrawn_request_can_be_made_again(recommendation, candidate, trainer_kh, taskforce_kh):
    recommending.withdraw(recommendation=recommendation, reason="She is ill.", by=trainer_kh)
    assert steps_of(recommendation) == [("withdrawn", "She is ill.", trainer_kh.pk)]
    for act, by in ((recommending.withdraw, trainer_kh), (deciding.decline, taskforce_kh)):
        with pytest.raises(IsWithdrawn):
            act(recommendation=recommendation, reason="She is ill.", by=by)
    assert recommend(candidate, trainer_kh).pk != recommendation.pk


def test_what_is_decided_is_not_withdrawn(recommendation, certificate, trainer_kh):
    with pytest.raises(AlreadyDecided):
        recommending.withdraw(recommendation=recommendation, reason="She is ill.", by=trainer_kh)


def test_each_step_leaves_an_audit_line(asked, trainer_kh):
    recommending.answer(recommendation=asked, reason="Here it is.", by=trainer_kh)
    recommending.withdraw(recommendation=asked, reason="She is ill.", by=trainer_kh)
    logged = ModelLogEntry.objects.filter(action__startswith="certificates.").order_by("pk")
    assert list(logged.values_list("action", flat=True)) == [
        "certificates.recommend",
        "certificates.ask",
        "certificates.answer",
        "certificates.withdraw",
    ]


def test_who_is_approved_in_a_batch_is_not_recommended_again(recommendation, candidate, trainer_kh, taskforce_kh):
    batch = deciding.approve_many(chosen=[(recommendation, 1)], reason="Taught well.", by=taskforce_kh)
    with pytest.raises(BeingIssued):
        recommend(candidate, trainer_kh)
    assert (batches.issue_waiting(), batch.items.get().state) == (1, "issued")
    with pytest.raises(AlreadyIssued):
        recommend(candidate, trainer_kh)


def test_whose_certificate_could_not_be_issued_may_be_recommended_again(
    recommendation, candidate, trainer_kh, taskforce_kh
):
    batch = deciding.approve_many(chosen=[(recommendation, 1)], reason="Taught well.", by=taskforce_kh)
    batch.items.update(state="failed")
    assert candidates([candidate])[0].is_ready
    assert recommend(candidate, trainer_kh).pk != recommendation.pk
