"""What an observer writes: a draft that may change, then a signature that fixes it; the candidate signs last."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.tot import notices, rubric
from courses.tot.actions import saving
from courses.tot.errors import AlreadySigned, CannotSign, MayNotObserve, NewerDraft, NotYours
from courses.tot.models import Observation, PracticeSession
from courses.tot.permissions import why_not_observe
from lms.assessments.forms import LARGEST_SEQUENCE
from lms.core import audit
from lms.core.saving import milliseconds
from lms.people.models import User

DRAFTED = ("seen", "scores", "notes", "is_independent")


@transaction.atomic
def begin(*, session: PracticeSession, by: User) -> Observation:
    """Open an empty draft about this lesson; a second call answers the same one. Raises AlreadySigned."""
    check_may_observe(session, by)
    observation, is_new = draft_of(session, by)
    if observation.signed_at:
        raise AlreadySigned
    if is_new:
        audit.record(observation, "tot.begin_observation", by=by)
    return observation


def draft_of(session: PracticeSession, by: User) -> tuple[Observation, bool]:
    found = Observation.objects.filter(session=session, observer=by)
    try:
        with transaction.atomic():
            return found.get_or_create(defaults={"session": session, "enrolment": session.enrolment, "observer": by})
    except IntegrityError:  # the same button pressed twice at once
        return found.get(), False


@transaction.atomic
def save_draft(*, observation: Observation, by: User, known: int = LARGEST_SEQUENCE) -> Observation:
    """Store what stands in the own draft; `known` as in saving.py. Raises AlreadySigned, NewerDraft."""
    check_may_observe(observation.session, by)
    content = {name: getattr(observation, name) for name in DRAFTED}
    sequence = max(milliseconds(timezone.now()), observation.sequence + 1)
    saving.save(observation.pk, content, sequence=sequence, known=known, by=by)
    audit.record(observation, "tot.save_observation", by=by)
    return observation


@transaction.atomic
def sign(*, observation: Observation, by: User) -> Observation:
    """Fix the result for good and tell the candidate; the second of two signatures is refused.
    So is a draft that changed since it was checked: raises NewerDraft.

    The lesson's row is locked, so that of two observers who sign at once the later one meets the earlier result.
    """
    session = PracticeSession.objects.select_for_update().get(pk=observation.session_id)
    observation.refresh_from_db()
    if observation.signed_at:
        raise AlreadySigned
    check_may_observe(session, by)
    is_passed = rubric.is_passed(observation.scores, session.rule)
    check_is_complete(observation, is_passed=is_passed)
    as_checked = own_draft(observation, by).filter(sequence=observation.sequence)
    if not as_checked.update(signed_at=timezone.now(), is_passed=is_passed):
        raise NewerDraft(saving.draft_of(observation.pk, by))
    audit.record(observation, "tot.sign_observation", by=by, is_passed=is_passed)
    observation.refresh_from_db()
    notices.tell_of_observation(observation)
    return observation


@transaction.atomic
def countersign(*, observation: Observation, reply: str, by: User) -> Observation:
    """The candidate has read a signed observation, and may reply; a second call changes nothing. Raises NotYours."""
    if observation.enrolment.person_id != by.pk:
        raise NotYours
    unread = Observation.objects.filter(pk=observation.pk, signed_at__isnull=False, read_at=None)
    if unread.update(read_at=timezone.now(), reply=reply):
        audit.record(observation, "tot.countersign_observation", by=by)
    observation.refresh_from_db()
    return observation


def check_may_observe(session: PracticeSession, by: User) -> None:
    reason = why_not_observe(by, session)
    if reason:
        raise MayNotObserve(reason)


def check_is_complete(observation: Observation, *, is_passed: bool) -> None:
    reason = rubric.why_not_signed(
        observation.scores,
        is_passed=is_passed,
        notes=observation.notes,
        is_independent=observation.is_independent,
    )
    if reason:
        raise CannotSign(reason)


def own_draft(observation: Observation, by: User):
    return Observation.objects.filter(pk=observation.pk, observer=by, signed_at=None)
