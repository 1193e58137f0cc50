"""Short open answers that wait for a trainer: which ones, in what words, and without a name."""

from dataclasses import dataclass

from django.db.models import QuerySet

from lms.assessments.models import Answer, Attempt
from lms.assessments.responses import WITHDRAWN
from lms.cohorts.models import Cohort
from lms.core.languages import Language
from lms.people.models import User
from lms.questionnaires.models import Question, QuestionWording


@dataclass(frozen=True)
class ToMark:
    """One answer with the question's words in the language of the sitting; nothing says whose it is."""

    answer: Answer
    stem: str
    guide: str
    rationale: str
    language: str


def waiting_answers(cohort: Cohort) -> QuerySet[Answer]:
    """All answers to one question come after each other, in an order that follows nobody's name."""
    return (
        Answer.objects.filter(
            attempt__enrolment__cohort=cohort,
            attempt__enrolment__withdrawn_at=None,
            attempt__max_points=None,
            question__kind=Question.Kind.OPEN,
            marked_by=None,
        )
        .exclude(attempt__state=Attempt.State.OPEN)
        .exclude(response=WITHDRAWN)
        .order_by("question", "attempt")
    )


def answers_for(user: User, cohort: Cohort) -> QuerySet[Answer]:
    """What this trainer may mark: never an own answer."""
    return waiting_answers(cohort).exclude(attempt__enrolment__person=user)


def to_mark(answer: Answer) -> ToMark:
    """English where the language of the sitting has no words, or no guide."""
    language = answer.attempt.language
    rows = QuestionWording.objects.filter(question=answer.question_id, language__in={language, Language.ENGLISH})
    wordings = {row.language: row for row in rows}
    english = wordings.get(Language.ENGLISH)
    own = wordings.get(language, english)
    return ToMark(answer, own.stem, own.guide or english.guide, own.rationale or english.rationale, own.language)
