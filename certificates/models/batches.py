"""Many certificates at once: what is due is a row."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates import batch_faults
from certificates.models.decisions import Decision
from certificates.models.documents import Certificate
from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import Role


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those with an item that the person may see."""
        return self.filter(pk__in=BatchItem.objects.visible_to(user).values("batch"))


class BatchItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What the own country's Task Force decided, what was ordered for an own cohort; an administrator all."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        return self.filter(
            Q(decision__recommendation__country__in=user.countries_as(Role.Kind.TASK_FORCE))
            | Q(decision=None, batch__ordered_by=user, enrolment__cohort__in=Cohort.objects.visible_to(user))
        )


class Batch(models.Model):
    """One row per order of many certificates at once, issued in the background."""

    title = models.CharField(max_length=200)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField(default=timezone.now)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_at", "-id"]

    def __str__(self):
        return self.title


class BatchItem(models.Model):
    """One row per certificate to issue: claimed by a conditional UPDATE, so each is issued once through any crash."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ISSUED = "issued", _("issued")
        FAILED = "failed", _("not issued")

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="items")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)
    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = BatchItemQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "due_at"], name="batch_item_what_is_due")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "enrolment"], name="one_item_per_batch_and_enrolment"),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(certificate__isnull=False), name="an_issued_item_has_its_certificate"
            ),
        ]

    def __str__(self):
        return f"{self.state} {self.enrolment_id}"

    @property
    def fault_words(self) -> str:
        return batch_faults.words_of(self.fault)
