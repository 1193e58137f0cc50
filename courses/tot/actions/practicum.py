"""What a candidate brings: the candidacy with the trainers' code, and the lessons taught."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.tot import trainer_code
from courses.tot.errors import AddedAlready, CannotRemove, NotYours, SignedAlready
from courses.tot.models import Candidacy, PracticeSession
from courses.tot.permissions import can_add_session, can_change_session, can_remove_session
from lms.cohorts.models import Enrolment
from lms.core import audit
from lms.people.models import User

FACTS = ("kind", "title", "taught_on", "minutes", "participants", "place")


@transaction.atomic
def apply(*, enrolment: Enrolment, details: dict[str, Any], is_agreed: bool, by: User) -> Candidacy:
    """Save who nominated the candidate and what they bring; the agreement counts for the code's present version."""
    if enrolment.person_id != by.pk:
        raise NotYours
    candidacy, _is_new = Candidacy.objects.get_or_create(enrolment=enrolment)
    for name, value in details.items():
        setattr(candidacy, name, value)
    if is_agreed and candidacy.code_version != trainer_code.VERSION:
        candidacy.code_version, candidacy.agreed_at = trainer_code.VERSION, timezone.now()
    candidacy.save()
    audit.record(candidacy, "tot.apply", by=by, code_version=candidacy.code_version)
    return candidacy


@transaction.atomic
def add_session(*, session: PracticeSession, by: User) -> PracticeSession:
    """Note one taught lesson of `session.enrolment`. Raises NotYours, AddedAlready."""
    if not can_add_session(by, session.enrolment):
        raise NotYours
    session.created_by = by
    store(session)
    audit.record(session, "tot.add_session", by=by, person=session.enrolment.person_id)
    return session


@transaction.atomic
def change_session(*, session: PracticeSession, by: User) -> PracticeSession:
    """Correct a lesson's facts until the first observer signs about it. Raises NotYours, SignedAlready."""
    if not can_change_session(by, session):
        raise NotYours
    if locked(session).observations.exclude(signed_at=None).exists():
        raise SignedAlready
    store(session, update_fields=FACTS)
    audit.record(session, "tot.change_session", by=by, person=session.enrolment.person_id)
    return session


@transaction.atomic
def remove_session(*, session: PracticeSession, by: User) -> None:
    """Take back a lesson that nobody has begun to observe and that has no files. Raises NotYours, CannotRemove."""
    if not can_remove_session(by, session):
        raise NotYours
    row = locked(session)
    if row.observations.exists() or row.files.exists():
        raise CannotRemove
    audit.record(row, "tot.remove_session", by=by, person=session.enrolment.person_id)
    row.delete()


def locked(session: PracticeSession) -> PracticeSession:
    """The row, held until the end of the transaction: nobody signs about it in between."""
    return PracticeSession.objects.select_for_update().get(pk=session.pk)


def store(session: PracticeSession, **how: Any) -> None:
    try:
        with transaction.atomic():
            session.save(**how)
    except IntegrityError as error:
        raise AddedAlready from error
