"""On what basis somebody else may be asked about a person, and who asked which figures."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.alumni.models.campaigns import Campaign
from lms.core.languages import Country


class DataAgreement(models.Model):
    """One row per written agreement with a ministry, which excludes any use of the answers for personnel decisions.

    While it holds, colleagues and staff lists of that country (or of that organisation alone) may be asked about
    people who did not agree or disagree themselves; who refused is never asked about.
    """

    country = models.CharField(_("country"), max_length=2, choices=Country)
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reference = models.CharField(_("reference of the document"), max_length=120)
    excludes_personnel_use = models.BooleanField(_("excludes use for personnel decisions"), default=False)
    signed_on = models.DateField(_("signed on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["country", "-signed_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(excludes_personnel_use=True), name="agreement_excludes_personnel_use"
            ),
        ]

    def __str__(self):
        return f"{self.country}: {self.reference}"


class FigureQuery(models.Model):
    """One row per look at figures with a filter: who asked for whom, and how many people that was.

    `people` is a digest of each person's case in the answer, so that the next look is compared with it and two
    tables whose difference would be fewer than ten people are not both shown.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="queries")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    filters = models.JSONField(default=dict)
    count = models.PositiveIntegerField()
    cases = models.BinaryField()  # a bit for each case of the campaign in the order of their ids
    is_shown = models.BooleanField()

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self):
        return f"{self.filters}: {self.count}"
