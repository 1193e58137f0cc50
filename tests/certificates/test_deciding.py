import factories
import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates.actions import deciding, recommending
from certificates.errors import (
    AlreadyDecided,
    AwaitsAnswer,
    LeftCohort,
    LevelHeld,
    MayNotDecide,
    NeedsTwo,
    NotAllMet,
    ReasonMissing,
    SomeChanged,
    StalePage,
)
from certificates.models import Batch, BatchItem, Certificate, Decision, NumberSeries, Recommendation, TaskForce
from lms.core.models import Message
from lms.core.printing import MissingGlyph
from lms.people.models import Role

JAVANESE = "ꦱꦸꦏꦂꦤꦺꦴ"
State = Recommendation.State
EVERY_STEP = [deciding.approve, deciding.decline, deciding.ask_for_more]


def state_of(recommendation):
    return Recommendation.objects.values_list("state", "version").get(pk=recommendation.pk)


def mails(**about):
    return list(Message.objects.filter(**about).order_by("to").values_list("to", flat=True))


def test_approve_issues_the_certificate_with_every_fact_copied(certificate, candidate, taskforce_kh):
    today = timezone.localdate()
    assert certificate.number == f"CL-KH-{today.year}-000001"
    assert (certificate.kind, certificate.country, certificate.language) == ("trainer", "KH", "km")
    assert (certificate.issued_on, certificate.valid_until.year) == (today, today.year + 3)
    assert (certificate.decision.decided_by, certificate.decision.seconded_by) == (taskforce_kh, None)
    assert (certificate.snapshot["name"], certificate.snapshot["name_latin"]) == ("សុខ ស្រីមុំ", "Sok Sreymom")
    candidate.refresh_from_db()
    assert candidate.completed_on == today


def test_approve_checks_the_requirements_again(recommendation, candidate, taskforce_kh):
    candidate.attendance.all().delete()
    with pytest.raises(NotAllMet):
        deciding.approve(recommendation=recommendation, reason="Good", by=taskforce_kh)
    assert (state_of(recommendation), Decision.objects.count()) == (("waiting", 1), 0)


def test_who_has_left_is_not_approved(recommendation, candidate, taskforce_kh):
    type(candidate).objects.update(withdrawn_at=timezone.now())
    with pytest.raises(LeftCohort):
        deciding.approve(recommendation=recommendation, reason="Good", by=taskforce_kh)
    assert state_of(recommendation) == ("waiting", 1)


def test_a_level_reached_meanwhile_is_not_given_twice(climber, trainer_kh, taskforce_kh, meet_all):
    late = recommending.recommend(enrolment=climber, note="Good", by=trainer_kh, level="associate")
    other = factories.enrolment(factories.cohort(trainers=[trainer_kh], programme_code="probe-levels"), climber.person)
    meet_all(other, trainer_kh)
    quick = recommending.recommend(enrolment=other, note="Good", by=trainer_kh, level="associate")
    deciding.approve(recommendation=quick, reason="Good", by=taskforce_kh)
    with pytest.raises(LevelHeld):
        deciding.approve(recommendation=late, reason="Good", by=taskforce_kh)


def test_the_second_of_two_members_is_told_that_it_is_decided(recommendation, certificate, taskforce2_kh):
    stale = Recommendation(pk=recommendation.pk, enrolment=recommendation.enrolment, country="KH")
    stale.recommended_by = recommendation.recommended_by
    for act in EVERY_STEP:
        with pytest.raises(AlreadyDecided):
            act(recommendation=stale, reason="Good", by=taskforce2_kh)
    assert (Decision.objects.count(), Certificate.objects.count()) == (1, 1)


def test_a_second_click_of_the_same_member_decides_nothing_more(recommendation, certificate, taskforce_kh):
    recommendation.refresh_from_db()
    with pytest.raises(AlreadyDecided):
        deciding.approve(recommendation=recommendation, reason="Good", by=taskforce_kh, seen=1)
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("act", EVERY_STEP)
def test_a_page_older_than_the_last_step_decides_nothing(act, recommendation, trainer_kh, taskforce_kh):
    deciding.ask_for_more(recommendation=recommendation, reason="The plan, please.", by=taskforce_kh)
    recommending.answer(recommendation=recommendation, reason="Here it is.", by=trainer_kh)
    with pytest.raises(StalePage):
        act(recommendation=recommendation, reason="Good", by=taskforce_kh, seen=1)
    assert state_of(recommendation) == ("waiting", 3)


