from datetime import date, timedelta

import factories
import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates.actions import standing
from certificates.errors import (
    MayNotChange,
    NotInForce,
    NotSuspended,
    ReasonMissing,
    RevocationClosed,
    SecondMemberNeeded,
)
from certificates.models import Certificate, RevocationProposal
from lms.core.models import Message
from lms.people.models import Role

WHY = "Found to be untrue."


@pytest.fixture
def proposal(certificate, taskforce_kh, taskforce2_kh):
    return standing.propose_revocation(certificate=certificate, reason=WHY, by=taskforce_kh)


def state_of(certificate):
    row = Certificate.objects.get(pk=certificate.pk)
    return (row.state, row.state_reason, [event.kind for event in row.events.all()])


def test_a_member_suspends_and_makes_valid_again(certificate, taskforce_kh, taskforce2_kh):
    standing.suspend(certificate=certificate, reason="Under review.", by=taskforce_kh)
    assert state_of(certificate) == ("suspended", "Under review.", ["issued", "suspended"])
    standing.reinstate(certificate=certificate, reason="All is well.", by=taskforce2_kh)
    assert state_of(certificate) == ("valid", "All is well.", ["issued", "suspended", "reinstated"])
    actions = ModelLogEntry.objects.filter(action__in=["certificates.suspend", "certificates.reinstate"])
    assert list(actions.order_by("pk").values_list("action", "user")) == [
        ("certificates.suspend", taskforce_kh.pk),
        ("certificates.reinstate", taskforce2_kh.pk),
    ]


def test_each_suspension_is_told_to_the_holder(certificate, taskforce_kh):
    for number in range(2):
        standing.suspend(certificate=certificate, reason=f"Reason {number}", by=taskforce_kh)
        standing.reinstate(certificate=certificate, reason=f"Answer {number}", by=taskforce_kh)
    mails = Message.objects.filter(key__startswith="certificate-event:").order_by("pk")
    assert [mail.body.split("\n\n")[-1].strip() for mail in mails] == ["Reason 0", "Answer 0", "Reason 1", "Answer 1"]
    assert {mail.to for mail in mails} == {"learner.kh@example.org"}


def test_what_is_not_valid_is_not_suspended_and_what_is_not_suspended_not_made_valid(certificate, taskforce_kh):
    with pytest.raises(NotSuspended):
        standing.reinstate(certificate=certificate, reason="Why not", by=taskforce_kh)
    standing.suspend(certificate=certificate, reason="Under review.", by=taskforce_kh)
    with pytest.raises(NotInForce):
        standing.suspend(certificate=certificate, reason="Again", by=taskforce_kh)
    assert certificate.events.count() == 2


@pytest.mark.parametrize("act", [standing.suspend, standing.reinstate, standing.propose_revocation])
@pytest.mark.parametrize("who", ["learner_kh", "taskforce_la", "trainer_kh", "admin"])
def test_only_a_member_of_the_country_changes_the_standing_and_never_the_holder(request, certificate, act, who):
    person = request.getfixturevalue(who)
    if who == "learner_kh":
        factories.role(person, Role.Kind.TASK_FORCE, "KH")
    with pytest.raises(MayNotChange):
        act(certificate=certificate, reason=WHY, by=person)
    assert state_of(certificate) == ("valid", "", ["issued"])


@pytest.mark.parametrize("act", [standing.suspend, standing.reinstate, standing.propose_revocation])
def test_a_change_needs_a_reason(certificate, taskforce_kh, act):
    with pytest.raises(ReasonMissing):
        act(certificate=certificate, reason="  ", by=taskforce_kh)


def test_a_revocation_takes_two(certificate, proposal, taskforce_kh, taskforce2_kh):
    assert state_of(certificate) == ("valid", "", ["issued"])
    standing.confirm_revocation(proposal=proposal, by=taskforce2_kh)
    assert state_of(certificate) == ("revoked", WHY, ["issued", "revoked"])
    row = RevocationProposal.objects.get()
    assert (row.state, row.proposed_by, row.closed_by) == ("confirmed", taskforce_kh, taskforce2_kh)


