"""Every change to a cohort: opening it, its people, sessions and attendance."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import ngettext

from lms.cohorts import queries
from lms.cohorts.importing import enrolling
from lms.cohorts.importing.enrolling import ImportReport
from lms.cohorts.importing.matching import known_people, problems_in
from lms.cohorts.importing.participants import Participant, RowProblem
from lms.cohorts.models import Attendance, Cohort, Session
from lms.core import audit
from lms.core.errors import Refused
from lms.people.actions import invite, issue_sign_in_code
from lms.people.models import User


class ListRefused(Refused):
    """Some rows of a list cannot be enrolled, so none was."""

    def __init__(self, problems: Sequence[RowProblem]):
        self.problems = list(problems)
        count = len(self.problems)
        super().__init__(
            ngettext(
                "Nobody was enrolled: %(count)s answer in the list needs a look.",
                "Nobody was enrolled: %(count)s answers in the list need a look.",
                count,
            )
            % {"count": count}
        )


@transaction.atomic
def open_cohort(*, cohort: Cohort, trainers: Sequence[User], by: User) -> Cohort:
    cohort.save()
    cohort.trainers.set(trainers)
    audit.record(cohort, "cohorts.open", by=by, code=cohort.code, trainers=[trainer.pk for trainer in trainers])
    return cohort


def import_people(*, cohort: Cohort, participants: Sequence[Participant], by: User | None) -> ImportReport:
    """Enrol everyone of a list, or nobody. A second call with the same list changes nothing. Raises ListRefused."""
    try:
        return enrol_list(cohort=cohort, participants=participants, by=by)
    except IntegrityError:  # a list with the same person or organisation was enrolled meanwhile: now we know them
        return enrol_list(cohort=cohort, participants=participants, by=by)


@transaction.atomic
def enrol_list(*, cohort: Cohort, participants: Sequence[Participant], by: User | None) -> ImportReport:
    Cohort.objects.select_for_update().get(pk=cohort.pk)  # two lists at once for one cohort: the second waits here
    known = known_people(cohort, participants)
    problems = problems_in(cohort, participants, known)
    if problems:
        raise ListRefused(problems)
    plan = enrolling.plan(cohort, participants, known)
    enrolling.write(plan)
    audit.record(cohort, "cohorts.import_people", by=by, rows=len(participants), **asdict(plan.report))
    return plan.report


@transaction.atomic
def invite_people(*, cohort: Cohort, by: User) -> int:
    """Mail everyone who has not been invited yet; returns how many."""
    people = list(queries.to_invite(cohort))
    for person in people:
        invite(person=person, by=by)
    audit.record(cohort, "cohorts.invite_people", by=by, people=len(people))
    return len(people)


@transaction.atomic
def issue_code_cards(*, cohort: Cohort, people: Sequence[User], by: User) -> list[tuple[User, str]]:
    """`[(person, code)]`: each code is shown this once, and replaces the person's earlier one."""
    cards = [(person, issue_sign_in_code(person=person, by=by)) for person in people]
    audit.record(cohort, "cohorts.issue_code_cards", by=by, people=[person.pk for person in people])
    return cards


@transaction.atomic
def add_session(*, cohort: Cohort, title: str, starts_at: datetime, length_minutes: int, by: User) -> Session:
    session = Session.objects.create(cohort=cohort, title=title, starts_at=starts_at, length_minutes=length_minutes)
    audit.record(cohort, "cohorts.add_session", by=by, session=session.pk, title=title)
    return session


@transaction.atomic
def mark_attendance(*, session: Session, marks: dict[int, bool], by: User, source: str = Attendance.Source.APP) -> int:
    """Note `{enrolment_id: is_present}`; returns how many marks are new or differ from what was noted before."""
    before = {row.enrolment_id: row.is_present for row in session.attendance.all()}
    inside = set(session.cohort.enrolments.active().values_list("pk", flat=True))
    new = {pk: is_present for pk, is_present in marks.items() if pk in inside and before.get(pk) != is_present}
    Attendance.objects.bulk_create(
        [
            Attendance(
                session=session,
                enrolment_id=pk,
                is_present=is_present,
                source=source,
                marked_by=by,
                marked_at=timezone.now(),
            )
            for pk, is_present in new.items()
        ],
        update_conflicts=True,
        unique_fields=["session", "enrolment"],
        update_fields=["is_present", "source", "marked_by", "marked_at"],
    )
    if new:
        audit.record(session.cohort, "cohorts.mark_attendance", by=by, session=session.pk, marks=new)
    return len(new)


def mark_all_present(*, session: Session, by: User) -> int:
    """Note everyone who takes part as present."""
    enrolments = session.cohort.enrolments.active().values_list("pk", flat=True)
    return mark_attendance(session=session, marks=dict.fromkeys(enrolments, True), by=by)
