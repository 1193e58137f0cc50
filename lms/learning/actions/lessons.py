"""What a person has read."""

from django.db import transaction
from django.utils import timezone

from lms.core import audit, languages
from lms.learning.models import LessonProgress
from lms.learning.outline import LessonRow
from lms.people.models import User


@transaction.atomic
def finish_lesson(*, person: User, lesson: LessonRow, by: User) -> LessonProgress:
    """Mark one lesson as finished; a second call changes nothing."""
    progress, _created = LessonProgress.objects.get_or_create(
        person=person,
        lesson_key=lesson.key,
        defaults={"programme_code": lesson.programme_code, "language": languages.current()},
    )
    finished = LessonProgress.objects.filter(pk=progress.pk, finished_at=None).update(
        finished_at=timezone.now(), language=languages.current()
    )
    if finished:
        progress.refresh_from_db()
        audit.record(progress, "learning.finish_lesson", by=by, lesson=lesson.code)
    return progress