def test_a_request_to_revoke_tells_the_other_members_and_not_yet_the_holder(proposal, taskforce2_kh, learner_kh):
    mails = Message.objects.filter(key__startswith="revocation:").values_list("to", flat=True)
    assert list(mails) == [taskforce2_kh.email]
    standing.confirm_revocation(proposal=proposal, by=taskforce2_kh)
    told = Message.objects.get(key__startswith="certificate-event:")
    assert (told.to, WHY in told.body) == (learner_kh.email, True)


def test_a_second_request_answers_the_first(proposal, certificate, taskforce2_kh):
    again = standing.propose_revocation(certificate=certificate, reason="Another reason", by=taskforce2_kh)
    assert (again.pk, again.reason) == (proposal.pk, WHY)


def test_who_asked_cannot_confirm(proposal, certificate, taskforce_kh):
    with pytest.raises(SecondMemberNeeded):
        standing.confirm_revocation(proposal=proposal, by=taskforce_kh)
    assert state_of(certificate) == ("valid", "", ["issued"])


def test_an_administrator_who_is_a_member_too_cannot_do_both(certificate, admin):
    factories.role(admin, Role.Kind.TASK_FORCE, "KH")
    proposal = standing.propose_revocation(certificate=certificate, reason=WHY, by=admin)
    with pytest.raises(SecondMemberNeeded):
        standing.confirm_revocation(proposal=proposal, by=admin)


@pytest.mark.parametrize("who", ["learner_kh", "taskforce_la", "trainer_kh"])
def test_nobody_else_answers_a_request(request, proposal, who):
    person = request.getfixturevalue(who)
    if who == "learner_kh":
        factories.role(person, Role.Kind.TASK_FORCE, "KH")
    for act in (standing.confirm_revocation, standing.drop_revocation):
        with pytest.raises(MayNotChange):
            act(proposal=proposal, by=person)


def test_an_administrator_confirms_only_where_the_country_has_no_other_member(proposal, taskforce2_kh, admin):
    with pytest.raises(MayNotChange):
        standing.confirm_revocation(proposal=proposal, by=admin)
    Role.objects.filter(person=taskforce2_kh).update(ended_at=timezone.now())
    assert standing.confirm_revocation(proposal=proposal, by=admin).state == "revoked"


@pytest.mark.parametrize("who", ["taskforce_kh", "taskforce2_kh"])
def test_a_request_is_dropped_by_either_and_the_certificate_stays(request, proposal, certificate, who, taskforce2_kh):
    standing.drop_revocation(proposal=proposal, by=request.getfixturevalue(who))
    assert state_of(certificate) == ("valid", "", ["issued"])
    for act in (standing.drop_revocation, standing.confirm_revocation):
        with pytest.raises(RevocationClosed):
            act(proposal=proposal, by=taskforce2_kh)


def test_a_suspended_certificate_can_be_revoked(certificate, taskforce_kh, taskforce2_kh):
    standing.suspend(certificate=certificate, reason="Under review.", by=taskforce_kh)
    proposal = standing.propose_revocation(certificate=certificate, reason=WHY, by=taskforce_kh)
    standing.confirm_revocation(proposal=proposal, by=taskforce2_kh)
    assert state_of(certificate) == ("revoked", WHY, ["issued", "suspended", "revoked"])


def test_what_was_revoked_is_not_asked_for_again(proposal, certificate, taskforce_kh, taskforce2_kh):
    standing.confirm_revocation(proposal=proposal, by=taskforce2_kh)
    with pytest.raises(NotInForce):
        standing.propose_revocation(certificate=certificate, reason=WHY, by=taskforce_kh)


def test_what_expired_after_the_request_is_revoked_all_the_same(proposal, certificate, taskforce2_kh):
    Certificate.objects.update(state="expired")
    standing.confirm_revocation(proposal=proposal, by=taskforce2_kh)
    assert (Certificate.objects.get().state, RevocationProposal.objects.get().state) == ("revoked", "confirmed")


def test_expire_due_marks_only_what_is_over(certificate):
    today = timezone.localdate()
    for valid_until, expired in [(today, 0), (today - timedelta(days=1), 1), (today - timedelta(days=1), 0)]:
        Certificate.objects.update(valid_until=valid_until, issued_on=date(2020, 1, 1))
        assert standing.expire_due() == expired
    assert state_of(certificate) == ("expired", "", ["issued", "expired"])
