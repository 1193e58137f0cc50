"""Estimates that take seconds: made in the background, kept with what they were made from."""

from django.db import models
from django.utils import timezone

from lms.alumni.models.campaigns import Campaign


class Estimation(models.Model):
    """One row per campaign and state of its data (`digest`): how far the resampling is, and what came of it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="estimations")
    digest = models.CharField(max_length=64)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    result = models.JSONField(null=True, blank=True)
    ordered_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-ordered_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "digest"], name="one_estimation_per_campaign_and_data"),
        ]

    def __str__(self):
        return f"{self.done} of {self.total}"
