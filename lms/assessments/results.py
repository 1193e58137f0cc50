"""What a person learns from the own result; a test before the course shows bands, never keys."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.assessments import admission, errors, reviews, scoring
from lms.assessments.models import Attempt
from lms.assessments.reviews import Review
from lms.core.errors import Refused
from lms.core.programmes import Programme

BANDS = {
    scoring.Band.LOW: (_("Much to learn here"), "waiting"),
    scoring.Band.MIDDLE: (_("You know some of this"), "neutral"),
    scoring.Band.HIGH: (_("You know this well"), "good"),
}


@dataclass(frozen=True)
class CompetencyRow:
    """One competency of one result; points stay out of pages that show only bands."""

    title: str
    points: float
    max_points: int

    @property
    def band_words(self) -> str:
        return BANDS[scoring.band(self.points, self.max_points)][0]

    @property
    def band_kind(self) -> str:
        return BANDS[scoring.band(self.points, self.max_points)][1]


@dataclass(frozen=True)
class Retake:
    """Whether the test after the course can be taken again now, or the sentence that says why not."""

    is_open: bool = False
    is_used_up: bool = False
    is_final: bool = False  # the one try that a trainer may give after a talk is used as well
    message: str = ""


def awaits_marks(attempt: Attempt) -> bool:
    """Handed in, and a trainer still has to mark open answers: nothing is told before."""
    return attempt.state != Attempt.State.OPEN and attempt.max_points is None


def competency_rows(attempt: Attempt, programme: Programme) -> list[CompetencyRow]:
    table = attempt.packed_answers.get("competencies", {})
    return [CompetencyRow(str(title), *table[code]) for code, title in programme.competencies.items() if code in table]


def retake_of(attempt: Attempt) -> Retake:
    try:
        admission.check(attempt.enrolment, Attempt.Phase.POST, now=timezone.now())
    except errors.TriesUsedUp as refusal:
        is_final = attempt.enrolment.granted_tries.exists()
        return Retake(is_used_up=True, is_final=is_final, message=refusal.message)
    except Refused as refusal:
        return Retake(message=refusal.message)
    return Retake(is_open=True)


def reviews_of(attempt: Attempt, retake: Retake) -> list[Review]:
    """Every question, once no other try of the test after the course can profit from the keys."""
    if attempt.phase == Attempt.Phase.PRE or awaits_marks(attempt):
        return []
    return reviews.reviews_of(attempt) if has_passed(attempt) or retake.is_final else []


def has_passed(attempt: Attempt) -> bool:
    return Attempt.objects.filter(enrolment=attempt.enrolment_id, phase=Attempt.Phase.POST, is_passed=True).exists()
