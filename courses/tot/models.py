"""The pages of the Training of Trainers, and the observations of practice lessons."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.tot import agreement, rubric
from courses.tot.agreement import Standing
from lms.cohorts.models import Cohort, Enrolment
from lms.core.languages import Language
from lms.learning.models import LessonPageBase, ModulePageBase, ProgrammePageBase
from lms.people.models import Role


def portfolio_storage() -> Storage:
    """Never below the public media folder: every file is asked for through a view."""
    return storages["private"]


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


class Candidacy(models.Model):
    """One row per candidate: who nominated the person, what the person brings, and the trainers' code, agreed to."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="candidacy")
    nominated_by = models.CharField(_("nominated by"), max_length=200, blank=True)
    years_of_work = models.PositiveSmallIntegerField(_("years of work against trafficking"), null=True, blank=True)
    teaching_language = models.CharField(_("language of your lessons"), max_length=10, choices=Language, blank=True)
    code_version = models.PositiveSmallIntegerField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_at=None) | models.Q(code_version__isnull=False),
                name="an_agreement_names_the_version_of_the_code",
            ),
        ]

    def __str__(self):
        return f"candidacy of {self.enrolment_id}"


class PracticeSessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The candidate's own; those of the observer's and the Task Force's country and of the own cohorts."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        countries = {*user.countries_as(Role.Kind.OBSERVER), *user.countries_as(Role.Kind.TASK_FORCE)}
        of_country = models.Q(enrolment__person__country__in=countries) | models.Q(
            enrolment__person__country="", enrolment__cohort__country__in=countries
        )
        mine = models.Q(enrolment__person=user) | models.Q(enrolment__cohort__in=Cohort.objects.visible_to(user))
        return self.filter(mine | of_country)

    def with_observations(self):
        """Fetched at once, so that `signed`, `standing` and `is_read` ask nothing more."""
        return self.prefetch_related("observations__observer")


class PracticeSession(models.Model):
    """One row per lesson that a candidate taught for the certificate, with the part of the portfolio about it.

    Marks before and after are means in points of 100 over `tested` people, never a name.
    """

    class Kind(models.TextChoices):
        MICRO_1 = "micro_1", _("micro-teaching, first round")
        MICRO_2 = "micro_2", _("micro-teaching, second round")
        DELIVERED = "delivered", _("session in a real course")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="practice_sessions")
    kind = models.CharField(_("kind of lesson"), max_length=10, choices=Kind, default=Kind.DELIVERED)
    title = models.CharField(_("practice lesson"), max_length=200)
    taught_on = models.DateField(_("taught on"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), null=True, blank=True)
    participants = models.PositiveSmallIntegerField(_("number of participants"), null=True, blank=True)
    place = models.CharField(_("course and place"), max_length=200, blank=True)
    plan = models.TextField(_("session plan"), blank=True)
    feedback = models.TextField(_("what the participants said"), blank=True)
    tested = models.PositiveSmallIntegerField(_("people with both tests"), null=True, blank=True)
    mean_before = models.DecimalField(_("mean before, of 100"), max_digits=4, decimal_places=1, null=True, blank=True)
    mean_after = models.DecimalField(_("mean after, of 100"), max_digits=4, decimal_places=1, null=True, blank=True)
    reflection = models.TextField(_("what you keep, and what you change"), blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = PracticeSessionQuerySet.as_manager()

    class Meta:
        ordering = ["taught_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind", "title", "taught_on"], name="one_row_per_practice_session"
            ),
            models.CheckConstraint(
                condition=models.Q(mean_before=None) | models.Q(mean_before__range=(0, 100)),
                name="a_mean_before_is_a_share_of_100",
            ),
            models.CheckConstraint(
                condition=models.Q(mean_after=None) | models.Q(mean_after__range=(0, 100)),
                name="a_mean_after_is_a_share_of_100",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def rule(self) -> rubric.Rule:
        return rubric.RULES[self.kind]

    @property
    def signed(self) -> list["Observation"]:
        """The first signature first."""
        return sorted((row for row in self.observations.all() if row.signed_at), key=lambda row: row.signed_at)

    @property
    def standing(self) -> Standing:
        return agreement.standing([row.scores for row in self.signed], self.rule)

    @property
    def is_read(self) -> bool:
        """Whether the candidate has countersigned everything that observers signed."""
        return all(row.read_at for row in self.signed)

    @property
    def is_delivered(self) -> bool:
        return self.kind == self.Kind.DELIVERED


class PortfolioFile(models.Model):
    """One row per file beside a practice session: checked, written anew, kept outside the public media folder."""

    session = models.ForeignKey(PracticeSession, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(_("file name"), max_length=120)
    content = models.FileField(storage=portfolio_storage, upload_to="portfolio/")
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()  # bytes, as kept
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "sha256"], name="one_row_per_file_and_practice_session"),
        ]

    def __str__(self):
        return self.name


class CalibrationTry(models.Model):
    """One row per time that an observer scored a described lesson, against the marks agreed then."""

    observer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calibration_tries")
    lesson_code = models.SlugField(max_length=40)
    scores = models.JSONField()
    agreed = models.JSONField()
    within_one = models.PositiveSmallIntegerField()  # criteria at most one level from the agreed mark
    is_met = models.BooleanField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self):
        return f"{self.observer_id}: {self.lesson_code}"


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
    """One row per observer's rubric for one practice session. Once signed it never changes.

    `scores` maps the ten criteria of rubric.py to levels 1-4. `sequence` is the browser's own count: a draft that
    comes late from a phone never overwrites a newer one. The candidate signs last: `read_at`.
    """

    class Seen(models.TextChoices):
        LIVE = "live", _("in the room")
        VIDEO = "video", _("on video")

    session = models.ForeignKey(PracticeSession, on_delete=models.PROTECT, related_name="observations")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="observations")
    observer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="observations_made")
    seen = models.CharField(_("how you saw the lesson"), max_length=10, choices=Seen, default=Seen.LIVE)
    is_independent = models.BooleanField(default=False)  # the observer's own declaration, asked for at signing
    sequence = models.PositiveBigIntegerField(default=0)
    scores = models.JSONField(default=dict)
    notes = models.TextField(_("notes"), blank=True)
    is_passed = models.BooleanField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(_("your words to this observation"), blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["-session__taught_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "observer"], name="one_observation_per_observer_and_practice_session"
            ),
            models.CheckConstraint(
                condition=models.Q(read_at=None) | models.Q(signed_at__isnull=False),
                name="the_candidate_signs_after_the_observer",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_at=None) | models.Q(is_passed__isnull=False),
                name="a_signed_observation_has_a_result",
            ),
        ]

    def __str__(self):
        return f"{self.session}, observed by {self.observer_id}"
