"""What is taught: abstract pages that every programme shares, and what a person has read."""

from functools import cache

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction

from lms.cohorts.models import Cohort, Enrolment
from lms.learning.blocks import LessonBlocks
from lms.learning.fields import QuietStreamField


@cache
def no_restrictions() -> models.QuerySet:
    """An empty queryset that is evaluated already: even an empty one is compiled each time."""
    nothing = PageViewRestriction.objects.none()
    bool(nothing)
    return nothing


class ServedPage(Page):
    """What every page of ours adds to Wagtail's: its address under /<language>/ and its words for the template."""

    layout = "base.html"
    known_version = None  # the content version at which the fast path found this page

    class Meta:
        abstract = True

    def get_url_parts(self, request=None):
        from lms.learning import serving

        return serving.url_parts(self)

    def get_view_restrictions(self):
        """Two queries saved on every page while no page at all is restricted."""
        from lms.learning import serving

        if serving.has_restrictions(self.known_version):
            return super().get_view_restrictions()
        return no_restrictions()

    def get_template(self, request, *args, **kwargs):
        """Wagtail's metaclass gives every concrete class a template name of its own: ours hangs on the base."""
        return self.layout

    def get_context(self, request, *args, **kwargs):
        from lms.learning import pages

        return super().get_context(request, *args, **kwargs) | pages.words(self, request)


class HomePage(ServedPage):
    """One row per language: the front page."""

    summary = models.TextField(blank=True)
    layout = "learning/home.html"
    max_count_per_parent = 1
    content_panels = [*Page.content_panels, FieldPanel("summary")]
    subpage_types = ["learning.CoursesPage"]


class CoursesPage(ServedPage):
    """One row per language: the list of programmes at /courses/."""

    summary = models.TextField(blank=True)
    layout = "learning/courses.html"
    content_panels = [*Page.content_panels, FieldPanel("summary")]
    parent_page_types = ["learning.HomePage"]


class LoadedFromFiles(models.Model):
    """What `load_programmes` wrote last: an editor's change shows as a difference and is never overwritten."""

    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)
    is_machine_draft = models.BooleanField(default=False)

    class Meta:
        abstract = True


class ProgrammePageBase(LoadedFromFiles, ServedPage):
    """One row per programme and language."""

    programme_code = ""
    summary = models.TextField(blank=True)
    aim = models.TextField(blank=True)
    layout = "learning/programme.html"
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("aim")]
    parent_page_types = ["learning.CoursesPage"]

    class Meta:
        abstract = True


class ModulePageBase(LoadedFromFiles, ServedPage):
    """One row per module and language."""

    programme_code = ""
    code = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField(default=0)
    hours = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    is_safety_critical = models.BooleanField(default=False)
    objectives = models.JSONField(default=list, blank=True)
    layout = "learning/module.html"
    content_panels = [*Page.content_panels, FieldPanel("hours"), FieldPanel("is_safety_critical")]

    class Meta:
        abstract = True


class LessonPageBase(LoadedFromFiles, ServedPage):
    """One row per lesson and language. An empty body means: not written in this language yet.

    Progress hangs on `translation_key`, so changing language keeps it and deleting a page keeps the history.
    """

    programme_code = ""
    code = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(default=20)
    content_note = models.TextField(blank=True)
    sources = models.JSONField(default=list, blank=True)
    body: StreamField = QuietStreamField(LessonBlocks(), blank=True)
    layout = "learning/lesson.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("minutes"),
        FieldPanel("content_note"),
        FieldPanel("body"),
        FieldPanel("is_machine_draft"),
    ]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    @property
    def is_written(self) -> bool:
        return bool(self.body)


class LessonProgress(models.Model):
    """One row per person and lesson, in whatever languages it was read."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_progress")
    lesson_key = models.UUIDField()
    programme_code = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    opened_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "lesson_key"], name="one_progress_per_person_and_lesson"),
        ]

    def __str__(self):
        return f"{self.person_id}: {self.lesson_key}"


class ActionPlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        taught = Cohort.objects.visible_to(user)
        return self.filter(models.Q(enrolment__person=user) | models.Q(enrolment__cohort__in=taught))


class ActionPlan(models.Model):
    """One row per enrolment: one change that the person will make at work."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="action_plan")
    change = models.TextField(_("The one change I will make"))
    first_step = models.TextField(_("My first step"))
    second_step = models.TextField(_("My second step"), blank=True)
    ally = models.CharField(_("Who will help me"), max_length=200, blank=True)
    measure = models.CharField(_("How I will know that it worked"), max_length=300)
    written_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ActionPlanQuerySet.as_manager()

    def __str__(self):
        return self.change