@pytest.mark.parametrize("act", EVERY_STEP)
def test_a_step_needs_a_reason_of_three_signs(act, recommendation, taskforce_kh):
    with pytest.raises(ReasonMissing):
        act(recommendation=recommendation, reason=" ok ", by=taskforce_kh)
    assert state_of(recommendation) == ("waiting", 1)


@pytest.mark.parametrize("act", EVERY_STEP)
def test_nobody_decides_before_the_trainer_has_answered(act, recommendation, taskforce_kh):
    deciding.ask_for_more(recommendation=recommendation, reason="The plan, please.", by=taskforce_kh)
    with pytest.raises(AwaitsAnswer):
        act(recommendation=recommendation, reason="Good", by=taskforce_kh)


def test_a_letter_that_cannot_be_printed_stops_everything(candidate, trainer_kh, taskforce_kh, learner_kh):
    learner_kh.full_name = JAVANESE
    learner_kh.save()
    recommendation = recommending.recommend(enrolment=candidate, note="Good", by=trainer_kh)
    Message.objects.all().delete()
    with pytest.raises(MissingGlyph):
        deciding.approve(recommendation=recommendation, reason="Good", by=taskforce_kh)
    written = [model.objects.count() for model in (Decision, Certificate, NumberSeries, Message)]
    assert (state_of(recommendation), written) == (("waiting", 1), [0, 0, 0, 0])


TIES = ["trainer", "observer", "recommender", "oneself", "another country", "no role", "administrator"]


@pytest.mark.parametrize("tie", TIES)
@pytest.mark.parametrize("act", EVERY_STEP)
def test_nobody_too_close_decides(act, tie, candidate, trainer_cohort, trainer_kh, observer_kh, taskforce_la, admin):
    recommender = factories.person_with_role(Role.Kind.TRAINER, "KH")
    trainer_cohort.trainers.add(recommender)
    recommendation = recommending.recommend(enrolment=candidate, note="Good", by=recommender)
    trainer_cohort.trainers.remove(recommender)
    member = {
        "trainer": trainer_kh,
        "observer": observer_kh,
        "recommender": recommender,
        "oneself": candidate.person,
        "another country": taskforce_la,
        "no role": factories.person(),
        "administrator": admin,
    }[tie]
    if tie not in ("another country", "no role"):
        factories.role(member, Role.Kind.TASK_FORCE, "KH")
    with pytest.raises(MayNotDecide):
        act(recommendation=recommendation, reason="Good", by=member)
    assert (Decision.objects.count(), state_of(recommendation)) == (0, ("waiting", 1))


def test_a_trainer_who_is_also_a_member_decides_on_the_candidates_of_others(candidate, trainer_kh, meet_all):
    member = factories.person_with_role(Role.Kind.TRAINER, "KH")
    factories.role(member, Role.Kind.TASK_FORCE, "KH")
    factories.cohort(trainers=[member], programme_code="probe-trainer")
    recommendation = recommending.recommend(enrolment=candidate, note="Good", by=trainer_kh)
    assert deciding.approve(recommendation=recommendation, reason="Good", by=member).decision.decided_by == member


def test_approval_tells_the_holder_and_the_trainer_in_their_languages(recommendation, taskforce_kh):
    Message.objects.all().delete()
    certificate = deciding.approve(recommendation=recommendation, reason="Everything is met.", by=taskforce_kh)
    told = Message.objects.order_by("to").values_list("to", "language")
    assert list(told) == [("learner.kh@example.org", "km"), ("trainer.kh@example.org", "en")]
    to_holder = Message.objects.get(language="km").body
    assert f"/km/verify/{certificate.code}/" in to_holder
    assert f"/c/{certificate.code}.pdf" in to_holder


@pytest.mark.parametrize("act", [deciding.decline, deciding.ask_for_more])
def test_the_reason_goes_to_the_trainer_alone(act, recommendation, taskforce_kh):
    act(recommendation=recommendation, reason="Please teach once more.", by=taskforce_kh)
    told = {mail.to: "Please teach once more." in mail.body for mail in Message.objects.all()}
    assert told == {"trainer.kh@example.org": True, "learner.kh@example.org": False}


