"""The outbox: the one table that core owns, pointing at nobody."""

from django.db import models
from django.utils import timezone

from lms.core.languages import Language


class Message(models.Model):
    """One row per mail that must leave: what is due is a row, the task queue is only the bell.

    The text never changes after queueing; `key` makes a second queueing of the same mail a no-op.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        DEAD = "dead"

    key = models.CharField(max_length=120, unique=True)
    to = models.EmailField()
    language = models.CharField(max_length=10, choices=Language)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="message_what_is_due")]

    def __str__(self):
        return f"{self.key} to {self.to}"
