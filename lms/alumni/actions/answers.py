"""What one answer to the survey changes: the case, its reports, the person's posts and consent."""

from django.db import transaction
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
def answer(*, case: Case, answers: Answers, language: str, by: User | None, mode: str = Contact.Mode.WEB) -> Report:
    """Keep one person's own report and resolve the case. The first answer counts: AnsweredAlready, LinkEnded.

    `mode` is how it came; `by` who wrote it down where that was not the person.
    """
    take_answer(case, answers)
    report = add_report(case=case, statement=statement_of(case, answers, language=language, mode=mode), by=by)
    Contact.objects.create(case=case, mode=mode, outcome=OUTCOMES[answers.disposition], made_by=by)
    if answers.may_ask_again is False:
        people.answer_consent(person=case.person, purpose=Consent.Purpose.FOLLOW_UP, is_given=False, by=by)
    audit.record(case, "alumni.answer", by=by)
    return report


def statement_of(case: Case, answers: Answers, *, language: str, mode: str) -> Statement:
    return Statement(
        status=answers.status_by(case.campaign.definition),
        mode=mode,
        changed_on=answers.changed_on,
        precision=Report.Precision.MONTH if answers.changed_on else Report.Precision.NONE,
        has_formal_duty=answers.has_formal_duty,
        worked_on_it_lately=answers.worked_on_it_lately,
        new_unit_kind=answers.place,
        may_ask_again=answers.may_ask_again,
        language=language,
    )


def take_answer(case: Case, answers: Answers) -> None:
    """Close the case if it is still open: the row count of the conditional UPDATE decides who won."""
    if case.campaign.state != Campaign.State.FIELDING:
        raise LinkEnded
    now = timezone.now()
    still_open = Case.objects.filter(pk=case.pk, answered_at=None, token_expires_at__gt=now)
    if still_open.update(disposition=answers.disposition, answered_at=now):
        return
    raise AnsweredAlready if Case.objects.filter(pk=case.pk, answered_at__isnull=False).exists() else LinkEnded
