"""Reads: what a person has finished, where an enrolment stands, and the lessons that it goes through."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Min, QuerySet
from django.utils import timezone

from lms.assessments import admission
from lms.assessments.models import Attempt
from lms.cohorts.models import Cohort, Enrolment
from lms.core import languages
from lms.learning import next_steps, path
from lms.learning.contents import lessons_of
from lms.learning.models import ActionPlan, LessonProgress
from lms.learning.next_steps import StepInWords
from lms.learning.path import LearningState
from lms.people.models import User

FINISHED = """
SELECT 1 FROM learning_lessonprogress WHERE person_id = %s AND lesson_key = %s AND finished_at IS NOT NULL
"""


def finished_keys(person: User, programme_code: str) -> set[UUID]:
    finished = LessonProgress.objects.filter(person=person, programme_code=programme_code).exclude(finished_at=None)
    return set(finished.values_list("lesson_key", flat=True))


def has_finished(person: User, key: UUID) -> bool:
    """One query, written out because every lesson of a signed-in person asks it."""
    if not person.is_authenticated:
        return False
    lesson_key = LessonProgress._meta.get_field("lesson_key").get_db_prep_value(key, connection)
    with connection.cursor() as cursor:
        cursor.execute(FINISHED, [person.pk, lesson_key])
        return cursor.fetchone() is not None


def first_lessons(enrolment_ids: Iterable[int]) -> dict[int, datetime]:
    """`{enrolment id: when its person first opened a lesson of its programme}`, in two queries."""
    enrolments = Enrolment.objects.filter(pk__in=list(enrolment_ids))
    rows = list(enrolments.values_list("pk", "person_id", "cohort__programme_code"))
    progress = LessonProgress.objects.filter(person__in={person for _pk, person, _code in rows})
    firsts = progress.order_by().values_list("person_id", "programme_code").annotate(first=Min("opened_at"))
    opened = {(person, code): first for person, code, first in firsts}
    return {pk: opened[person, code] for pk, person, code in rows if (person, code) in opened}


def plan_of(enrolment: Enrolment) -> ActionPlan | None:
    return ActionPlan.objects.filter(enrolment=enrolment).first()


def plans_of_cohort(cohort: Cohort) -> QuerySet[ActionPlan]:
    return (
        ActionPlan.objects.filter(enrolment__cohort=cohort, enrolment__withdrawn_at=None)
        .select_related("enrolment__person", "enrolment__cohort", "accepted_by")
        .order_by("accepted_at", "enrolment__person__full_name")
    )


def state_of(enrolment: Enrolment) -> LearningState:
    """The facts about one enrolment, from its programme's requirements and the person's own rows."""
    code = enrolment.programme.code
    written = [lesson for lesson in lessons_of(code, languages.current()) if lesson.is_written]
    finished = finished_keys(enrolment.person, code)
    left = [lesson for lesson in written if lesson.key not in finished]
    sitting = enrolment.attempts.filter(state=Attempt.State.OPEN).values_list("pk", flat=True).first()
    return LearningState(
        requirements=tuple(enrolment.programme.requirements(enrolment)),
        next_lesson=left[0] if left else None,
        lessons_finished=len(written) - len(left),
        lessons_total=len(written),
        open_attempt=sitting,
        has_written_plan=plan_of(enrolment) is not None,
        is_completed=enrolment.completed_on is not None,
        delayed_until=admission.delayed_until(enrolment, now=timezone.now()),
    )


def next_step_of(enrolment: Enrolment) -> StepInWords:
    """The one next step of this enrolment, said to its learner: sentence, button and address."""
    state = state_of(enrolment)
    return next_steps.in_words(path.next_step(state), state, enrolment.pk)
