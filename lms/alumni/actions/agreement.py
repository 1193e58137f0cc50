"""Asking a colleague about somebody who answered: kept apart, it decides nothing."""

from django.db import transaction

from lms.alumni.actions.reports import Statement, add_report
from lms.alumni.errors import NotInPanel
from lms.alumni.models import Case, Contact, Report
from lms.alumni.permissions import can_do_fieldwork
from lms.alumni.queries import agreement
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def ask_blind(*, case: Case, source: str, status: str, by: User) -> Report:
    """Keep what a colleague or focal point says who does not know the person's answer; once. Raises NotInPanel."""
    Case.objects.select_for_update().get(pk=case.pk)
    if not can_do_fieldwork(by, case.campaign) or not agreement.to_ask(case.campaign).filter(pk=case.pk).exists():
        raise NotInPanel
    statement = Statement(status=status, source=source, mode=Contact.Mode.PROXY, is_blind=True)
    report = add_report(case=case, statement=statement, by=by)
    Contact.objects.create(case=case, mode=Contact.Mode.PROXY, outcome=Contact.Outcome.TOLD, made_by=by)
    audit.record(case, "alumni.ask_blind", by=by)
    return report
