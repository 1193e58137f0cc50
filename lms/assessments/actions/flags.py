"""Writes of flags: what the figures say about questions opens review tasks in the bank."""

from datetime import timedelta

from django.core.cache import cache
from django.db import transaction

from lms.assessments.models import Attempt, Form
from lms.assessments.report import building
from lms.assessments.report.reading import Scope
from lms.assessments.report.tasks import findings_of, people_in
from lms.core import audit, programmes
from lms.people.models import User
from lms.questionnaires.actions.tasks import open_review_tasks
from lms.questionnaires.findings import Finding
from lms.questionnaires.models import ReviewTask

ONCE_IN = timedelta(hours=24)
GROWTH = 2  # a task that somebody closed comes back once so many times as many people have answered


@transaction.atomic
def send_flags(*, programme_code: str, by: User | None) -> int:
    """Open a review task for every flag on the programme's questions; returns how many are new. A second call: none.

    What a reviewer has closed stays closed until twice as many people have answered. `by` is None for the clock.
    """
    findings = without_settled(findings_of(building.report(Scope(programme_code))))
    count = open_review_tasks(findings=findings)
    if count:
        newest = Form.objects.filter(programme_code=programme_code, pk__in=sat_forms()).order_by("version").last()
        audit.record(newest, "assessments.send_flags", by=by, programme=programme_code, new_tasks=count)
    return count


def sat_forms():
    return Attempt.objects.filter(max_points__isnull=False).values("form")


def without_settled(findings: list[Finding]) -> list[Finding]:
    closed = ReviewTask.objects.filter(closed_at__isnull=False, question__in={row.question_id for row in findings})
    settled: dict[tuple[int, str, str], int] = {}
    for question_id, language, flag, figures in closed.values_list("question_id", "language", "flag", "figures"):
        place = question_id, language, flag
        settled[place] = max(settled.get(place, 0), figures.get("n") or 0)
    return [row for row in findings if is_new(row, settled.get((row.question_id, row.language, row.flag)))]


def is_new(finding: Finding, closed_with: int | None) -> bool:
    return closed_with is None or people_in(finding) >= GROWTH * closed_with > 0


def send_new_flags() -> int:
    """Send the flags of every programme with new sittings; at most once a day each. Called by the clock."""
    return sum(send_if_due(row.code) for row in programmes.all_programmes())


def send_if_due(programme_code: str) -> int:
    """Where a day has passed since the last look, and somebody has sat a test since; a lost cache looks again.

    What stops half-way is done again at the next ring: sittings count as seen once their flags stand.
    """
    today, seen = (f"assessments.flags.{name}:{programme_code}" for name in ("today", "scored"))
    if cache.get(today):
        return 0
    scored = Attempt.objects.filter(form__programme_code=programme_code, max_points__isnull=False).count()
    count = send_flags(programme_code=programme_code, by=None) if scored != cache.get(seen, 0) else 0
    cache.set(seen, scored, None)
    cache.set(today, True, ONCE_IN.total_seconds())
    return count
