"""One retention survey and the cells of its frame."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lms.core.languages import Country


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_authenticated and user.is_administrator else self.none()


def both_reminders() -> list[int]:
    return [5, 12]


def every_mode() -> list[str]:
    return ["web", "phone", "proxy", "record"]


class Campaign(models.Model):
    """One row per retention survey. After the draw, frame, seed and design never change."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        DRAWN = "drawn", _("sample drawn")
        FIELDING = "fielding", _("in the field")
        CLOSED = "closed", _("closed")

    class Endpoint(models.TextChoices):
        """What counts as having left; codes as in the follow-up's method."""

        POST = "E1", _("left the post")
        WORK = "E2", _("left anti-trafficking work altogether")
        MINISTRY = "E3", _("left the ministry")
        GOVERNMENT = "E4", _("left the government")

    class Definition(models.TextChoices):
        EITHER = "either", _("formal duty, or did the work in the last six months")
        BOTH = "both", _("formal duty, and did the work in the last six months")

    class Design(models.TextChoices):
        CENSUS = "census", _("everybody by e-mail, then a random part of the silent by phone until it is known")
        SAMPLE = "sample", _("a random sample")

    class Allocation(models.TextChoices):
        PROPORTIONAL = "proportional", _("in proportion to the number of people")
        NEYMAN = "neyman", _("more where people differ more")

    UNDER_WAY = (State.DRAWN, State.FIELDING)

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)

    # whom: everybody who completed one of the programmes, in these countries and years
    programme_codes = models.JSONField(_("programmes"), default=list)
    countries = models.JSONField(_("countries"), default=list, blank=True)  # none named: all
    completed_from = models.DateField(_("completed from"), null=True, blank=True)
    completed_until = models.DateField(_("completed until"), null=True, blank=True)

    # what counts
    endpoint = models.CharField(_("what counts as having left"), max_length=2, choices=Endpoint, default=Endpoint.WORK)
    definition = models.CharField(
        _("what counts as anti-trafficking work"), max_length=10, choices=Definition, default=Definition.EITHER
    )
    wave_months = models.PositiveSmallIntegerField(_("months after the course"), null=True, blank=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")

    # how many, of which cells
    design = models.CharField(_("design"), max_length=10, choices=Design, default=Design.CENSUS)
    sample_size = models.PositiveIntegerField(_("people to ask"), default=0)  # a census asks all
    follow_one_in = models.PositiveSmallIntegerField(_("of the silent, follow up one in"), default=3)
    replicates = models.PositiveSmallIntegerField(_("spare groups"), default=0)
    margin = models.FloatField(_("wanted margin"), default=0.05)
    expected_share = models.FloatField(_("expected share in post"), default=0.67)
    expected_response = models.FloatField(_("expected response"), default=0.6)
    eligible_share = models.FloatField(_("share of the untraced that belong to the frame"), default=1.0)
    by_organisation = models.BooleanField(_("strata by country and ministry"), default=True)
    joined_units = models.JSONField(default=dict, blank=True)  # {organisation id: the neighbour that takes it in}
    allocation = models.CharField(_("allocation"), max_length=12, choices=Allocation, default=Allocation.PROPORTIONAL)
    changed_counts = models.JSONField(default=dict, blank=True)  # {stratum key: people}, where changed by hand

    # how and when
    modes = models.JSONField(_("ways of asking"), default=every_mode)
    reminder_days = models.JSONField(_("days of the reminders"), default=both_reminders)
    phone_from_day = models.PositiveSmallIntegerField(_("phone from day"), default=20)
    proxy_from_day = models.PositiveSmallIntegerField(_("colleagues and records from day"), default=35)
    texts = models.JSONField(default=dict, blank=True)  # {language: {"subject", "body"}}; else the house's words
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    tested_at = models.DateTimeField(null=True, blank=True)

    # frozen at the draw
    seed = models.PositiveBigIntegerField(_("seed"))
    frame_size = models.PositiveIntegerField(null=True, blank=True)
    frame_hash = models.CharField(max_length=64, blank=True)
    frame_margins = models.JSONField(default=dict, blank=True)  # {"sex": {value: people}, "sector": …, "year": …}
    drawn_at = models.DateTimeField(null=True, blank=True)
    subsampled_at = models.DateTimeField(null=True, blank=True)

    contacts_erased_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="campaign_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(follow_one_in__gte=1), name="campaign_follows_one_in_at_least_one"),
            models.CheckConstraint(condition=Q(margin__gt=0, margin__lt=1), name="campaign_margin_is_a_share"),
            models.CheckConstraint(
                condition=Q(expected_response__gt=0, expected_response__lte=1), name="campaign_response_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(eligible_share__gte=0, eligible_share__lte=1), name="campaign_eligible_is_a_share"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def asks_everybody(self) -> bool:
        return self.design == self.Design.CENSUS


class Stratum(models.Model):
    """One row per cell of the frame, a country or one ministry in it, with N people of whom n are asked.

    `key` is what the seed, the frame hash and the allocation name it by: `KH`, or `KH:12` for organisation 12.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="strata")
    key = models.CharField(max_length=40)
    country = models.CharField(max_length=2, choices=Country)
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    frame_count = models.PositiveIntegerField()
    sample_count = models.PositiveIntegerField()

    class Meta:
        ordering = ["country", "id"]
        verbose_name_plural = "strata"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "key"], name="one_stratum_per_campaign_and_key"),
            models.CheckConstraint(
                condition=Q(sample_count__lte=F("frame_count")), name="no_more_asked_than_there_are"
            ),
        ]

    def __str__(self):
        return f"{self.key}: {self.sample_count} of {self.frame_count}"
