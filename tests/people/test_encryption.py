"""Texts sealed with the site's keys: where the keys come from, and what a wrong one does."""

import stat

import pytest
from django.core.exceptions import FieldError

from lms.people import encryption
from lms.people.encryption import NoContactKey, WrongContactKey, new_key, seal, unseal
from lms.people.models import ContactDetails


@pytest.fixture
def file(settings, tmp_path):
    settings.CONTACT_KEYS, settings.CONTACT_KEYS_FILE = [], tmp_path / "keys" / "contact.keys"
    return settings.CONTACT_KEYS_FILE


def test_a_sealed_text_is_read_again_and_says_nothing():
    sealed = [seal("+855 12 345 678") for _time in range(2)]
    assert [unseal(text) for text in sealed] == ["+855 12 345 678"] * 2
    assert (sealed[0] != sealed[1], "345" in sealed[0]) == (True, False)


def test_an_empty_text_stays_empty():
    assert (seal(""), unseal("")) == ("", "")


def test_a_wrong_key_is_told_and_never_an_empty_text(settings):
    sealed = seal("+855 12 345 678")
    settings.CONTACT_KEYS = [new_key()]
    with pytest.raises(WrongContactKey):
        unseal(sealed)


def test_an_older_key_still_reads(settings):
    sealed = seal("+855 12 345 678")
    settings.CONTACT_KEYS = [new_key(), *settings.CONTACT_KEYS]
    assert unseal(sealed) == "+855 12 345 678"


@pytest.mark.parametrize("keys", [["short"], ["x" * 44]])
def test_what_is_no_key_is_told(settings, keys):
    settings.CONTACT_KEYS = keys
    with pytest.raises(NoContactKey):
        seal("+855 12 345 678")


def test_the_demo_makes_its_key_at_first_use_and_keeps_it(file):
    assert unseal(seal("012 345 678")) == "012 345 678"
    key = file.read_text()
    encryption.make(file)
    assert (file.read_text(), [path.name for path in file.parent.iterdir()]) == (key, ["contact.keys"])
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file.parent, file)] == [0o700, 0o600]


def test_a_real_site_without_a_place_for_keys_keeps_nothing(settings, file):
    settings.EMBEDDED = False
    with pytest.raises(NoContactKey):
        seal("012 345 678")
    assert file.parent.exists() is False


def test_nobody_can_search_for_a_number(db):
    with pytest.raises(FieldError):
        ContactDetails.objects.filter(phone__icontains="012")