def test_after_a_decline_the_trainer_may_recommend_again(recommendation, taskforce_kh, candidate, trainer_kh):
    deciding.decline(recommendation=recommendation, reason="Please teach once more.", by=taskforce_kh)
    assert recommending.recommend(enrolment=candidate, note="Taught again", by=trainer_kh).pk != recommendation.pk


def test_two_members_approve_where_the_country_asks_for_two(two_members, recommendation, taskforce_kh, taskforce2_kh):
    step = deciding.second(recommendation=recommendation, reason="Clear lessons.", by=taskforce_kh)
    assert (state_of(recommendation), Certificate.objects.count()) == (("seconded", 2), 0)
    assert mails(key__startswith=f"step:{step.pk}:") == ["taskforce2.kh@example.org"]
    certificate = deciding.approve(recommendation=recommendation, reason="I agree.", by=taskforce2_kh)
    decision = certificate.decision
    assert (decision.seconded_by, decision.decided_by, decision.reason) == (taskforce_kh, taskforce2_kh, "I agree.")


def test_one_member_alone_does_not_approve_where_two_are_needed(two_members, recommendation, taskforce_kh):
    with pytest.raises(NeedsTwo):
        deciding.approve(recommendation=recommendation, reason="Good", by=taskforce_kh)
    assert state_of(recommendation) == ("waiting", 1)


def test_the_first_member_is_not_the_second(two_members, recommendation, taskforce_kh):
    deciding.second(recommendation=recommendation, reason="Clear lessons.", by=taskforce_kh)
    for act in EVERY_STEP:
        with pytest.raises(MayNotDecide) as refused:
            act(recommendation=recommendation, reason="Good", by=taskforce_kh)
        assert refused.value.message == "You gave the first approval, so another member decides."
    assert state_of(recommendation) == ("seconded", 2)


def test_a_first_approval_is_given_once(two_members, recommendation, taskforce_kh, taskforce2_kh):
    deciding.second(recommendation=recommendation, reason="Clear lessons.", by=taskforce_kh)
    with pytest.raises(StalePage):
        deciding.second(recommendation=recommendation, reason="Good", by=taskforce2_kh)
    assert recommendation.steps.count() == 1


def test_there_is_no_first_approval_where_one_member_decides(recommendation, taskforce_kh):
    with pytest.raises(StalePage):
        deciding.second(recommendation=recommendation, reason="Good", by=taskforce_kh)
    assert state_of(recommendation) == ("waiting", 1)


def test_what_changed_after_the_first_approval_stops_the_second(
    two_members, recommendation, candidate, taskforce_kh, taskforce2_kh
):
    deciding.second(recommendation=recommendation, reason="Clear lessons.", by=taskforce_kh)
    candidate.attendance.all().delete()
    with pytest.raises(NotAllMet):
        deciding.approve(recommendation=recommendation, reason="Good", by=taskforce2_kh)
    assert state_of(recommendation) == ("seconded", 2)


def test_the_second_member_may_decline(two_members, recommendation, taskforce_kh, taskforce2_kh):
    deciding.second(recommendation=recommendation, reason="Clear lessons.", by=taskforce_kh)
    decision = deciding.decline(recommendation=recommendation, reason="Not yet.", by=taskforce2_kh)
    assert (decision.outcome, decision.seconded_by) == ("declined", None)
    assert state_of(recommendation) == ("closed", 3)


def test_a_question_of_the_second_member_asks_for_both_approvals_anew(
    two_members, recommendation, trainer_kh, taskforce_kh, taskforce2_kh
):
    deciding.second(recommendation=recommendation, reason="Clear lessons.", by=taskforce_kh)
    deciding.ask_for_more(recommendation=recommendation, reason="The plan, please.", by=taskforce2_kh)
    recommending.answer(recommendation=recommendation, reason="Here it is.", by=trainer_kh)
    deciding.second(recommendation=recommendation, reason="Good plan.", by=taskforce2_kh)
    decision = deciding.approve(recommendation=recommendation, reason="I agree.", by=taskforce_kh).decision
    assert (decision.seconded_by, decision.decided_by) == (taskforce2_kh, taskforce_kh)


