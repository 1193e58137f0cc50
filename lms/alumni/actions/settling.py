"""Where reports contradict one another: which one stands."""

from django.db import transaction
from django.utils import timezone

from lms.alumni import resolving
from lms.alumni.actions.reports import note_post
from lms.alumni.errors import ConflictSettled
from lms.alumni.models import Case, Report
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def settle(*, case: Case, report: Report, by: User) -> None:
    """Let one of the case's reports decide; all of them stay. Raises ConflictSettled for the second click.

    Days come from it and from those that agree with it. A report that comes later opens the conflict again.
    """
    if report.case_id != case.pk or report.is_blind:
        raise ValueError(report)
    locked = Case.objects.select_for_update(of=("self",)).select_related("campaign", "person").get(pk=case.pk)
    told = map(resolving.said_of, locked.reports.filter(is_blind=False))
    found = resolving.settled(told, resolving.said_of(report), endpoint=locked.campaign.endpoint)
    is_open = Case.objects.filter(pk=case.pk, has_conflict=True, settled_at=None)
    decided = {
        "status": found.status,
        "status_source": found.source,
        "known_in": found.known_in,
        "known_out": found.known_out,
        "settled_by": by,
        "settled_at": timezone.now(),
    }
    if not is_open.update(**decided):
        raise ConflictSettled
    locked.refresh_from_db()
    note_post(locked, report, by=by)
    audit.record(locked, "alumni.settle", by=by, report=report.pk)
