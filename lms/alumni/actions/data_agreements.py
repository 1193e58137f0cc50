"""Written agreements with ministries: recorded, ended, never deleted."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from lms.alumni.errors import AgreementEnded
from lms.alumni.models import DataAgreement
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def record_agreement(*, agreement: DataAgreement, by: User) -> DataAgreement:
    """Keep a new one; from its first to its last day others may be asked about people who said nothing."""
    agreement.recorded_by = by
    agreement.save()
    audit.record(agreement, "alumni.record_agreement", by=by, reference=agreement.reference)
    return agreement


@transaction.atomic
def end_agreement(*, agreement: DataAgreement, ends_on: date, by: User) -> None:
    """Set its last day, or an earlier one than it had. Raises AgreementEnded where it ends by then already."""
    open_then = DataAgreement.objects.filter(Q(ends_on=None) | Q(ends_on__gt=ends_on), pk=agreement.pk)
    if not open_then.update(ends_on=ends_on):
        raise AgreementEnded
    agreement.ends_on = ends_on
    audit.record(agreement, "alumni.end_agreement", by=by, ends_on=ends_on.isoformat())
