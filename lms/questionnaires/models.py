"""The bank: one question in seven languages is one row, and one statistic."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.core.languages import Language

USER = settings.AUTH_USER_MODEL


class Question(models.Model):
    """One row per question in all languages. The code never changes; a new key is a new `key_version`."""

    class Level(models.TextChoices):
        RECALL = "recall", _("recall")
        UNDERSTAND = "understand", _("understand")
        APPLY = "apply", _("apply")
        ANALYSE = "analyse", _("analyse")

    class Kind(models.TextChoices):
        SINGLE_BEST = "single_best", _("single best answer")
        MULTIPLE = "multiple", _("several right answers")
        TRUE_FALSE = "true_false", _("true or false")
        MATCHING = "matching", _("matching")
        ORDERING = "ordering", _("putting in order")
        SITUATIONAL = "situational", _("situational judgement")
        ATTITUDE = "attitude", _("attitude scale")
        OPEN = "open", _("short open answer")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CONTENT_REVIEWED = "content_reviewed", _("content reviewed")
        HARM_REVIEWED = "harm_reviewed", _("harm reviewed")
        PILOTED = "piloted", _("piloted")
        LIVE = "live", _("live")
        RETIRED = "retired", pgettext_lazy("a question", "retired")

    code = models.CharField(max_length=40, unique=True)
    programme_code = models.CharField(max_length=20)
    competency = models.CharField(max_length=10)
    level = models.CharField(max_length=12, choices=Level)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.SINGLE_BEST)
    asks_confidence = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    key_version = models.PositiveSmallIntegerField(default=1)
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    content_reviewed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    content_reviewed_at = models.DateTimeField(null=True, blank=True)
    harm_reviewed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    harm_reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(content_reviewed_by__isnull=True)
                | Q(harm_reviewed_by__isnull=True)
                | ~Q(content_reviewed_by=F("harm_reviewed_by")),
                name="two_people_review_a_question",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "retired"])
                | Q(state="content_reviewed", content_reviewed_by__isnull=False)
                | Q(content_reviewed_by__isnull=False, harm_reviewed_by__isnull=False),
                name="a_reviewed_question_names_its_reviewers",
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def is_scored(self) -> bool:
        """Attitudes have no right answer and never enter the mark."""
        return self.kind != self.Kind.ATTITUDE


class Choice(models.Model):
    """One row per option of one question; `letter` is the author's order, never shown to learners.

    Which column carries the key depends on the kind: `is_key` for the one right answer (single best, true or
    false); `points` for what choosing it is worth (several: 1 right, 0 wrong; situational: 0, 1 or 2); `rank` for
    its right place from 1 (ordering); `pair` for the letter of its target (matching: only the prompts, lettered
    1, 2, 3; the targets are lettered a, b, c).
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    letter = models.CharField(max_length=1)
    is_key = models.BooleanField(default=False)
    is_serious_harm = models.BooleanField(default=False)
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    pair = models.CharField(max_length=1, blank=True)

    class Meta:
        ordering = ["question", "letter"]
        constraints = [
            models.UniqueConstraint(fields=["question", "letter"], name="one_choice_per_question_and_letter"),
            models.UniqueConstraint(
                fields=["question"], condition=Q(is_key=True), name="one_key_per_single_best_question"
            ),
            models.UniqueConstraint(fields=["question", "rank"], name="one_choice_per_place_in_an_order"),
            models.CheckConstraint(
                condition=Q(is_key=False) | Q(is_serious_harm=False), name="a_key_does_no_serious_harm"
            ),
            models.CheckConstraint(
                condition=Q(is_serious_harm=False) | Q(points__isnull=True) | Q(points=0),
                name="serious_harm_is_worth_nothing",
            ),
        ]

    def __str__(self):
        return f"{self.question_id}{self.letter}"


class QuestionWording(models.Model):
    """One row per question and language, with its own sign-off by somebody who did not write it.

    `guide` tells the trainer how to mark a short open answer; learners never see it.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=10, choices=Language)
    stem = models.TextField()
    rationale = models.TextField(blank=True)
    guide = models.TextField(blank=True)
    is_machine_draft = models.BooleanField(default=False)
    worded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    signed_off_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    signed_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "language"], name="one_wording_per_question_and_language"),
            models.CheckConstraint(
                condition=Q(worded_by__isnull=True) | Q(signed_off_by__isnull=True) | ~Q(worded_by=F("signed_off_by")),
                name="nobody_signs_off_their_own_words",
            ),
        ]

    def __str__(self):
        return self.stem


class ChoiceWording(models.Model):
    """One row per option and language; `consequence` says what a situational choice leads to, shown after the test."""

    choice = models.ForeignKey(Choice, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=10, choices=Language)
    text = models.TextField()
    consequence = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["choice", "language"], name="one_wording_per_choice_and_language"),
        ]

    def __str__(self):
        return self.text


class ReviewTaskQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at__isnull=True)


class ReviewTask(models.Model):
    """One row per question (and language) that figures or people ask somebody to look at; never deleted.

    `figures` holds what was measured when it opened, e.g. `{"n": 120, "p": 0.97}`. An empty language: all.
    """

    class Flag(models.TextChoices):
        TOO_HARD = "too_hard", _("very hard")
        TOO_EASY = "too_easy", _("very easy before the course")
        NEAR_CHANCE = "near_chance", _("answered as if by chance")
        KEY_NEGATIVE = "key_negative", _("strong people choose another answer: check the key")
        POOR_DISCRIMINATION = "poor_discrimination", _("does not tell strong from weak")
        DEAD_OPTION = "dead_option", _("an option that almost nobody chooses")
        SUSPICIOUS_OPTION = "suspicious_option", _("a wrong option that strong people choose")
        NOT_LEARNT = "not_learnt", _("no better after the course")
        HARDER_IN_LANGUAGE = "harder_in_language", _("harder in this language: check the translation")
        DRIFT = "drift", _("much easier than in earlier cohorts: it may be known")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="review_tasks")
    language = models.CharField(max_length=10, choices=Language, blank=True)
    flag = models.CharField(max_length=30, choices=Flag)
    figures = models.JSONField(default=dict)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.TextField(blank=True)

    objects = ReviewTaskQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "language", "flag"],
                condition=Q(closed_at__isnull=True),
                name="one_open_review_task_per_question_language_and_flag",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | (Q(closed_by__isnull=False) & ~Q(outcome="")),
                name="a_closed_review_task_says_who_and_why",
            ),
        ]

    def __str__(self):
        return f"{self.question_id} {self.flag}"
