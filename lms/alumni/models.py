"""Are they still in post? Campaigns, their strata, sampled cases, contacts and reports."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.languages import Country


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_authenticated and user.is_administrator else self.none()


class Campaign(models.Model):
    """One row per retention survey. After the draw, frame, seed and design never change."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        DRAWN = "drawn", _("sample drawn")
        FIELDING = "fielding", _("in the field")
        CLOSED = "closed", _("closed")

    UNDER_WAY = (State.DRAWN, State.FIELDING)

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=200)
    programme_codes = models.JSONField(_("programmes"), default=list)
    sample_size = models.PositiveIntegerField(_("people to ask"))
    seed = models.PositiveBigIntegerField(_("seed"))
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    frame_size = models.PositiveIntegerField(null=True, blank=True)
    frame_hash = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="campaign_closes_after_it_opens"),
        ]

    def __str__(self):
        return self.title


class Stratum(models.Model):
    """One row per cell of the frame (here: country) with N people, of whom n are asked."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="strata")
    country = models.CharField(max_length=2, choices=Country)
    frame_count = models.PositiveIntegerField()
    sample_count = models.PositiveIntegerField()

    class Meta:
        ordering = ["country"]
        verbose_name_plural = "strata"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "country"], name="one_stratum_per_campaign_and_country"),
            models.CheckConstraint(
                condition=Q(sample_count__lte=F("frame_count")), name="no_more_asked_than_there_are"
            ),
        ]

    def __str__(self):
        return f"{self.country}: {self.sample_count} of {self.frame_count}"


class Case(models.Model):
    """One row per sampled person. Disposition (did we get an answer?) and status (where are they?) are two things."""

    class Disposition(models.TextChoices):
        WAITING = "waiting", _("no answer yet")
        ANSWERED = "answered", _("answered")
        REFUSED = "refused", _("did not wish to answer")
        BOUNCED = "bounced", _("could not be reached")

    class Status(models.TextChoices):
        SAME = "same", _("in the same post")
        OTHER_AT_SAME = "other_at_same_min", _("another anti-trafficking post, same ministry")
        OTHER_AT_OTHER = "other_at_other_min", _("another anti-trafficking post, other ministry")
        AT_NGO_IO = "at_ngo_io", _("anti-trafficking work outside government")
        SAME_MIN_NOT_AT = "same_min_not_at", _("same ministry, other work")
        OTHER_GOVT = "other_govt", _("other ministry, other work")
        LEFT_GOVT = "left_govt", _("left government")
        RETIRED = "retired", _("retired")
        DECEASED = "deceased", _("deceased")
        LEAVE = "leave", _("on leave, will return")
        UNKNOWN = "unknown", _("not known")

    IN_POST = (Status.SAME, Status.OTHER_AT_SAME, Status.OTHER_AT_OTHER, Status.AT_NGO_IO, Status.LEAVE)

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="cases")
    stratum = models.ForeignKey(Stratum, on_delete=models.CASCADE, related_name="cases")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="retention_cases")
    base_weight = models.FloatField()
    token_digest = models.CharField(max_length=64, unique=True)
    token_expires_at = models.DateTimeField()
    disposition = models.CharField(max_length=12, choices=Disposition, default=Disposition.WAITING)
    status = models.CharField(max_length=20, choices=Status, default=Status.UNKNOWN)
    invited_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["stratum", "id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "person"], name="one_case_per_person_and_campaign"),
        ]

    def __str__(self):
        return f"case {self.pk}"


class Contact(models.Model):
    """One row per attempt to reach one sampled person."""

    class Mode(models.TextChoices):
        MAIL = "mail", _("e-mail")
        WEB = "web", _("web")
        PHONE = "phone", _("phone")
        PROXY = "proxy", _("through a colleague")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="contacts")
    mode = models.CharField(max_length=10, choices=Mode)
    outcome = models.CharField(max_length=40)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.mode}: {self.outcome}"


class Report(models.Model):
    """One row per statement about one person's post: every report is kept, the case's status is resolved from them."""

    class Source(models.TextChoices):
        SELF = "self", _("the person")
        PROXY = "proxy", _("a colleague")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    source = models.CharField(max_length=10, choices=Source, default=Source.SELF)
    status = models.CharField(max_length=20, choices=Case.Status)
    has_formal_duty = models.BooleanField(null=True, blank=True)
    worked_on_it_lately = models.BooleanField(null=True, blank=True)
    changed_on = models.DateField(null=True, blank=True)
    new_unit_kind = models.CharField(max_length=20, blank=True)
    may_ask_again = models.BooleanField(null=True, blank=True)
    language = models.CharField(max_length=10)
    reported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-reported_at", "-id"]

    def __str__(self):
        return self.status
