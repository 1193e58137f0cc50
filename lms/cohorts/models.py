"""Who learns together: cohorts, their sessions, enrolments and attendance."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core import programmes
from lms.core.languages import Country
from lms.people.models import Post, Role


class CohortQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A trainer sees the own cohorts, regional or of a country of the role held now; an administrator all."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        scopes = user.scopes_as(Role.Kind.TRAINER)
        if "" in scopes:
            return self.filter(trainers=user)
        return self.filter(trainers=user, country__in=["", *scopes]) if scopes else self.none()


class Cohort(models.Model):
    """One row per group that takes one programme together; without a country it is regional."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    programme_code = models.CharField(_("programme"), max_length=20)
    title = models.CharField(_("title"), max_length=200)
    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    trainers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="cohorts_taught", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cohort_ends_after_it_starts"),
        ]

    def __str__(self):
        return self.title

    @property
    def programme(self):
        return programmes.get(self.programme_code)


class Session(models.Model):
    """One row per meeting of one cohort, in a room or online."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("starts"))
    length_minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=90)

    class Meta:
        ordering = ["starts_at", "id"]

    def __str__(self):
        return self.title


class EnrolmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The own enrolments, and those of the cohorts that the person may see."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        return self.filter(Q(person=user) | Q(cohort__in=Cohort.objects.visible_to(user)))

    def active(self):
        return self.filter(withdrawn_at=None)


class Enrolment(models.Model):
    """One row per person in one cohort, with the post held at the start."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    post_at_start = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    enrolled_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "person"], name="one_enrolment_per_person_and_cohort"),
        ]

    def __str__(self):
        return f"{self.person} in {self.cohort}"

    @property
    def programme(self):
        return self.cohort.programme

    @property
    def country(self) -> str:
        """The person's own, or else where the cohort is; empty where neither names one."""
        return self.person.country or self.cohort.country


class Attendance(models.Model):
    """One row per person at one session."""

    class Source(models.TextChoices):
        APP = "app", _("on screen")
        PAPER = "paper", _("from paper")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendance")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attendance")
    is_present = models.BooleanField()
    source = models.CharField(max_length=10, choices=Source, default=Source.APP)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="one_attendance_per_person_and_session"),
        ]

    def __str__(self):
        return f"{self.enrolment_id} at {self.session_id}: {self.is_present}"
