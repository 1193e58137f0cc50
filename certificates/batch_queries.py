"""How far a batch is, and who of a cohort could be in one."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from certificates.candidates import candidates, enrolments_of
from certificates.models import Batch, BatchItem
from certificates.permissions import can_issue_completion
from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import User

State = BatchItem.State


@dataclass(frozen=True)
class Progress:
    """How many certificates were issued, were not, and wait."""

    issued: int = 0
    failed: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        return self.issued + self.failed + self.waiting


def items_of(batch: Batch, user: User) -> QuerySet[BatchItem]:
    """What this person may see of the batch, in the order in which it was ordered."""
    seen = BatchItem.objects.visible_to(user).filter(batch=batch)
    return seen.select_related("enrolment__person", "certificate").order_by("pk")


def progress_of(items: QuerySet[BatchItem]) -> Progress:
    counts = items.order_by().values_list("state").annotate(number=Count("pk"))
    return Progress(**dict(counts))


def batches_of(user: User) -> QuerySet[Batch]:
    """Newest first, each with `issued`, `failed` and `total`: how many items, also those that others see."""
    return (
        Batch.objects.visible_to(user)
        .select_related("ordered_by")
        .annotate(
            total=Count("items"),
            issued=Count("items", filter=Q(items__state=State.ISSUED)),
            failed=Count("items", filter=Q(items__state=State.FAILED)),
        )
        .order_by("-ordered_at", "-pk")
    )


def ready_for_completion(cohort: Cohort, user: User) -> list[Enrolment]:
    """Who has met everything, holds no certificate of this cohort and waits for none."""
    waiting = BatchItem.objects.filter(state=State.WAITING).values("enrolment")
    found = candidates(list(enrolments_of(cohort).exclude(pk__in=waiting)))
    return [row.enrolment for row in found if row.is_ready and can_issue_completion(user, row.enrolment)]
