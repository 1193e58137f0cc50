"""How each country's Task Force decides, and what its certificates carry."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.languages import Country


class Picture(models.Model):
    """One row per image that certificates print, by its content; kept for ever, for a paper drawn again is the same."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    png = models.BinaryField()
    width = models.PositiveSmallIntegerField()  # pixels
    height = models.PositiveSmallIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.sha256[:12]


class TaskForce(models.Model):
    """One row per country: how its Task Force decides, and the emblem on its certificates."""

    country = models.CharField(_("country"), max_length=2, choices=Country, unique=True)
    needs_two = models.BooleanField(_("two members approve"), default=False)
    emblem = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self):
        return self.get_country_display()


class Signatory(models.Model):
    """One row per person whose signature a country's certificates carry; ended, never deleted."""

    task_force = models.ForeignKey(TaskForce, on_delete=models.PROTECT, related_name="signatories")
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title below the name"), max_length=160)
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.PositiveSmallIntegerField(_("place from the left"), default=1)
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task_force", "place"], condition=Q(ended_at=None), name="one_signatory_per_place"
            ),
        ]

    def __str__(self):
        return self.name
