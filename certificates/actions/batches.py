"""Many certificates at once: ordered as rows, issued in the background, each exactly once through any crash."""

import time
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import timedelta
from types import TracebackType

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from certificates import batch_faults
from certificates.actions import completing, granting
from certificates.actions.checks import check_kind
from certificates.errors import MayNotRecommend
from certificates.models import Batch, BatchItem, Certificate, Decision
from certificates.models.batches import BatchItemQuerySet
from certificates.permissions import can_issue_completion
from lms.cohorts.models import Cohort, Enrolment
from lms.core import audit, bell
from lms.core.errors import Refused
from lms.people.models import User

State = BatchItem.State
LEASE = timedelta(minutes=2)  # far longer than one certificate takes
MOST_ATTEMPTS = 5
AT_ONCE = 200  # then the mails have their turn


@transaction.atomic
def order(*, title: str, items: Iterable[tuple[Enrolment, Decision | None]], by: User) -> Batch:
    """Queue one certificate an item, without a decision one of completion; a worker hears of it after the commit."""
    batch = Batch.objects.create(title=title, ordered_by=by)
    rows = [BatchItem(batch=batch, enrolment=enrolment, decision=decision) for enrolment, decision in items]
    BatchItem.objects.bulk_create(rows)
    audit.record(batch, "certificates.order_batch", by=by, items=len(rows))
    bell.ring()
    return batch


@transaction.atomic
def order_completions(*, cohort: Cohort, enrolments: list[Enrolment], by: User) -> Batch:
    """A trainer's release of many certificates of completion; whether all is met is seen when each is issued."""
    for enrolment in enrolments:
        if not can_issue_completion(by, enrolment):
            raise MayNotRecommend(_("You cannot issue this certificate."))
        check_kind(enrolment, Certificate.Kind.COMPLETION)
    return order(title=cohort.title, items=[(enrolment, None) for enrolment in enrolments], by=by)


def issue_waiting(*, limit: int = AT_ONCE) -> int:
    """Issue what is due, at most `limit` certificates, and return how many; then ring once for the mails, and for more.

    An error that nobody foresaw stops no other item and is raised at the end.
    """
    due = BatchItem.objects.filter(state=State.WAITING, due_at__lte=timezone.now())
    due.filter(attempts__gte=MOST_ATTEMPTS).update(state=State.FAILED)  # each time an error, or its worker died
    found = list(due.order_by("due_at", "pk")[:limit])
    issued: list[int] = []
    with bell.held(), ExitStack() as calls:
        if len(found) == limit:
            calls.callback(bell.ring)
        for item in reversed(found):
            calls.callback(issue_in_turn, item, issued)
    return len(issued)


def issue_in_turn(item: BatchItem, issued: list[int]) -> None:
    """Where only one can write at a time (SQLite), everybody else may for as long as this certificate took.

    Without the pause a saved answer waited ten seconds and more for a batch.
    """
    started = time.perf_counter()
    issue_item(item, issued)
    if not connection.features.has_select_for_update:
        time.sleep(time.perf_counter() - started)


def issue_item(item: BatchItem, issued: list[int]) -> None:
    """Issue one certificate if nobody else has claimed the item; a refusal ends it until somebody asks again."""
    if not claim(item):
        return
    try:
        with translation.override("en"), Noted(item):
            issued += issue_claimed(item)
    except Refused as refusal:
        changed = {"state": State.FAILED, "fault": batch_faults.fault_of(refusal)}
        BatchItem.objects.filter(pk=item.pk, state=State.WAITING).update(**changed)


def claim(item: BatchItem) -> bool:
    """Take the row for one lease; the conditional UPDATE's row count decides who won."""
    seen = {"pk": item.pk, "state": State.WAITING, "due_at": item.due_at, "attempts": item.attempts}
    lease = {"due_at": timezone.now() + LEASE, "attempts": F("attempts") + 1}
    return BatchItem.objects.filter(**seen).update(**lease) == 1


@transaction.atomic
def issue_claimed(item: BatchItem) -> list[int]:
    """Certificate, mail and the item's new state together or not at all; nothing where another worker was quicker.

    The row is read anew and locked: somebody may have mended the name, or taken the item over after the lease.
    """
    mine = BatchItem.objects.filter(pk=item.pk, state=State.WAITING, attempts=item.attempts + 1)
    locked = mine.select_for_update(of=["self"]).select_related("batch__ordered_by", "decision")
    row = locked.select_related("enrolment__person", "enrolment__cohort").first()
    if row is None:
        return []
    row.certificate, row.state, row.fault = certificate_for(row), State.ISSUED, ""
    row.save(update_fields=["certificate", "state", "fault"])
    return [row.pk]


def certificate_for(item: BatchItem) -> Certificate:
    by = item.batch.ordered_by
    if item.decision is None:
        return completing.issue_completion(enrolment=item.enrolment, by=by)
    return granting.grant(decision=item.decision, by=by)


class Noted:
    """Leaves an unforeseen error's name on the item, and lets it go on its way."""

    def __init__(self, item: BatchItem):
        self.item = item

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None):
        if error and not isinstance(error, Refused):
            BatchItem.objects.filter(pk=self.item.pk).update(fault=batch_faults.fault_of(error))


def retry(*, item: BatchItem, by: User) -> bool:
    """Queue one failed item again, after somebody mended what was wrong; False where it is not failed."""
    return retry_among(BatchItem.objects.filter(pk=item.pk), batch=item.batch, by=by) == 1


def retry_all(*, batch: Batch, by: User) -> int:
    """Queue again every failed item of the batch that this person sees, and return how many."""
    return retry_among(batch.items.visible_to(by), batch=batch, by=by)


@transaction.atomic
def retry_among(items: BatchItemQuerySet, *, batch: Batch, by: User) -> int:
    again = {"state": State.WAITING, "attempts": 0, "fault": "", "due_at": timezone.now()}
    queued = items.filter(state=State.FAILED).update(**again)
    if queued:
        audit.record(batch, "certificates.retry_batch", by=by, items=queued)
        bell.ring()
    return queued
