"""What an interviewer's device sent, so that nothing is taken twice."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lms.alumni.models.cases import Case


class Submission(models.Model):
    """One row per form that was taken from an interviewer's device. Its key comes with the form: a second one is the
    same form, sent again because its answer was lost on the way."""

    key = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="submissions")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["taken_at"]

    def __str__(self):
        return str(self.key)
