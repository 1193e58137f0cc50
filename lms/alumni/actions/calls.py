"""What an interviewer does: open a case, note a call, write down what somebody else said."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lms.alumni.actions.answers import answer
from lms.alumni.actions.contacts import note_contact
from lms.alumni.actions.reports import Statement, add_report
from lms.alumni.errors import AnsweredAlready, CannotAskOthers, CannotCall
from lms.alumni.models import Case, Contact, Report, Submission
from lms.alumni.permissions import can_ask_about, can_call
from lms.alumni.status import Answers
from lms.core import audit
from lms.people.models import User


@dataclass(frozen=True)
class Call:
    """One call before it is kept: `answers` where the person answered, else the `outcome` alone."""

    outcome: str
    called_at: datetime
    answers: Answers | None = None
    call_back_at: datetime | None = None
    language: str = ""


@transaction.atomic
def open_call(*, case: Case, by: User) -> None:
    """Leave the line that says who saw the person's phone numbers."""
    audit.record(case, "alumni.open_call", by=by)


@transaction.atomic
def record_call(*, case: Case, call: Call, key: UUID, by: User) -> None:
    """Keep one call; the same `key` again changes nothing. Raises CannotCall, AnsweredAlready."""
    if not take_once(case, key, by):
        return
    if not can_call(by, case, on=timezone.localdate(call.called_at)):
        raise AnsweredAlready if Case.objects.filter(pk=case.pk, answered_at__isnull=False).exists() else CannotCall
    if call.answers is None:
        note_call(case, call, by)
    else:
        answer(
            case=case,
            answers=call.answers,
            language=call.language,
            mode=Contact.Mode.PHONE,
            at=call.called_at,
            by=by,
        )


def note_call(case: Case, call: Call, by: User) -> None:
    """An attempt without an answer. That somebody has died is told by others, so is a report of the lowest rank."""
    contact = note_contact(
        case=case, mode=Contact.Mode.PHONE, outcome=call.outcome, call_back_at=call.call_back_at, by=by
    )
    Contact.objects.filter(pk=contact.pk).update(made_at=call.called_at)
    if call.outcome == Contact.Outcome.DIED:
        died = Statement(
            status=Case.Status.DECEASED,
            source=Report.Source.COLLEAGUE,
            mode=Contact.Mode.PHONE,
            as_of=timezone.localdate(call.called_at),
        )
        add_report(case=case, statement=died, by=by)


@transaction.atomic
def ask_others(*, case: Case, statement: Statement, asked_at: datetime, key: UUID, by: User) -> Report | None:
    """Keep what a focal point or colleague said; the code of the contact with the person stays as it is.

    The same `key` again changes nothing and answers None. Raises CannotAskOthers.
    """
    if not take_once(case, key, by):
        return None
    if not can_ask_about(by, case, on=timezone.localdate(asked_at)):
        raise CannotAskOthers
    report = add_report(case=case, statement=statement, by=by)
    Contact.objects.create(
        case=case, mode=Contact.Mode.PROXY, outcome=Contact.Outcome.TOLD, made_by=by, made_at=asked_at
    )
    audit.record(case, "alumni.ask_others", by=by, source=report.source)
    return report


def take_once(case: Case, key: UUID, by: User) -> bool:
    """True for the first form with this key: its row in the database decides who won."""
    _row, is_new = Submission.objects.get_or_create(key=key, defaults={"case": case, "made_by": by})
    return is_new
