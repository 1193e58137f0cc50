"""What a person learns from the own result; a test before the course shows bands, never keys."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.assessments import entry, errors, queries, scoring
from lms.assessments.models import Attempt
from lms.core.errors import Refused
from lms.core.programmes import Programme
from lms.questionnaires.queries import words_of

BANDS = {
    scoring.Band.LOW: (_("Much to learn here"), "waiting"),
    scoring.Band.MIDDLE: (_("You know some of this"), "neutral"),
    scoring.Band.HIGH: (_("You know this well"), "good"),
}


@dataclass(frozen=True)
class CompetencyRow:
    """One competency of one result; points stay out of pages that show only bands."""

    title: str
    points: int
    max_points: int

    @property
    def band_words(self) -> str:
        return BANDS[scoring.band(self.points, self.max_points)][0]

    @property
    def band_kind(self) -> str:
        return BANDS[scoring.band(self.points, self.max_points)][1]


@dataclass(frozen=True)
class Review:
    """One wrongly answered question, with why the right answer is right."""

    stem: str
    rationale: str


@dataclass(frozen=True)
class Retake:
    """Whether the test after the course can be taken again now, or the sentence that says why not."""

    is_open: bool = False
    is_used_up: bool = False
    message: str = ""


def competency_rows(attempt: Attempt, programme: Programme) -> list[CompetencyRow]:
    table = attempt.packed_answers.get("competencies", {})
    return [CompetencyRow(str(title), *table[code]) for code, title in programme.competencies.items() if code in table]


def retake_of(attempt: Attempt) -> Retake:
    enrolment = attempt.enrolment
    try:
        entry.check_post(queries.sittings_of(enrolment), enrolment.programme, timezone.now(), enrolment.person.country)
    except errors.TriesUsedUp as refusal:
        return Retake(is_used_up=True, message=refusal.message)
    except Refused as refusal:
        return Retake(message=refusal.message)
    return Retake(is_open=True)


def reviews_of(attempt: Attempt, retake: Retake) -> list[Review]:
    """The wrongly answered questions of a test after the course, once no other try can profit from them."""
    if attempt.phase != Attempt.Phase.POST or not (has_passed(attempt) or retake.is_used_up):
        return []
    wrong = {code for code, (_letter, points, _key) in attempt.packed_answers["answers"].items() if not points}
    ids = queries.question_ids(attempt.form_id, wrong)
    words = words_of(ids, attempt.language)
    return [Review(words[pk].stem, words[pk].rationale) for pk in ids if pk in words]


def has_passed(attempt: Attempt) -> bool:
    return Attempt.objects.filter(enrolment=attempt.enrolment_id, phase=Attempt.Phase.POST, is_passed=True).exists()
