"""Phones and private addresses: apart from the person, sealed, erased for good, sealed anew with another key."""

from io import StringIO

import factories
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from lms.core import outbox
from lms.core.models import Message
from lms.people import checks, contacts
from lms.people.encryption import new_key
from lms.people.models import ContactDetails, User

pytestmark = pytest.mark.django_db
OWN = {"phone": "012 345 678", "personal_email": "home@example.net", "personal_phone": "099 888 777"}


@pytest.fixture
def reachable():
    return factories.person(**OWN)


def kept_of(person):
    again = User.objects.get(pk=person.pk)
    return {name: getattr(again, name) for name in ContactDetails.NAMES}


def in_the_table():
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, personal_email, personal_phone FROM people_contactdetails ORDER BY id")
        return cursor.fetchall()


def test_what_is_kept_is_read_again(reachable):
    assert kept_of(reachable) == OWN


def test_the_table_holds_none_of_it_in_the_open(reachable):
    (row,) = in_the_table()
    assert [any(text in sealed for text in OWN.values()) for sealed in row] == [False] * 3


def test_who_gave_nothing_has_empty_contacts_and_no_row():
    person = factories.person()
    assert (kept_of(person), ContactDetails.objects.count()) == (dict.fromkeys(OWN, ""), 0)


def test_keeping_one_contact_leaves_the_others(reachable):
    contacts.keep_contacts(person=reachable, contacts={"phone": "011 222 333"})
    assert (reachable.phone, kept_of(reachable)) == ("011 222 333", {**OWN, "phone": "011 222 333"})


def test_who_has_a_phone_is_counted_without_opening_it(reachable, settings):
    factories.person(personal_email="home2@example.net")
    factories.person()
    settings.CONTACT_KEYS = [new_key()]
    counted = [User.objects.filter(contacts.filled(name)).count() for name in ContactDetails.NAMES]
    assert counted == [1, 2, 1]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_reads_contacts_in_one_query(rows):
    for _number in range(rows):
        factories.person(**OWN)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        phones = [person.phone for person in User.objects.select_related("contact_details")]
    assert (phones, len(queries)) == ([OWN["phone"]] * rows, 1)


def test_erasing_takes_the_row_and_the_mails_and_leaves_one_line(reachable):
    for address in (OWN["personal_email"], "somebody@example.net"):
        outbox.queue(to=address, subject="Hello", body="Dear you", language="en")
    assert [contacts.erase_contacts(person=reachable, by=reachable) for _time in range(2)] == [True, False]
    assert (kept_of(reachable), reachable.phone, in_the_table()) == (dict.fromkeys(OWN, ""), "", [])
    mails = Message.objects.order_by("pk").values_list("to", "body", "state")
    assert list(mails) == [("", "", "dead"), ("somebody@example.net", "Dear you", "waiting")]
    assert ModelLogEntry.objects.filter(action="people.erase_contacts", object_id=str(reachable.pk)).count() == 1


def test_rotating_seals_everything_with_the_new_key_alone(reachable, settings):
    for _number in range(2):
        factories.person(**OWN)
    new = new_key()
    settings.CONTACT_KEYS = [new, *settings.CONTACT_KEYS]
    out = StringIO()
    call_command("rotate_contact_key", stdout=out)
    settings.CONTACT_KEYS = [new]
    assert (out.getvalue(), kept_of(reachable)) == ("3 people's contacts are sealed with the newest key\n", OWN)


def test_rotating_with_a_wrong_key_changes_nothing(reachable, settings):
    before = in_the_table()
    settings.CONTACT_KEYS = [new_key()]
    with pytest.raises(CommandError, match="No contact key of this site"):
        call_command("rotate_contact_key")
    assert in_the_table() == before


def test_a_new_key_is_printed(settings):
    out = StringIO()
    call_command("rotate_contact_key", print=True, stdout=out)
    settings.CONTACT_KEYS = [out.getvalue().strip()]
    assert checks.contact_keys_are_usable(None) == []


def test_the_checks_tell_a_missing_and_a_wrong_key(reachable, settings):
    def told():
        found = checks.contact_keys_are_usable(None) + checks.contact_keys_fit_what_is_kept(None, databases=["default"])
        return [error.id for error in found]

    assert told() == []
    settings.CONTACT_KEYS = [new_key()]
    assert told() == ["people.E002"]
    settings.CONTACT_KEYS = ["nonsense"]
    assert told() == ["people.E001"]
