"""Where private keys are kept, how the first one comes about, and how it is changed."""

import stat
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Barrier

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import connection

from certificates import checks, keys
from certificates.errors import KeyJustChanged, NoNewKey, NoSigningKey
from certificates.models import SigningKey


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.SIGNING_KEYS = []
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"
    return settings.SIGNING_KEYS_DIR


@pytest.fixture
def production(settings):
    settings.EMBEDDED = False


def new_private_text():
    return keys.private_text(Ed25519PrivateKey.generate())


@pytest.mark.django_db
def test_the_demo_makes_its_key_at_first_use_and_keeps_it(folder):
    row, private = keys.in_use()
    assert (str(row), row.is_in_use, row.public_key) == ("key-1", True, keys.public_text(private))
    assert keys.in_use()[0] == row
    assert [path.name for path in folder.iterdir()] == [f"{row.public_key}.key"]


@pytest.mark.django_db
def test_only_the_site_itself_can_read_a_key(folder):
    row, _ = keys.in_use()
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / f"{row.public_key}.key")]
    assert modes == [0o700, 0o600]


@pytest.mark.django_db
def test_the_database_holds_public_halves_only():
    row, private = keys.in_use()
    held = [str(value) for value in SigningKey.objects.values_list().get()]
    assert keys.private_text(private) not in held
    assert keys.public_key(row).public_bytes_raw() == private.public_key().public_bytes_raw()


@pytest.mark.django_db
def test_a_real_site_without_a_place_for_keys_signs_nothing(production, folder):
    with pytest.raises(NoSigningKey):
        keys.in_use()
    assert (folder.exists(), SigningKey.objects.count()) == (False, 0)
    assert [warning.id for warning in checks.signing_key_has_a_place(None)] == ["certificates.W001"]


@pytest.mark.django_db
def test_a_real_site_whose_people_made_the_folder_makes_its_key_there(production, folder):
    folder.mkdir()
    assert keys.in_use()[0].number == 1
    assert checks.signing_key_has_a_place(None) == []


@pytest.mark.django_db
def test_a_machine_without_the_key_in_use_signs_nothing_and_makes_no_other(folder):
    keys.in_use()
    for path in folder.iterdir():
        path.unlink()
    with pytest.raises(NoSigningKey):
        keys.in_use()
    assert SigningKey.objects.count() == 1


@pytest.mark.django_db
def test_a_key_may_come_from_the_environment(settings, production):
    settings.SIGNING_KEYS = [new_private_text()]
    row, private = keys.in_use()
    assert keys.private_text(private) == settings.SIGNING_KEYS[0]
    with pytest.raises(NoNewKey):
        keys.rotate(by=None)
    assert SigningKey.objects.get() == row


@pytest.mark.django_db
def test_the_environment_may_hold_the_next_key_before_it_is_used(settings, production):
    older, newer = settings.SIGNING_KEYS = [new_private_text(), new_private_text()]
    first, _ = keys.in_use()
    second = keys.rotate(by=None)
    signing = keys.private_text(keys.in_use()[1])
    assert {keys.private_texts()[row.public_key] for row in (first, second)} == {older, newer}
    assert (second.number, signing) == (2, keys.private_texts()[second.public_key])


@pytest.mark.django_db
def test_a_change_of_key_keeps_the_older_one_published():
    first, _ = keys.in_use()
    second = keys.rotate(by=None)
    assert keys.in_use()[0] == second
    assert list(SigningKey.objects.values_list("number", "public_key", "is_in_use")) == [
        (1, first.public_key, False),
        (2, second.public_key, True),
    ]


@pytest.mark.django_db
def test_a_change_of_key_never_takes_a_file_that_lies_there(folder):
    keys.in_use()
    planted = Ed25519PrivateKey.generate()
    (folder / f"{keys.public_text(planted)}.key").write_text(keys.private_text(planted))
    assert keys.rotate(by=None).public_key != keys.public_text(planted)


@pytest.mark.django_db
def test_of_two_changes_at_once_the_first_counts(monkeypatch):
    """The later one has chosen its key before it sees that the first has taken the same."""
    first, _ = keys.in_use()
    monkeypatch.setattr(keys, "fresh", lambda: first.public_key)
    with pytest.raises(KeyJustChanged):
        keys.rotate(by=None)
    assert SigningKey.objects.get(is_in_use=True) == first


@pytest.mark.django_db
def test_the_command_changes_the_key_and_says_so():
    out = StringIO()
    call_command("rotate_signing_key", stdout=out)
    row = SigningKey.objects.get()
    assert out.getvalue() == f"key-1 is in use: {row.public_key}\n"


@pytest.mark.django_db
def test_the_command_prints_a_key_for_the_environment(settings):
    out = StringIO()
    call_command("rotate_signing_key", print=True, stdout=out)
    settings.SIGNING_KEYS = [out.getvalue().strip()]
    assert (SigningKey.objects.count(), keys.in_use()[0].number) == (0, 1)


@pytest.mark.django_db
def test_the_command_says_what_is_missing(production):
    with pytest.raises(CommandError, match="The key that signs certificates is missing"):
        call_command("rotate_signing_key")


def key_in_use(start):
    start.wait(timeout=10)
    try:
        return keys.in_use()[0].public_key
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_that_need_the_first_key_at_once_make_one():
    start = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        used = {task.result() for task in [pool.submit(key_in_use, start) for _ in range(2)]}
    assert used == {SigningKey.objects.get().public_key}
