"""From recommendation to decision to certificate: who asked, who decided, what was issued."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.cohorts.models import Cohort, Enrolment
from lms.core.languages import Country, Language
from lms.people.models import Role


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A task force member sees the own country's, a trainer those of the own cohorts, an administrator all."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        return self.filter(
            Q(country__in=user.countries_as(Role.Kind.TASK_FORCE))
            | Q(enrolment__cohort__in=Cohort.objects.visible_to(user))
        )

    def for_task_force(self, user):
        """Those that this member's Task Force decides; for everyone else they do not exist."""
        return self.filter(country__in=user.countries_as(Role.Kind.TASK_FORCE))

    def waiting(self):
        return self.filter(is_closed=False)


class Recommendation(models.Model):
    """One row per request of a trainer to the Task Force of the candidate's country. Never changed."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="recommendations")
    country = models.CharField(max_length=2, choices=Country)
    note = models.TextField(_("why you recommend this person"))
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recommended_at = models.DateTimeField(default=timezone.now)
    is_closed = models.BooleanField(default=False)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["recommended_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(is_closed=False), name="one_open_recommendation_per_enrolment"
            ),
        ]

    def __str__(self):
        return f"recommendation of {self.enrolment_id}"


class Decision(models.Model):
    """One row per decision of a Task Force on one recommendation, with its reason. Never changed."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")

    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.outcome} {self.recommendation_id}"


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The own, the own country's for a task force, the own cohorts' for a trainer, all for an administrator."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        return self.filter(
            Q(enrolment__person=user)
            | Q(country__in=user.countries_as(Role.Kind.TASK_FORCE))
            | Q(enrolment__cohort__in=Cohort.objects.visible_to(user))
        )

    def for_task_force(self, user):
        return self.filter(country__in=user.countries_as(Role.Kind.TASK_FORCE))

    def valid(self):
        return self.filter(state=Certificate.State.VALID)


class Certificate(models.Model):
    """One row per issued document: `snapshot` copies every fact that it prints. Never deleted, never re-worded."""

    class Kind(models.TextChoices):
        TRAINER = "trainer", _("trainer certificate")
        COMPLETION = "completion", _("certificate of completion")

    class State(models.TextChoices):
        VALID = "valid", _("valid")
        SUSPENDED = "suspended", _("suspended")
        REVOKED = "revoked", _("revoked")
        EXPIRED = "expired", _("expired")
        SUPERSEDED = "superseded", _("superseded")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates")
    programme_code = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=Kind)
    country = models.CharField(max_length=2, choices=Country)
    language = models.CharField(max_length=10, choices=Language)
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="certificate"
    )
    number = models.CharField(max_length=40, unique=True)
    code = models.CharField(max_length=40, unique=True)
    snapshot = models.JSONField()
    pdf_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State, default=State.VALID)
    state_reason = models.TextField(blank=True)
    state_changed_at = models.DateTimeField(default=timezone.now)
    state_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme_code", "kind"],
                condition=Q(state="valid"),
                name="one_valid_certificate_per_person_programme_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind="completion") | Q(decision__isnull=False),
                name="a_trainer_certificate_has_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("issued_on")),
                name="a_certificate_is_valid_after_its_issue",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def state_now(self) -> "Certificate.State":
        """`expired` from the day after the last one, whether or not the nightly job has run."""
        is_over = self.valid_until is not None and self.valid_until < timezone.localdate()
        return (
            Certificate.State.EXPIRED if self.state == Certificate.State.VALID and is_over else self.State(self.state)
        )

    @property
    def state_now_label(self):
        return self.state_now.label

    @property
    def is_valid_now(self) -> bool:
        return self.state_now == Certificate.State.VALID


class NumberSeries(models.Model):
    """One row per country and year: the last certificate number given out. It only ever rises."""

    country = models.CharField(max_length=2, choices=Country)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "year"], name="one_number_series_per_country_and_year"),
        ]

    def __str__(self):
        return f"{self.country} {self.year}: {self.last}"
