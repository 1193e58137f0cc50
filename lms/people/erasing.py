"""Erasing one person on request: what tells who it was goes; certificates, and what only counts, stay.

Each app that keeps something about people names its own part in settings.ERASERS.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from lms.core import audit, outbox
from lms.people.contacts import delete_contacts
from lms.people.errors import HoldsRoles
from lms.people.models import Consent, User

NO_NAME = "–"
Counts = dict[str, int]
EMPTY_ACCOUNT = {
    "email": None,
    "sign_in_code_digest": None,
    "full_name": NO_NAME,
    "full_name_latin": "",
    "call_me": "",
    "honorific": "",
    "is_active": False,
}


class NothingWritten(Exception):
    """Ends a trial run: the transaction is taken back."""


@transaction.atomic
def erase_person(*, person: User, by: User | None) -> Counts:
    """Erase for good, in every app; `{what: how many rows}`. Raises HoldsRoles; a second call finds nothing."""
    if person.active_roles:
        raise HoldsRoles
    erased: Counts = {}
    for name in settings.ERASERS:
        erased |= import_string(name)(person)
    audit.record(person, "people.erase_person", by=by, **erased)
    return erased


def would_erase(*, person: User) -> Counts:
    """What `erase_person` would do, without doing it. Raises HoldsRoles."""
    erased: Counts = {}
    try:
        with transaction.atomic():
            erased |= erase_person(person=person, by=None)
            raise NothingWritten
    except NothingWritten:
        return erased


def erase_account(person: User) -> Counts:
    """Name, addresses, phones, posts and ways to sign in; country, sex and language stay, to be counted by.

    From then on the newest answer to each consent is a no, so that no agreement covers the person.
    """
    addresses = [person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)]
    counts = {
        "contacts": delete_contacts([person.pk]),
        "mails": outbox.forget(address for address in addresses if address),
        "addresses": EmailAddress.objects.filter(user=person).delete()[0],
        "second_factors": Authenticator.objects.filter(user=person).delete()[0],
        "invitations": person.invitations.all().delete()[0],
        "posts": person.posts.update(organisation=None, title="", province="", manager=None),
        "audit_lines": audit.forget_name(person, NO_NAME),
    }
    for name, value in {**EMPTY_ACCOUNT, "erased_at": person.erased_at or timezone.now()}.items():
        setattr(person, name, value)
    Consent.objects.bulk_create(Consent(person=person, purpose=one, is_given=False) for one in Consent.Purpose.values)
    person.set_unusable_password()
    person.save(update_fields=[*EMPTY_ACCOUNT, "erased_at", "password"])
    return counts
