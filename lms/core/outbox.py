"""Mail: queued in the caller's transaction, sent by whoever claims the row first."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone

from lms.core import bell
from lms.core.models import Message

LEASE = timedelta(minutes=5)
RETRY_AFTER = timedelta(minutes=2)


def queue(*, to: str, subject: str, body: str, language: str, key: str = "", due_at: datetime | None = None) -> Message:
    """Put one mail into the outbox; a second call with the same `key` returns the first row unchanged."""
    message, _created = Message.objects.get_or_create(
        key=key or uuid4().hex,
        defaults={
            "to": to,
            "subject": " ".join(subject.split()),
            "body": body,
            "language": language,
            "due_at": due_at or timezone.now(),
        },
    )
    bell.ring()
    return message


def send_waiting(*, limit: int = 200) -> int:
    """Send what is due, at most `limit` mails, and return how many left."""
    due = Message.objects.filter(state=Message.State.WAITING, due_at__lte=timezone.now())
    due.filter(attempts__gte=settings.OUTBOX_MAX_ATTEMPTS).update(state=Message.State.DEAD)  # its sender died each time
    return sum(send(message) for message in due.order_by("due_at")[:limit])


def send(message: Message) -> bool:
    """Send one mail if nobody else has claimed it; five failures make it dead."""
    if not claim(message):
        return False
    email = EmailMessage(message.subject, message.body, to=[message.to])
    email.extra_headers["Message-ID"] = f"<{message.key}@{settings.SITE_URL.split('//')[-1].split(':')[0]}>"
    try:
        email.send()
    except (SMTPException, OSError, ValueError) as error:  # the last: an address or header that no mail can have
        postpone(message, error)
        return False
    Message.objects.filter(pk=message.pk).update(state=Message.State.SENT, sent_at=timezone.now())
    return True


def forget(addresses: Iterable[str]) -> int:
    """Take address and text out of every mail to these addresses; one that still waits is never sent."""
    messages = Message.objects.filter(to__in=set(addresses))
    messages.filter(state=Message.State.WAITING).update(state=Message.State.DEAD)
    return messages.update(to="", subject="", body="", last_error="")


def due_keys(prefix: str) -> list[str]:
    """The keys of the mails that would leave now."""
    due = Message.objects.filter(state=Message.State.WAITING, due_at__lte=timezone.now(), key__startswith=prefix)
    return list(due.values_list("key", flat=True))


def take_back(keys: Iterable[str]) -> int:
    """Never send what still waits under these keys; answers how many."""
    waiting = Message.objects.filter(state=Message.State.WAITING, key__in=list(keys))
    return waiting.update(state=Message.State.DEAD, subject="", body="")


def claim(message: Message) -> bool:
    """Take the row for one lease; the conditional UPDATE's row count decides who won."""
    now = timezone.now()
    taken = Message.objects.filter(
        pk=message.pk, state=Message.State.WAITING, due_at=message.due_at, attempts=message.attempts
    ).update(due_at=now + LEASE, attempts=F("attempts") + 1)
    return taken == 1


def postpone(message: Message, error: Exception) -> None:
    attempts = message.attempts + 1
    is_dead = attempts >= settings.OUTBOX_MAX_ATTEMPTS
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.DEAD if is_dead else Message.State.WAITING,
        due_at=timezone.now() + RETRY_AFTER * attempts,
        last_error=str(error)[:300],
    )
