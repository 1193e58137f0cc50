"""A batch: each certificate once, whoever works, whatever fails."""

from datetime import timedelta

import factories
import pytest
from django.db import connection
from django.utils import timezone, translation

from certificates.actions import batches, recommending
from certificates.errors import MayNotRecommend, WrongKind
from certificates.models import Batch, BatchItem, Certificate, Decision, Recommendation
from lms.core import tasks
from lms.core.models import Message

pytestmark = pytest.mark.django_db
State = BatchItem.State
NOT_MET = "NotAllMet: Not every requirement is met yet."


@pytest.fixture
def ready(completion_cohort, trainer_kh, meet_all):
    """Three people who have met everything."""
    found = [factories.enrolment(completion_cohort) for _ in range(3)]
    for enrolment in found:
        meet_all(enrolment, trainer_kh)
    return found


@pytest.fixture
def batch(completion_cohort, ready, trainer_kh):
    return batches.order_completions(cohort=completion_cohort, enrolments=ready, by=trainer_kh)


@pytest.fixture
def climber_batch(certificate, candidate, trainer_kh, taskforce_kh):
    """A second approval of the holder, which waits for its certificate."""
    again = Recommendation.objects.create(
        enrolment=candidate, country="KH", note="More", recommended_by=trainer_kh, state=Recommendation.State.CLOSED
    )
    decision = Decision.objects.create(
        recommendation=again, outcome=Decision.Outcome.APPROVED, reason="Yes.", decided_by=taskforce_kh
    )
    return batches.order(title="One", items=[(candidate, decision)], by=taskforce_kh)


def states():
    return list(BatchItem.objects.order_by("pk").values_list("state", "attempts", "fault"))


def rest():
    """Let every lease pass."""
    BatchItem.objects.filter(state=State.WAITING).update(due_at=timezone.now() - timedelta(seconds=1))


def break_pictures(monkeypatch, error):
    def fail(*_args, **_options):
        raise error

    monkeypatch.setattr("lms.core.printing._compile", fail)


def test_an_order_issues_one_certificate_and_one_mail_each(batch, ready):
    assert batches.issue_waiting() == 3
    assert states() == [(State.ISSUED, 1, "")] * 3
    assert list(batch.items.values_list("certificate__enrolment", flat=True)) == [row.pk for row in ready]
    assert (Certificate.objects.count(), Message.objects.count()) == (3, 3)
    assert batches.issue_waiting() == 0


def test_a_decided_item_carries_its_decision(candidate, trainer_kh, taskforce_kh):
    recommendation = recommending.recommend(enrolment=candidate, note="Teaches calmly.", by=trainer_kh)
    decision = Decision.objects.create(
        recommendation=recommendation, outcome=Decision.Outcome.APPROVED, reason="Good", decided_by=taskforce_kh
    )
    batches.order(title="November", items=[(candidate, decision)], by=taskforce_kh)
    Message.objects.all().delete()
    assert batches.issue_waiting() == 1
    assert Certificate.objects.values_list("decision", "issued_by").get() == (decision.pk, taskforce_kh.pk)
    assert sorted(Message.objects.values_list("to", flat=True)) == [candidate.person.email, trainer_kh.email]


