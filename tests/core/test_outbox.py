"""Mail is a row: sent once whoever claims it, tried again when it fails, given up after five times."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from lms.core import bell, outbox, tasks
from lms.core.models import Message

pytestmark = pytest.mark.django_db
State = Message.State


def queued(key="one", **fields):
    return outbox.queue(
        **{"to": "sok@example.org", "subject": "Hello", "body": "Words", "language": "en", **fields}, key=key
    )


def refuse(monkeypatch, error):
    def fail(*_args, **_options):
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)


def rest():
    """Let the waiting time of every mail pass."""
    Message.objects.filter(state=State.WAITING).update(due_at=timezone.now() - timedelta(seconds=1))


def test_a_key_queues_one_mail():
    assert queued().pk == queued(subject="Another").pk
    assert Message.objects.get().subject == "Hello"


def test_only_the_first_of_two_claims_wins():
    queued()
    mine, yours = Message.objects.get(), Message.objects.get()
    assert (outbox.claim(mine), outbox.claim(yours)) == (True, False)
    assert (outbox.send_waiting(), mail.outbox) == (0, [])


def test_a_mail_whose_sender_died_is_sent_after_the_lease():
    queued()
    outbox.claim(Message.objects.get())
    Message.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert (outbox.send_waiting(), len(mail.outbox)) == (1, 1)


@pytest.mark.parametrize(
    "error",
    [smtplib.SMTPServerDisconnected("gone"), smtplib.SMTPRecipientsRefused({}), TimeoutError(), ValueError("header")],
)
def test_five_failures_make_a_mail_dead(monkeypatch, error):
    queued()
    refuse(monkeypatch, error)
    states = []
    for _ in range(6):
        outbox.send_waiting()
        states.append(Message.objects.values_list("state", "attempts").get())
        rest()
    assert states == [*((State.WAITING, number) for number in range(1, 5)), (State.DEAD, 5), (State.DEAD, 5)]


def test_a_mail_that_kills_its_sender_five_times_is_dead():
    queued()
    for _ in range(5):
        rest()
        outbox.claim(Message.objects.get())
    rest()
    assert outbox.send_waiting() == 0
    assert (Message.objects.get().state, mail.outbox) == (State.DEAD, [])


def test_one_bad_mail_stops_no_other():
    queued(key="bad", to="a@\u00fc" + "x" * 70 + ".example")
    queued(key="good")
    assert (outbox.send_waiting(), [message.to for message in mail.outbox]) == (1, [["sok@example.org"]])


def test_a_subject_is_one_line():
    queued(subject="Hello\r\nBcc: all@example.org")
    outbox.send_waiting()
    assert (mail.outbox[0].subject, mail.outbox[0].bcc) == ("Hello Bcc: all@example.org", [])
    assert "\nBcc:" not in mail.outbox[0].message().as_string()


def test_the_same_mail_keeps_its_message_id():
    queued(key="campaign:x:case:1:invite")
    outbox.send_waiting()
    assert mail.outbox[0].message()["Message-ID"] == "<campaign:x:case:1:invite@localhost>"


def test_many_mails_of_one_transaction_ring_once(monkeypatch, django_capture_on_commit_callbacks):
    rings = []
    monkeypatch.setattr(tasks.send_due, "delay", lambda: rings.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(20):
            queued(key=str(number))
    assert rings == [1]


def test_a_rolled_back_part_takes_no_bell_with_it(monkeypatch, django_capture_on_commit_callbacks):
    rings = []
    monkeypatch.setattr(tasks.send_due, "delay", lambda: rings.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            queued(key="lost")
            transaction.set_rollback(True)
        queued(key="kept")
    assert (rings, list(Message.objects.values_list("key", flat=True))) == ([1], ["kept"])


def test_without_a_broker_the_request_succeeds_and_the_mail_waits(
    monkeypatch, client, learner_kh, django_capture_on_commit_callbacks
):
    def lost():
        raise OperationalError("no broker")

    monkeypatch.setattr(tasks.send_due, "delay", lost)
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        response = client.post("/en/accounts/password/reset/", {"email": learner_kh.email})
    assert (response.status_code, Message.objects.get().state, callbacks) == (302, State.WAITING, [bell.wake])
