"""What one answer to the survey changes: the case, its reports, the person's posts and consent."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from lms.alumni import status
from lms.alumni.errors import AnsweredAlready, LinkEnded
from lms.alumni.models import Campaign, Case, Contact, Report
from lms.alumni.queries import campaigns as queries
from lms.alumni.status import Answers
from lms.core import audit
from lms.people import actions as people
from lms.people.models import Consent, Post, User


@transaction.atomic
def answer(*, case: Case, answers: Answers, language: str, by: User | None) -> Report:
    """Keep one person's own report and resolve the case. The first answer counts: AnsweredAlready, LinkEnded."""
    known_in = queries.last_day_known_in(case)
    take_answer(case, answers)
    report = Report.objects.create(
        case=case,
        status=answers.status,
        has_formal_duty=answers.has_formal_duty,
        worked_on_it_lately=answers.worked_on_it_lately,
        changed_on=answers.changed_on,
        new_unit_kind=answers.place,
        may_ask_again=answers.may_ask_again,
        language=language,
    )
    Contact.objects.create(case=case, mode=Contact.Mode.WEB, outcome=answers.disposition)
    if answers.place not in status.STAYED:
        note_move(case, answers, known_in=known_in, by=by)
    if answers.may_ask_again is False:
        people.answer_consent(person=case.person, purpose=Consent.Purpose.FOLLOW_UP, is_given=False, by=by)
    audit.record(case, "alumni.answer", by=by)
    return report


def take_answer(case: Case, answers: Answers) -> None:
    """Resolve the case if it is still open: the row count of the conditional UPDATE decides who won."""
    if case.campaign.state != Campaign.State.FIELDING:
        raise LinkEnded
    now = timezone.now()
    still_open = Case.objects.filter(pk=case.pk, answered_at=None, token_expires_at__gt=now)
    if still_open.update(disposition=answers.disposition, status=answers.status, answered_at=now):
        return
    raise AnsweredAlready if Case.objects.filter(pk=case.pk, answered_at__isnull=False).exists() else LinkEnded


def note_move(case: Case, answers: Answers, *, known_in: date | None, by: User | None) -> None:
    """Close the posts that the person held, and add the new one where there is one."""
    left_after, left_by = status.left_between(answers.changed_on, known_in=known_in, today=timezone.localdate())
    people.end_posts(person=case.person, left_after=left_after, left_by=left_by, by=by)
    if answers.place in status.NEW_POST:
        people.record_post(
            person=case.person,
            source=Post.Source.SELF,
            is_counter_trafficking=answers.status in Case.IN_POST,
            started_on=answers.changed_on,
            by=by,
        )
