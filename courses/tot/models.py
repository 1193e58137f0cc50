"""The pages of the Training of Trainers, and the observations of practice lessons."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.cohorts.models import Enrolment
from lms.learning.models import LessonPageBase, ModulePageBase, ProgrammePageBase


class TotProgrammePage(ProgrammePageBase):
    """One row per language."""

    programme_code = "tot"
    subpage_types = ["tot.TotModulePage"]


class TotModulePage(ModulePageBase):
    """One row per module and language."""

    programme_code = "tot"
    parent_page_types = ["tot.TotProgrammePage"]
    subpage_types = ["tot.TotLessonPage"]


class TotLessonPage(LessonPageBase):
    """One row per lesson and language."""

    programme_code = "tot"
    parent_page_types = ["tot.TotModulePage"]


class ObservationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The observer's own, the candidate's own once signed, and all of an administrator."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        signed_about_me = models.Q(enrolment__person=user) & ~models.Q(signed_at=None)
        return self.filter(models.Q(observer=user) | signed_about_me)


class Observation(models.Model):
    """One row per observer's rubric for one practice lesson. Once signed it never changes.

    `scores` maps the ten criteria of rubric.py to levels 1-4.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="observations")
    observer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="observations_made")
    lesson_title = models.CharField(_("practice lesson"), max_length=200)
    taught_on = models.DateField(_("taught on"))
    scores = models.JSONField(default=dict)
    notes = models.TextField(_("notes"), blank=True)
    is_passed = models.BooleanField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["-taught_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "observer", "lesson_title", "taught_on"],
                name="one_observation_per_observer_and_practice_lesson",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_at=None) | models.Q(is_passed__isnull=False),
                name="a_signed_observation_has_a_result",
            ),
        ]

    def __str__(self):
        return self.lesson_title
