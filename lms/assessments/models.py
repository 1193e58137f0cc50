"""What was known before and after: forms, attempts and answers."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.cohorts.models import Cohort, Enrolment
from lms.core.languages import Language
from lms.questionnaires.models import Choice, Question


class Form(models.Model):
    """One row per frozen version of one programme's form A, B ...; its questions never change.

    `seed` is that of the draw from the bank; None where the questions were listed by hand.
    """

    class Letter(models.TextChoices):
        A = "A", "A"
        B = "B", "B"
        C = "C", "C"
        D = "D", "D"

    programme_code = models.CharField(max_length=20)
    letter = models.CharField(max_length=1, choices=Letter)
    version = models.PositiveSmallIntegerField(default=1)
    seed = models.PositiveBigIntegerField(null=True, blank=True)
    frozen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["programme_code", "letter", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme_code", "letter", "version"], name="one_form_per_programme_letter_and_version"
            ),
        ]

    def __str__(self):
        return f"{self.programme_code} {self.letter}{self.version}"


class FormQuestion(models.Model):
    """One row per question on one form, at its place; an anchor stood on the version before, about here."""

    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="places")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveSmallIntegerField()
    is_anchor = models.BooleanField(default=False)

    class Meta:
        ordering = ["form", "position"]
        constraints = [
            models.UniqueConstraint(fields=["form", "question"], name="a_question_stands_once_on_a_form"),
            models.UniqueConstraint(fields=["form", "position"], name="one_question_per_place_on_a_form"),
        ]

    def __str__(self):
        return f"{self.form_id}:{self.position}"


class AttemptQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only the own sittings: a trainer reads results, never another person's answers."""
        return self.filter(enrolment__person=user) if user.is_authenticated else self.none()

    def open(self):
        return self.filter(state=Attempt.State.OPEN)

    def of_cohort(self, cohort: Cohort):
        return self.filter(enrolment__cohort=cohort)


class Attempt(models.Model):
    """One row per person's one sitting of one form; form, language and deadline are fixed at the start.

    Ended without `max_points`: a trainer still has to mark its open answers.
    """

    class Phase(models.TextChoices):
        PRE = "pre", _("before the course")
        POST = "post", _("after the course")
        DELAYED = "delayed", _("some months later")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        SUBMITTED = "submitted", _("handed in")
        TIMED_OUT = "timed_out", _("time ran out")

    class Source(models.TextChoices):
        WEB = "web", _("on screen")
        PAPER = "paper", _("from paper")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="attempts")
    phase = models.CharField(max_length=10, choices=Phase)
    number = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=10, choices=Language)
    source = models.CharField(max_length=10, choices=Source, default=Source.WEB)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    started_at = models.DateTimeField(default=timezone.now)
    deadline_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    points = models.FloatField(null=True, blank=True)
    max_points = models.PositiveSmallIntegerField(null=True, blank=True)
    serious_harm_count = models.PositiveSmallIntegerField(null=True, blank=True)
    is_passed = models.BooleanField(null=True, blank=True)
    packed_answers = models.JSONField(default=dict, blank=True)
    item_points = models.TextField(blank=True)  # one sign per place of the form, see packing.py: for reports only
    item_choices = models.TextField(blank=True)
    item_confidence = models.TextField(blank=True)  # empty where nobody asked or nothing was said

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(state="open"), name="one_open_attempt_per_enrolment"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "phase", "number"], name="one_attempt_per_enrolment_phase_and_number"
            ),
            models.CheckConstraint(
                condition=Q(state="open", points=None) | ~Q(state="open"), name="an_open_attempt_has_no_score"
            ),
        ]
        indexes = [  # holds all that the analysis reads, in its order: report/reading.py asks the index alone
            models.Index(
                fields=["form", "phase", "language", "enrolment", "item_points", "item_choices"],
                condition=Q(number=1, max_points__isnull=False),
                name="first_scored_sittings",
            ),
            models.Index(
                fields=["form", "phase", "enrolment", "item_confidence"],
                condition=Q(number=1, max_points__isnull=False) & ~Q(item_confidence=""),
                name="rated_sittings",
            ),
        ]

    def __str__(self):
        return f"{self.phase} {self.form_id} {self.state}"


class Answer(models.Model):
    """One row per question in one attempt, written at once; a lower `sequence` never overwrites a higher one.

    One option of several: `choice`. Every other kind: `response`, as letters (see marking.py) or, for an open
    answer, its words. `confidence` (1 low to 3 high) is never scored. `points` (0-1) only where a trainer marked.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    choice = models.ForeignKey(Choice, on_delete=models.PROTECT, null=True, related_name="+")
    response = models.TextField(blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    sequence = models.BigIntegerField(default=0)
    answered_at = models.DateTimeField(default=timezone.now)
    points = models.FloatField(null=True, blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question"], name="one_answer_per_attempt_and_question"),
            models.CheckConstraint(
                condition=Q(choice__isnull=False, response="") | Q(choice__isnull=True) & ~Q(response=""),
                name="an_answer_is_a_choice_or_a_response",
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__range=(1, 3)), name="confidence_has_three_steps"
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True, marked_by__isnull=True)
                | Q(points__range=(0, 1), marked_by__isnull=False),
                name="a_marked_answer_names_its_marker",
            ),
        ]

    def __str__(self):
        return f"{self.attempt_id}:{self.question_id}"


class Rescoring(models.Model):
    """One row per change of one attempt's score after a key was corrected; both scores are kept."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="rescorings")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    key_version = models.PositiveSmallIntegerField()
    points_before = models.FloatField()
    points_after = models.FloatField()
    was_passed = models.BooleanField(null=True)
    is_passed = models.BooleanField(null=True)
    rescored_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question", "key_version"], name="one_rescoring_per_attempt_and_key_version"
            ),
        ]

    def __str__(self):
        return f"{self.attempt_id} {self.points_before} → {self.points_after}"


class PaperSheet(models.Model):
    """One row per printed answer sheet of one enrolment and phase; its code stands on every page."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="paper_sheets")
    phase = models.CharField(max_length=10, choices=Attempt.Phase)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10, choices=Language)
    code = models.CharField(max_length=12, unique=True)
    printed_at = models.DateTimeField(default=timezone.now)
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    attempt = models.OneToOneField(Attempt, on_delete=models.SET_NULL, null=True, related_name="paper_sheet")

    class Meta:
        ordering = ["enrolment", "phase"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "phase"],
                condition=Q(attempt__isnull=True),
                name="one_paper_sheet_waits_per_enrolment_and_phase",
            ),
        ]

    def __str__(self):
        return self.code


class GrantedTry(models.Model):
    """One row per further try at the test after the course, given by a trainer after a talk with the person.

    `number` is the try that it opens; `reason` says what was agreed. Never changed, never taken back.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="granted_tries")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["enrolment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="one_granted_try_per_enrolment_and_number"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_granted_try_says_why"),
        ]

    def __str__(self):
        return f"{self.enrolment_id}: {self.number}"
