"""Two people change one certificate in the same moment, in two real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import factories
import pytest
from django.db import connection

from certificates.actions import reissuing, standing
from certificates.errors import NotInForce, RevocationClosed
from certificates.models import Certificate, RevocationProposal
from lms.core.errors import Refused
from lms.people.models import Role, User


def at_once(*calls):
    """`calls` are functions of the barrier at which all of them meet; the answers, sorted."""
    start = Barrier(len(calls))
    with ThreadPoolExecutor(len(calls)) as pool:
        tasks = [pool.submit(answered, call, start) for call in calls]
        return sorted(task.result() for task in tasks)


def answered(call, start):
    try:
        call(start)
    except Refused as refusal:
        return type(refusal).__name__
    else:
        return "done"
    finally:
        connection.close()


def answer(act, proposal_pk, member_pk):
    def call(start):
        found, member = RevocationProposal.objects.get(pk=proposal_pk), User.objects.get(pk=member_pk)
        start.wait(timeout=20)
        act(proposal=found, by=member)

    return call


def change(act, certificate_pk, member_pk):
    def call(start):
        found, member = Certificate.objects.get(pk=certificate_pk), User.objects.get(pk=member_pk)
        start.wait(timeout=20)
        act(certificate=found, reason="Because of this.", by=member)

    return call


@pytest.fixture
def taskforce3_kh(db):
    return factories.person_with_role(Role.Kind.TASK_FORCE, "KH")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", [standing.confirm_revocation, standing.drop_revocation])
def test_one_request_to_revoke_gets_one_answer(certificate, taskforce_kh, taskforce2_kh, taskforce3_kh, second):
    proposal = standing.propose_revocation(certificate=certificate, reason="Untrue.", by=taskforce_kh)
    calls = [
        answer(standing.confirm_revocation, proposal.pk, taskforce2_kh.pk),
        answer(second, proposal.pk, taskforce3_kh.pk),
    ]
    assert at_once(*calls) == [RevocationClosed.__name__, "done"]
    states = {"confirmed": ("revoked", 2), "dropped": ("valid", 1)}
    certificate.refresh_from_db()
    assert (certificate.state, certificate.events.count()) == states[RevocationProposal.objects.get().state]


@pytest.mark.django_db(transaction=True)
def test_a_suspension_and_a_correction_at_once_leave_one_of_them(certificate, taskforce_kh, taskforce2_kh):
    User.objects.filter(pk=certificate.person_id).update(full_name="Sok Sreymomra")
    answers = at_once(
        change(standing.suspend, certificate.pk, taskforce_kh.pk),
        change(reissuing.correct, certificate.pk, taskforce2_kh.pk),
    )
    assert answers[1] == "done"
    assert answers[0] in (NotInForce.__name__, "StillSuspended")
    states = list(Certificate.objects.order_by("pk").values_list("state", flat=True))
    assert states in (["suspended"], ["superseded", "valid"])
