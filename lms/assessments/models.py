"""What was known before and after: forms, attempts and answers."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.cohorts.models import Cohort, Enrolment
from lms.core.languages import Language
from lms.questionnaires.models import Choice, Question


class Form(models.Model):
    """One row per frozen version of form A or B of one programme's test; its questions never change."""

    class Letter(models.TextChoices):
        A = "A", "A"
        B = "B", "B"

    programme_code = models.CharField(max_length=20)
    letter = models.CharField(max_length=1, choices=Letter)
    version = models.PositiveSmallIntegerField(default=1)
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
    """One row per question on one form, at its place."""

    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="places")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveSmallIntegerField()

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
    """One row per person's one sitting of one form; form, language and deadline are fixed at the start."""

    class Phase(models.TextChoices):
        PRE = "pre", _("before the course")
        POST = "post", _("after the course")

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
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    max_points = models.PositiveSmallIntegerField(null=True, blank=True)
    serious_harm_count = models.PositiveSmallIntegerField(null=True, blank=True)
    is_passed = models.BooleanField(null=True, blank=True)
    packed_answers = models.JSONField(default=dict, blank=True)

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

    def __str__(self):
        return f"{self.phase} {self.form_id} {self.state}"


class Answer(models.Model):
    """One row per question in one attempt, written at once; a lower `sequence` never overwrites a higher one."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    choice = models.ForeignKey(Choice, on_delete=models.PROTECT, related_name="+")
    sequence = models.BigIntegerField(default=0)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question"], name="one_answer_per_attempt_and_question"),
        ]

    def __str__(self):
        return f"{self.attempt_id}:{self.question_id}"