@pytest.fixture
def three(trainer_cohort, trainer_kh, meet_all):
    """Three recommendations that wait."""
    found = []
    for _person in range(3):
        enrolment = factories.enrolment(trainer_cohort)
        meet_all(enrolment, trainer_kh)
        found.append(recommending.recommend(enrolment=enrolment, note="Good", by=trainer_kh))
    return found


def approve_all(recommendations, by):
    chosen = [(row, row.version) for row in recommendations]
    return deciding.approve_many(chosen=chosen, reason="All three taught well.", by=by)


def test_many_are_approved_at_once_and_issued_as_one_batch(three, taskforce_kh):
    batch = approve_all(three, taskforce_kh)
    assert (batch.ordered_by, Decision.objects.filter(outcome="approved").count()) == (taskforce_kh, 3)
    ordered = BatchItem.objects.filter(batch=batch).values_list("enrolment", "decision__recommendation")
    assert list(ordered) == [(row.enrolment_id, row.pk) for row in three]
    assert ModelLogEntry.objects.filter(action="certificates.approve").count() == 3


def test_one_that_changed_stops_all_and_is_named(three, taskforce_kh, taskforce2_kh):
    deciding.decline(recommendation=Recommendation.objects.get(pk=three[1].pk), reason="Not yet.", by=taskforce2_kh)
    three[2].enrolment.attendance.all().delete()
    with pytest.raises(SomeChanged) as refused:
        approve_all(three, taskforce_kh)
    assert refused.value.names == [
        (three[1].enrolment.person.full_name, "A decision on this recommendation has already been made."),
        (three[2].enrolment.person.full_name, "Not every requirement is met yet."),
    ]
    assert [state_of(row)[0] for row in three] == ["waiting", "closed", "waiting"]
    assert (Decision.objects.count(), Batch.objects.count()) == (1, 0)


def test_many_get_a_first_approval_where_two_are_needed(two_members, three, taskforce_kh, taskforce2_kh):
    assert approve_all(three, taskforce_kh) is None
    assert [state_of(row) for row in three] == [("seconded", 2)] * 3
    assert approve_all(Recommendation.objects.all(), taskforce2_kh).items.count() == 3
    assert set(Decision.objects.values_list("seconded_by", "decided_by")) == {(taskforce_kh.pk, taskforce2_kh.pk)}


def test_a_setting_changed_between_two_approvals_keeps_the_first_from_deciding(
    two_members, recommendation, taskforce_kh
):
    deciding.second(recommendation=recommendation, reason="Clear lessons.", by=taskforce_kh)
    TaskForce.objects.update(needs_two=False)
    with pytest.raises(MayNotDecide):
        deciding.approve(recommendation=recommendation, reason="Good", by=taskforce_kh)


def test_one_person_recommended_from_two_courses_is_approved_once(recommendation, trainer_kh, taskforce_kh, meet_all):
    person = recommendation.enrolment.person
    later = factories.enrolment(factories.cohort(trainers=[trainer_kh], programme_code="probe-levels"), person)
    other = factories.enrolment(factories.cohort(trainers=[trainer_kh], programme_code="probe-levels"), person)
    for enrolment in (later, other):
        meet_all(enrolment, trainer_kh)
    twice = [
        recommending.recommend(enrolment=enrolment, note="Good", by=trainer_kh, level="associate")
        for enrolment in (later, other)
    ]
    with pytest.raises(SomeChanged) as refused:
        approve_all([recommendation, *twice], taskforce_kh)
    assert refused.value.names == [
        (person.latin_or_own_name, "This person is approved. The certificate is being issued.")
    ]


def test_who_trained_the_person_in_an_earlier_course_does_not_decide(recommendation, taskforce_kh, learner_kh):
    earlier = factories.cohort(trainers=[taskforce_kh], code="probe-earlier", programme_code="probe-trainer")
    factories.enrolment(earlier, learner_kh)
    with pytest.raises(MayNotDecide) as refusal:
        deciding.approve(recommendation=recommendation, reason="Everything is met.", by=taskforce_kh)
    assert refusal.value.message == "You trained or observed this person, so another member decides."
