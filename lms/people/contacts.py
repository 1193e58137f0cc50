"""Phones and private addresses: who has one, keeping them, erasing them, changing the key they are sealed with."""

from collections.abc import Iterable, Mapping

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from lms.core import audit, outbox
from lms.people.encryption import WrongContactKey
from lms.people.models import ContactDetails, User

BATCH = 500


def filled(name: str, *, person: str = "") -> Q:
    """Whose contact `name` is known; `person` is the path to the person from the queryset that is filtered."""
    path = f"{person}__contact_details" if person else "contact_details"
    return Q(**{f"{path}__{name}__gt": ""})


@transaction.atomic
def keep_contacts(*, person: User, contacts: Mapping[str, str]) -> None:
    """Write the named contacts; the others stay. The caller writes the audit line."""
    row, _created = ContactDetails.objects.update_or_create(person=person, defaults=dict(contacts))
    if not any(getattr(row, name) for name in ContactDetails.NAMES):
        row.delete()
    person._state.fields_cache.pop("contact_details", None)


@transaction.atomic
def erase_contacts(*, person: User, by: User | None) -> bool:
    """Delete the person's phones and private address for good; False where nothing was kept."""
    erased = delete_contacts([person.pk])
    if erased:
        person._state.fields_cache.pop("contact_details", None)
        audit.record(person, "people.erase_contacts", by=by)
    return bool(erased)


@transaction.atomic
def delete_contacts(people: Iterable[int]) -> int:
    """How many of these people (ids) had contacts that are gone now, from the mails to the private address as well."""
    rows = list(ContactDetails.objects.filter(person__in=list(people)))
    outbox.forget(row.personal_email for row in rows if row.personal_email)
    deleted, _by_model = ContactDetails.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return deleted


def seal_anew() -> int:
    """Seal every row with the newest key, however far an earlier run came. Raises WrongContactKey."""
    sealed, last = 0, 0
    while batch := sealed_batch(after=last):
        sealed, last = sealed + len(batch), batch[-1].pk
    return sealed


@transaction.atomic
def sealed_batch(*, after: int) -> list[ContactDetails]:
    rows = list(ContactDetails.objects.select_for_update().filter(pk__gt=after).order_by("pk")[:BATCH])
    ContactDetails.objects.bulk_update(rows, ContactDetails.NAMES)
    return rows


def can_be_read() -> bool:
    """Whether a key of this site opens the oldest and the newest row."""
    rows = ContactDetails.objects.exclude(phone="", personal_email="", personal_phone="")
    return all(opens(part) for part in (rows.order_by("pk")[:1], rows.order_by("-pk")[:1]))


def opens(rows: QuerySet[ContactDetails]) -> bool:
    try:
        list(rows)
    except WrongContactKey:
        return False
    return True


def has_table() -> bool:
    return ContactDetails._meta.db_table in connection.introspection.table_names()
