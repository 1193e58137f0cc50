"""One sampled person, the attempts to reach them, and everything that was said about their post."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.alumni.models.campaigns import Campaign, Stratum
from lms.people.models import Organisation, User


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An administrator sees all, an interviewer the cases that are assigned to them and still in the field."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        return self.filter(assigned_to=user, campaign__state=Campaign.State.FIELDING)

    def asked(self):
        """Without the spare people whose group was never released."""
        return self.exclude(replicate__gt=0, released_at=None)


class Case(models.Model):
    """One row per sampled person. Disposition (did we get an answer?) and status (where are they?) are two things.

    What the person was at the draw (sector, sex, day of the training) is kept here: a frame does not change.
    `known_in` is the last day on which a report has them in (per the campaign's endpoint), `known_out` the first on
    which one has them out; `status` is the resolved one.
    """

    class Disposition(models.TextChoices):
        """AAPOR's codes, as in lms.alumni.rates. Proxies and records leave the code of the contact as it is."""

        COMPLETE = "I", _("answered")
        PARTIAL = "P", _("answered in part")
        REFUSED = "R", _("did not wish to answer")
        NO_CONTACT = "NC", _("no answer yet")
        OTHER = "O", _("could not answer")
        UNKNOWN_PERSON = "UH", _("not certain that it was the person")
        UNKNOWN = "UO", _("could not be reached")
        NOT_ELIGIBLE = "NE", _("not a person of this follow-up")

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

    ANSWERED = (Disposition.COMPLETE, Disposition.PARTIAL)

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="cases")
    stratum = models.ForeignKey(Stratum, on_delete=models.CASCADE, related_name="cases")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="retention_cases")
    pseudonym = models.CharField(max_length=12)  # in every export, instead of the person

    # frozen at the draw
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sector = models.CharField(max_length=20, choices=Organisation.Sector, blank=True)
    province = models.CharField(max_length=80, blank=True)
    sex = models.CharField(max_length=10, choices=User.Sex, blank=True)
    trained_on = models.DateField()
    replicate = models.PositiveSmallIntegerField(default=0)  # 0: the sample itself; 1, 2, …: spare groups
    released_at = models.DateTimeField(null=True, blank=True)
    is_followed_up = models.BooleanField(null=True, blank=True)  # of a census's silent: drawn to be followed up
    base_weight = models.FloatField()  # 1 / chance of being asked
    weights = models.JSONField(default=dict, blank=True)  # every factor by its name, in the order of weighting.py

    # the asking
    token_digest = models.CharField(max_length=64, unique=True)
    token_expires_at = models.DateTimeField()
    disposition = models.CharField(max_length=2, choices=Disposition, default=Disposition.NO_CONTACT)
    invited_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    call_back_at = models.DateTimeField(null=True, blank=True)

    # what is known
    status = models.CharField(max_length=20, choices=Status, default=Status.UNKNOWN)
    status_source = models.CharField(max_length=12, blank=True)  # Report.Source of the report that decided
    known_in = models.DateField(null=True, blank=True)
    known_out = models.DateField(null=True, blank=True)
    has_conflict = models.BooleanField(default=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["stratum", "id"]
        indexes = [
            models.Index(fields=["campaign", "stratum", "disposition", "status"], name="case_by_outcome"),
            models.Index(fields=["assigned_to", "call_back_at"], name="case_by_interviewer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "person"], name="one_case_per_person_and_campaign"),
            models.UniqueConstraint(fields=["campaign", "pseudonym"], name="one_pseudonym_per_case_of_a_campaign"),
            models.CheckConstraint(condition=Q(base_weight__gte=1), name="case_weighs_at_least_one_person"),
            models.CheckConstraint(
                condition=Q(known_in=None) | Q(known_out=None) | Q(known_in__lt=F("known_out")),
                name="case_was_in_before_it_was_out",
            ),
        ]

    def __str__(self):
        return f"case {self.pk}"


class Contact(models.Model):
    """One row per attempt to reach one sampled person."""

    class Mode(models.TextChoices):
        MAIL = "mail", _("e-mail")
        WEB = "web", _("web")
        SMS = "sms", _("text message")
        PHONE = "phone", _("phone")
        PROXY = "proxy", _("through a colleague")
        RECORD = "record", _("from a list")

    class Outcome(models.TextChoices):
        INVITED = "invited", _("invited")
        REMINDED = "reminded", _("reminded")
        ANSWERED = "answered", _("answered")
        PARTLY = "partly", _("answered in part")
        REFUSED = "refused", _("did not wish to answer")
        NO_ANSWER = "no_answer", _("nobody answered")
        CALL_BACK = "call_back", _("call again at another time")
        WRONG_NUMBER = "wrong_number", _("number does not work, or is somebody else’s")
        NOT_CERTAIN = "not_certain", _("not certain that it was the person")
        UNABLE = "unable", _("too ill, or no common language")
        DIED = "died", _("the person has died")
        NEVER_TRAINED = "never_trained", _("never completed the course")
        TOLD = "told", _("somebody else told us")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="contacts")
    mode = models.CharField(max_length=10, choices=Mode)
    outcome = models.CharField(max_length=20, choices=Outcome)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self):
        return f"{self.mode}: {self.outcome}"


class Report(models.Model):
    """One row per statement about one person's post: every report is kept, the case's status is resolved from them.

    `changed_on` is the first day of what was said (day, month or year: `precision`); `as_of` the day for which the
    status is stated. A blind report was asked of a colleague to measure agreement and decides nothing.
    """

    class Source(models.TextChoices):
        """Best first: the order decides which report counts."""

        SELF = "self", _("the person")
        DOCUMENT = "document", _("a dated document")
        STAFF_LIST = "staff_list", _("a staff list")
        FOCAL_POINT = "focal_point", _("the ministry’s focal point")
        COLLEAGUE = "colleague", _("a colleague")

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")
        NONE = "", _("not known")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    source = models.CharField(max_length=12, choices=Source, default=Source.SELF)
    mode = models.CharField(max_length=10, choices=Contact.Mode, default=Contact.Mode.WEB)
    status = models.CharField(max_length=20, choices=Case.Status)
    has_formal_duty = models.BooleanField(null=True, blank=True)
    worked_on_it_lately = models.BooleanField(null=True, blank=True)
    as_of = models.DateField()
    changed_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.NONE, blank=True)
    new_unit_kind = models.CharField(max_length=20, blank=True)
    may_ask_again = models.BooleanField(null=True, blank=True)
    is_blind = models.BooleanField(default=False)
    language = models.CharField(max_length=10, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-reported_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(precision="", changed_on=None) | (~Q(precision="") & Q(changed_on__isnull=False)),
                name="report_says_how_precise_its_day_is",
            ),
            models.CheckConstraint(
                condition=Q(source="self", is_blind=False) | ~Q(source="self"), name="report_of_oneself_is_never_blind"
            ),
        ]

    def __str__(self):
        return self.status
