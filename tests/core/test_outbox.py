"""A mail that was queued leaves once, whatever fails on the way."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from lms.core import outbox
from lms.core.models import Message


class LostServer(EmailBackend):
    def send_messages(self, messages):
        raise SMTPServerDisconnected("gone")


def queue(key="a", **fields):
    return outbox.queue(to="sok@example.org", subject="Hello", body="Text", language="en", key=key, **fields)


def test_queued_mail_leaves_once(db):
    queue()
    assert (outbox.send_waiting(), outbox.send_waiting()) == (1, 0)
    assert [(message.to, message.subject) for message in mail.outbox] == [(["sok@example.org"], "Hello")]


def test_same_key_queues_once(db):
    assert queue().pk == queue().pk


def test_a_subject_with_a_line_break_cannot_add_headers(db):
    message = outbox.queue(to="a@example.org", subject="Hi\r\nBcc: b@example.org", body="", language="en")
    assert message.subject == "Hi Bcc: b@example.org"


def test_mail_due_later_waits(db):
    queue(due_at=timezone.now() + timedelta(hours=1))
    assert outbox.send_waiting() == 0


def test_only_one_of_two_workers_claims_a_mail(db):
    message = queue()
    assert (outbox.claim(message), outbox.claim(message)) == (True, False)


def test_a_lost_server_postpones_and_the_fifth_failure_ends(db, settings):
    settings.EMAIL_BACKEND = f"{LostServer.__module__}.LostServer"
    message = queue()
    states = []
    for _attempt in range(5):
        Message.objects.filter(pk=message.pk).update(due_at=timezone.now())
        outbox.send_waiting()
        message.refresh_from_db()
        states.append((message.state, message.attempts))
    assert states == [("waiting", 1), ("waiting", 2), ("waiting", 3), ("waiting", 4), ("dead", 5)]
    assert message.last_error == "gone"
