"""The bank: one question in seven languages is one row, and one statistic."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.core.languages import Language


class Question(models.Model):
    """One row per question in all languages. The code never changes; a new key is a new `key_version`."""

    class Level(models.TextChoices):
        RECALL = "recall", _("recall")
        UNDERSTAND = "understand", _("understand")
        APPLY = "apply", _("apply")
        ANALYSE = "analyse", _("analyse")

    class Kind(models.TextChoices):
        SINGLE_BEST = "single_best", _("single best answer")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEWED = "reviewed", _("reviewed")
        LIVE = "live", _("live")
        RETIRED = "retired", _("retired")

    code = models.CharField(max_length=40, unique=True)
    programme_code = models.CharField(max_length=20)
    competency = models.CharField(max_length=10)
    level = models.CharField(max_length=12, choices=Level)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.SINGLE_BEST)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    key_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code


class Choice(models.Model):
    """One row per option of one question; `letter` is the author's order, never shown to learners."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    letter = models.CharField(max_length=1)
    is_key = models.BooleanField(default=False)
    is_serious_harm = models.BooleanField(default=False)

    class Meta:
        ordering = ["question", "letter"]
        constraints = [
            models.UniqueConstraint(fields=["question", "letter"], name="one_choice_per_question_and_letter"),
            models.UniqueConstraint(
                fields=["question"], condition=Q(is_key=True), name="one_key_per_single_best_question"
            ),
            models.CheckConstraint(
                condition=Q(is_key=False) | Q(is_serious_harm=False), name="a_key_does_no_serious_harm"
            ),
        ]

    def __str__(self):
        return f"{self.question_id}{self.letter}"


class QuestionWording(models.Model):
    """One row per question and language, with its own sign-off."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=10, choices=Language)
    stem = models.TextField()
    rationale = models.TextField(blank=True)
    is_machine_draft = models.BooleanField(default=False)
    signed_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    signed_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "language"], name="one_wording_per_question_and_language"),
        ]

    def __str__(self):
        return self.stem


class ChoiceWording(models.Model):
    """One row per option and language."""

    choice = models.ForeignKey(Choice, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=10, choices=Language)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["choice", "language"], name="one_wording_per_choice_and_language"),
        ]

    def __str__(self):
        return self.text
