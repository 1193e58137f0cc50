"""What was issued, what happened to it since, and the keys that signed it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models.decisions import Decision
from lms.cohorts.models import Cohort, Enrolment
from lms.core import programmes
from lms.core.languages import Country, Language
from lms.people.models import Role


class SigningKey(models.Model):
    """One row per key that ever signed a credential: its public half, published for ever. One is in use."""

    number = models.PositiveSmallIntegerField(unique=True)
    public_key = models.CharField(max_length=80, unique=True)  # Ed25519, multibase
    created_at = models.DateTimeField(default=timezone.now)
    is_in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["is_in_use"], condition=Q(is_in_use=True), name="one_signing_key_in_use"),
        ]

    def __str__(self):
        return f"key-{self.number}"


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

    def in_care_of(self, user):
        """Whose standing this person may look into: the own country's for a task force, all for an administrator."""
        return self if user.is_authenticated and user.is_administrator else self.for_task_force(user)

    def valid(self):
        return self.filter(state=Certificate.State.VALID)


class Certificate(models.Model):
    """One row per issued document: `snapshot` copies every fact that it prints. Never deleted, never re-worded.

    `credential` is the signed document as it was issued, byte for byte; empty on papers older than credentials.
    `status_list` and `status_index` are its place in the published lists of what was revoked or suspended.
    """

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
    level = models.CharField(max_length=20, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    number = models.CharField(max_length=40, unique=True)
    code = models.CharField(max_length=40, unique=True)
    snapshot = models.JSONField()
    pdf_sha256 = models.CharField(max_length=64, db_index=True)
    credential = models.TextField(blank=True)
    signing_key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status_list = models.PositiveSmallIntegerField(null=True, blank=True)
    status_index = models.PositiveIntegerField(null=True, blank=True)
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
                condition=Q(state__in=["valid", "suspended"]),
                name="one_certificate_in_force_per_person_programme_and_kind",
            ),
            models.UniqueConstraint(fields=["status_list", "status_index"], name="one_place_per_credential"),
            models.CheckConstraint(
                condition=Q(credential="") | Q(signing_key__isnull=False, status_index__isnull=False),
                name="a_credential_has_its_key_and_its_place",
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
    def level_title(self) -> str:
        """In the reader's language; empty where the programme has no levels."""
        return programmes.get(self.programme_code).level(self.level).title if self.level else ""

    @property
    def is_valid_now(self) -> bool:
        return self.state_now == Certificate.State.VALID


class CertificateEvent(models.Model):
    """One row per thing that happened to one certificate after its issue, and the issue itself. Never changed."""

    class Kind(models.TextChoices):
        ISSUED = "issued", _("issued")
        SUSPENDED = "suspended", _("suspended")
        REINSTATED = "reinstated", _("valid again")
        REVOKED = "revoked", _("revoked")
        EXPIRED = "expired", _("expired")
        SUPERSEDED = "superseded", _("superseded")

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self):
        return f"{self.kind} {self.certificate_id}"


class RevocationProposal(models.Model):
    """One row per request of one member to end a certificate; another member confirms it or drops it."""

    class State(models.TextChoices):
        OPEN = "open", _("waiting for a second member")
        CONFIRMED = "confirmed", _("confirmed")
        DROPPED = "dropped", _("dropped")

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="revocation_proposals")
    reason = models.TextField(_("reason"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(state="open"), name="one_open_revocation_per_certificate"
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(closed_by=F("proposed_by")), name="a_revocation_takes_two_people"
            ),
        ]

    def __str__(self):
        return f"{self.state} {self.certificate_id}"


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