def test_an_order_rings_once_after_the_commit(
    monkeypatch, completion_cohort, ready, trainer_kh, django_capture_on_commit_callbacks
):
    rings = []
    monkeypatch.setattr(tasks.send_due, "delay", lambda: rings.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        batches.order_completions(cohort=completion_cohort, enrolments=ready, by=trainer_kh)
        assert rings == []
    assert rings == [1]


def test_each_turn_rings_once_for_its_mails_and_for_what_is_left(batch):
    turns = []
    for _turn in range(3):
        connection.run_on_commit.clear()
        turns.append((batches.issue_waiting(limit=2), len(connection.run_on_commit)))
    assert turns == [(2, 1), (1, 1), (0, 0)]


def test_only_the_first_of_two_claims_wins(batch):
    mine, yours = batch.items.first(), batch.items.first()
    assert (batches.claim(mine), batches.claim(yours)) == (True, False)
    assert batches.issue_waiting() == 2


def test_a_worker_that_lost_its_lease_issues_nothing(batch):
    slow = batch.items.first()
    batches.claim(slow)
    rest()
    batches.issue_waiting()
    assert (batches.issue_claimed(slow), Certificate.objects.count()) == ([], 3)


def test_an_item_whose_worker_died_is_issued_after_the_lease(batch):
    batches.claim(batch.items.first())
    assert batches.issue_waiting() == 2
    rest()
    assert batches.issue_waiting() == 1


def test_a_crash_after_the_certificate_leaves_nothing(monkeypatch, batch):
    def die(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("lms.core.outbox.queue", die)
    with pytest.raises(KeyboardInterrupt):
        batches.issue_waiting(limit=1)
    assert (Certificate.objects.count(), Message.objects.count()) == (0, 0)
    assert batch.items.filter(state=State.WAITING).count() == 3


def test_a_refusal_stops_no_other_and_keeps_its_reason(batch, ready):
    ready[0].attendance.all().delete()
    with translation.override("km"):
        assert batches.issue_waiting() == 2
    assert states() == [(State.FAILED, 1, NOT_MET), (State.ISSUED, 1, ""), (State.ISSUED, 1, "")]


def test_a_name_that_cannot_be_printed_is_issued_once_it_is_mended(batch, ready, trainer_kh):
    person = ready[0].person
    type(person).objects.filter(pk=person.pk).update(full_name="Sok \U0001f600")
    batches.issue_waiting()
    fault = "MissingGlyph: A name or text contains a letter that cannot be printed."
    assert states()[0] == (State.FAILED, 1, fault)
    type(person).objects.filter(pk=person.pk).update(full_name="Sok Dara")
    assert batches.retry(item=batch.items.first(), by=trainer_kh) is True
    assert (batches.issue_waiting(), Certificate.objects.get(person=person).snapshot["name"]) == (1, "Sok Dara")


def test_who_was_withdrawn_since_the_order_gets_nothing(batch, ready):
    type(ready[0]).objects.filter(pk=ready[0].pk).update(withdrawn_at=timezone.now())
    assert batches.issue_waiting() == 2
    assert states()[0] == (State.FAILED, 1, "LeftCohort: This person has left the course.")


def test_a_trainer_who_lost_the_cohort_issues_nothing_more(batch, completion_cohort):
    completion_cohort.trainers.clear()
    assert batches.issue_waiting() == 0
    assert states()[0] == (State.FAILED, 1, "MayNotRecommend: You cannot issue this certificate.")


def test_an_unforeseen_error_is_tried_five_times(monkeypatch, batch):
    break_pictures(monkeypatch, OSError("font file"))
    for _turn in range(5):
        rest()
        with pytest.raises(OSError, match="font file"):
            batches.issue_waiting()
    assert states() == [(State.WAITING, 5, "OSError")] * 3
    rest()
    assert (batches.issue_waiting(), states()) == (0, [(State.FAILED, 5, "OSError")] * 3)


def test_an_item_that_kills_its_worker_five_times_is_given_up(batch):
    for _ in range(5):
        rest()
        batches.claim(batch.items.first())
    rest()
    assert (batches.issue_waiting(), states()[0]) == (2, (State.FAILED, 5, ""))


def test_everything_that_failed_is_tried_again_at_once(monkeypatch, batch, trainer_kh):
    BatchItem.objects.update(state=State.FAILED, attempts=5, fault="OSError")
    assert batches.retry_all(batch=batch, by=trainer_kh) == 3
    assert batches.issue_waiting() == 3


def test_what_is_issued_is_never_tried_again(batch, trainer_kh):
    batches.issue_waiting()
    assert (batches.retry(item=batch.items.first(), by=trainer_kh), batches.issue_waiting()) == (False, 0)


def test_nobody_orders_the_own_certificate(completion_cohort, trainer_kh):
    own = factories.enrolment(completion_cohort, trainer_kh)
    with pytest.raises(MayNotRecommend):
        batches.order_completions(cohort=completion_cohort, enrolments=[own], by=trainer_kh)
    assert Batch.objects.count() == 0


def test_a_trainer_of_another_cohort_orders_nothing(completion_cohort, ready, trainer_la):
    with pytest.raises(MayNotRecommend):
        batches.order_completions(cohort=completion_cohort, enrolments=ready, by=trainer_la)


def test_trainers_certificates_are_not_ordered_without_a_task_force(trainer_cohort, candidate, trainer_kh):
    with pytest.raises(WrongKind):
        batches.order_completions(cohort=trainer_cohort, enrolments=[candidate], by=trainer_kh)


def test_an_approval_that_waits_does_not_outlive_a_revocation(certificate, climber_batch):
    Certificate.objects.filter(pk=certificate.pk).update(
        state=Certificate.State.REVOKED, state_changed_at=timezone.now() + timedelta(seconds=1)
    )
    batches.issue_waiting()
    assert states() == [(State.FAILED, 1, "NotInForce: This certificate is no longer in force.")]
