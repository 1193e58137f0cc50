"""Scoring a described lesson: a row for good, against the marks agreed on that day."""

from django.db import transaction
from django.utils import timezone

from courses.tot import calibration
from courses.tot.calibration_queries import tries_of
from courses.tot.errors import ScoredTooRecently
from courses.tot.models import CalibrationTry
from lms.core import audit, display
from lms.people.models import User


@transaction.atomic
def score_lesson(*, code: str, scores: dict[str, int], by: User) -> CalibrationTry:
    """Refused while the agreed marks are in mind; of two clicks at once the second is."""
    User.objects.select_for_update().get(pk=by.pk)
    tries = tries_of(by)
    if not calibration.may_score(tries, code, timezone.localdate()):
        raise ScoredTooRecently(display.date_text(calibration.again_on(tries, code)))
    agreed = calibration.agreed_marks()[code]
    found = calibration.distance(scores, agreed)
    row = CalibrationTry.objects.create(
        observer=by,
        lesson_code=code,
        scores=scores,
        agreed=agreed,
        within_one=found.within_one,
        is_met=found.is_met,
    )
    audit.record(row, "tot.score_lesson", by=by, within_one=row.within_one, is_met=row.is_met)
    return row
