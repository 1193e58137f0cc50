"""What an observer writes: a draft that may change, then a signature, after which nothing does."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.tot import rubric
from courses.tot.errors import AlreadySigned, AlreadyWritten, CannotSign, MayNotObserve
from courses.tot.models import Observation
from courses.tot.permissions import why_not_observe
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def save_draft(*, observation: Observation, by: User) -> Observation:
    """Store a new or changed draft as `by`'s own."""
    check_may_observe(observation, by)
    observation.observer = by
    if observation.pk is None:
        add(observation)
    else:
        change(observation)
    audit.record(observation, "tot.save_observation", by=by)
    return observation


@transaction.atomic
def sign(*, observation: Observation, by: User) -> Observation:
    """Fix the result for good; the second of two signatures is refused."""
    check_may_observe(observation, by)
    observation.refresh_from_db()
    check_is_complete(observation)
    is_passed = rubric.is_passed(observation.scores)
    signed = own_drafts(observation, by).update(signed_at=timezone.now(), is_passed=is_passed)
    if not signed:
        raise AlreadySigned
    audit.record(observation, "tot.sign_observation", by=by, is_passed=is_passed)
    observation.refresh_from_db()
    return observation


def check_may_observe(observation: Observation, by: User) -> None:
    reason = why_not_observe(by, observation.enrolment)
    if reason:
        raise MayNotObserve(reason)


def check_is_complete(observation: Observation) -> None:
    if not rubric.is_complete(observation.scores):
        raise CannotSign(_("Choose one level for each of the ten criteria before you sign."))
    if not rubric.is_passed(observation.scores) and not observation.notes.strip():
        raise CannotSign(_("This lesson is not passed. Write in the notes what the person should change."))


def own_drafts(observation: Observation, by: User):
    return Observation.objects.filter(pk=observation.pk, observer=by, signed_at=None)


def add(observation: Observation) -> None:
    try:
        with transaction.atomic():
            observation.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyWritten from error


def change(observation: Observation) -> None:
    content = {name: getattr(observation, name) for name in ("lesson_title", "taught_on", "scores", "notes")}
    try:
        with transaction.atomic():
            changed = own_drafts(observation, observation.observer).update(**content)
    except IntegrityError as error:
        raise AlreadyWritten from error
    if not changed:
        raise AlreadySigned
