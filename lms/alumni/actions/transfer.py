"""Taking over a ministry's staff list: all of it or nothing."""

from django.db import transaction

from lms.alumni.actions.reports import add_report
from lms.alumni.errors import CannotContact, ListHasFaults
from lms.alumni.models import Campaign, Contact
from lms.alumni.permissions import can_do_fieldwork
from lms.alumni.transfer.dry_run import Facts, dry_run
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def import_list(*, campaign: Campaign, content: bytes, facts: Facts, by: User) -> int:
    """Keep a report for each person that the list may speak of; answers how many. How the asking stands is left alone.

    A second call with the same list keeps nothing more. Raises CannotContact and ListHasFaults, FileTooLarge and
    FileNotReadable.
    """
    locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not can_do_fieldwork(by, locked):
        raise CannotContact
    run = dry_run(locked, content, facts)
    if not run.is_clean:
        raise ListHasFaults
    for one in run.reports:
        add_report(case=one.case, statement=one.statement, by=by)
    Contact.objects.bulk_create(
        Contact(case=one.case, mode=Contact.Mode.RECORD, outcome=Contact.Outcome.TOLD, made_by=by)
        for one in run.reports
    )
    audit.record(locked, "alumni.import_list", by=by, source=facts.source, reports=len(run.reports), rows=run.rows)
    return len(run.reports)
