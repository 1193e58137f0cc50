"""What one answer to the survey changes: the case, its reports, the person's posts and consent."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lms.alumni.actions.reports import Statement, add_report
from lms.alumni.errors import AnsweredAlready, LinkEnded
from lms.alumni.models import Campaign, Case, Contact, Report
from lms.alumni.status import Answers
from lms.core import audit
from lms.people import actions as people
from lms.people.models import Consent, User

OUTCOMES = {
    Case.Disposition.COMPLETE: Contact.Outcome.ANSWERED,
    Case.Disposition.PARTIAL: Contact.Outcome.PARTLY,
    Case.Disposition.REFUSED: Contact.Outcome.REFUSED,
}


@transaction.atomic
def answer(
    *,
    case: Case,
    answers: Answers,
    language: str,
    by: User | None,
    mode: str = Contact.Mode.WEB,
    at: datetime | None = None,
) -> Report:
    """Keep one person's own report and resolve the case. The first answer counts: AnsweredAlready, LinkEnded.

    `mode` is how it came, `by` who wrote it down where that was not the person, `at` when it was said (now).
    """
    at = at or timezone.now()
    take_answer(case, answers, mode=mode, at=at)
    statement = statement_of(case, answers, language=language, mode=mode, at=at)
    report = add_report(case=case, statement=statement, by=by)
    Contact.objects.create(case=case, mode=mode, outcome=OUTCOMES[answers.disposition], made_by=by, made_at=at)
    note_consents(case, answers, by=by)
    audit.record(case, "alumni.answer", by=by)
    return report


def statement_of(case: Case, answers: Answers, *, language: str, mode: str, at: datetime) -> Statement:
    return Statement(
        status=answers.status_by(case.campaign.definition),
        mode=mode,
        as_of=timezone.localdate(at),
        changed_on=answers.changed_on,
        precision=Report.Precision.MONTH if answers.changed_on else Report.Precision.NONE,
        has_formal_duty=answers.has_formal_duty,
        worked_on_it_lately=answers.worked_on_it_lately,
        new_unit_kind=answers.place,
        may_ask_again=answers.may_ask_again,
        language=language,
    )


def take_answer(case: Case, answers: Answers, *, mode: str, at: datetime) -> None:
    """Close the case if it is still open: the row count of the conditional UPDATE decides who won."""
    taken = {"disposition": answers.disposition, "answered_at": at, "call_back_at": None}
    if still_open(case, mode).update(**taken):
        return
    raise AnsweredAlready if Case.objects.filter(pk=case.pk, answered_at__isnull=False).exists() else LinkEnded


def still_open(case: Case, mode: str) -> QuerySet[Case]:
    """The case while nobody has answered and the campaign is in the field; on the web, while the link is young."""
    fielding = Campaign.objects.filter(state=Campaign.State.FIELDING)
    waiting = Case.objects.filter(pk=case.pk, answered_at=None, campaign__in=fielding)
    return waiting.filter(token_expires_at__gt=timezone.now()) if mode == Contact.Mode.WEB else waiting


def note_consents(case: Case, answers: Answers, *, by: User | None) -> None:
    """A no to being asked again counts; of the two others every yes and no. What was not said changes nothing."""
    said = {
        Consent.Purpose.FOLLOW_UP: False if answers.may_ask_again is False else None,
        Consent.Purpose.PROXY: answers.may_ask_colleague,
        Consent.Purpose.RECORDS: answers.may_look_up,
    }
    for purpose, is_given in said.items():
        if is_given is not None:
            people.answer_consent(person=case.person, purpose=purpose, is_given=is_given, by=by)
