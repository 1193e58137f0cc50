"""From recommendation to decision: who asked, what was asked back, who decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.cohorts.models import Cohort, Enrolment
from lms.core.languages import Country
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
        """What the Task Force has to act on now."""
        return self.filter(state__in=[Recommendation.State.WAITING, Recommendation.State.SECONDED])

    def open(self):
        return self.exclude(state__in=[Recommendation.State.CLOSED, Recommendation.State.WITHDRAWN])


class Recommendation(models.Model):
    """One row per request to the Task Force of one country: certify, renew, or take over from another country.

    `version` rises with every step: a decision made on an older page is refused.
    """

    class Purpose(models.TextChoices):
        CERTIFY = "certify", _("first certificate at this level")
        RENEW = "renew", _("renewal")
        TRANSFER = "transfer", _("transfer to another country")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a decision")
        SECONDED = "seconded", _("approved by one member, waiting for a second")
        ASKED = "asked", _("more was asked for")
        CLOSED = "closed", _("decided")
        WITHDRAWN = "withdrawn", _("withdrawn")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="recommendations")
    country = models.CharField(max_length=2, choices=Country)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.CERTIFY)
    level = models.CharField(_("level"), max_length=20, blank=True)
    note = models.TextField(_("why you recommend this person"))
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recommended_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    version = models.PositiveIntegerField(default=1)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["recommended_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=~Q(state__in=["closed", "withdrawn"]),
                name="one_open_recommendation_per_enrolment",
            ),
        ]

    def __str__(self):
        return f"recommendation of {self.enrolment_id}"

    @property
    def is_open(self) -> bool:
        return self.state not in (self.State.CLOSED, self.State.WITHDRAWN)

    @property
    def first_approval(self) -> "RecommendationStep | None":
        """The step of the first of two members, while it waits for the second."""
        return self.last_step(RecommendationStep.Kind.SECONDED) if self.state == self.State.SECONDED else None

    @property
    def question(self) -> "RecommendationStep | None":
        """What the Task Force asked for, while it waits for the answer."""
        return self.last_step(RecommendationStep.Kind.ASKED) if self.state == self.State.ASKED else None

    def last_step(self, kind: str) -> "RecommendationStep":
        return [step for step in self.steps.all() if step.kind == kind][-1]

    @property
    def level_title(self) -> str:
        return self.enrolment.programme.level(self.level).title if self.level else ""


class RecommendationStep(models.Model):
    """One row per step between the request and the decision. Never changed."""

    class Kind(models.TextChoices):
        SECONDED = "seconded", _("approved by the first of two members")
        ASKED = "asked", _("asked for more")
        ANSWERED = "answered", _("answered by the trainer")
        WITHDRAWN = "withdrawn", _("withdrawn by the trainer")

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField(_("reason"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self):
        return f"{self.kind} {self.recommendation_id}"


class Decision(models.Model):
    """One row per decision of a Task Force on one recommendation, with its reason. Never changed.

    `seconded_by` is the first of two members, where the country asks for two.
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")

    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seconded_by=None) | ~Q(seconded_by=F("decided_by")), name="two_members_are_two_people"
            ),
        ]

    def __str__(self):
        return f"{self.outcome} {self.recommendation_id}"

    @property
    def certificate(self):
        """The paper in force that this decision led to, or the last one."""
        return self.certificates.order_by("-pk").first()
