"""How a country's Task Force decides, and what its certificates carry from now on; those issued stay as they are."""

from django.db import transaction
from django.utils import timezone

from certificates import samples
from certificates.errors import MayNotChange, PlaceTaken
from certificates.models import Picture, Signatory, TaskForce
from certificates.permissions import can_set_up
from certificates.pictures import Cleaned
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def set_up(*, country: str, needs_two: bool, emblem: Cleaned | None, by: User) -> TaskForce:
    """Without `emblem`, the one that the country has stays."""
    check_may_set_up(by)
    row, _is_new = TaskForce.objects.get_or_create(country=country)
    row.needs_two = needs_two
    if emblem:
        row.emblem = keep(emblem, by=by)
    row.save(update_fields=["needs_two", "emblem"])
    audit.record(row, "certificates.set_up", by=by, needs_two=needs_two, emblem=row.emblem_id)
    return row


@transaction.atomic
def remove_emblem(*, country: str, by: User) -> None:
    """Later certificates carry the platform's own emblem again."""
    check_may_set_up(by)
    row, _is_new = TaskForce.objects.get_or_create(country=country)
    row.emblem = None
    row.save(update_fields=["emblem"])
    audit.record(row, "certificates.set_up", by=by, needs_two=row.needs_two, emblem=None)


@transaction.atomic
def add_signatory(*, country: str, name: str, title: str, place: int, picture: Cleaned | None, by: User) -> Signatory:
    """One signature a place: the one before is ended first.

    A sample is drawn with it: a name that cannot be printed is refused here (MissingGlyph), before it stops an issue.
    """
    check_may_set_up(by)
    task_force, _is_new = TaskForce.objects.get_or_create(country=country)
    if task_force.signatories.filter(place=place, ended_at=None).exists():
        raise PlaceTaken
    row = Signatory.objects.create(
        task_force=task_force, name=name, title=title, place=place, picture=keep(picture, by=by) if picture else None
    )
    samples.sample(country)
    audit.record(task_force, "certificates.add_signatory", by=by, name=name, place=place, picture=row.picture_id)
    return row


@transaction.atomic
def end_signatory(*, signatory: Signatory, by: User) -> None:
    """A second call changes nothing."""
    check_may_set_up(by)
    if Signatory.objects.filter(pk=signatory.pk, ended_at=None).update(ended_at=timezone.now()):
        audit.record(signatory.task_force, "certificates.end_signatory", by=by, name=signatory.name)


def keep(picture: Cleaned, *, by: User) -> Picture:
    """The same picture twice is one row."""
    given = {"png": picture.png, "width": picture.width, "height": picture.height, "added_by": by}
    return Picture.objects.get_or_create(sha256=picture.sha256, defaults=given)[0]


def check_may_set_up(by: User) -> None:
    if not can_set_up(by):
        raise MayNotChange
