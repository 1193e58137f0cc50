"""Text that the database holds encrypted: written with the first of the contact keys, read with any of them.

The keys stand in the environment (LMS_CONTACT_KEYS) or in a file beside the other keys, never in the database.
"""

import os
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models


class WrongContactKey(ImproperlyConfigured):
    """No key of this site opens what was stored: nothing is shown, and nothing is written over it."""

    def __init__(self):
        super().__init__("No contact key of this site opens a stored contact. Add the key with which it was written.")


class NoContactKey(ImproperlyConfigured):
    def __init__(self):
        super().__init__(
            "There is no usable key for contacts. Set LMS_CONTACT_KEYS (rotate_contact_key --print makes one), or make "
            "the folder of CONTACT_KEYS_FILE."
        )


def new_key() -> str:
    return Fernet.generate_key().decode("ascii")


def seal(text: str) -> str:
    """Encrypted; an empty text stays empty, so that who has a phone can be counted. Raises NoContactKey."""
    return box().encrypt(text.encode()).decode("ascii") if text else ""


def unseal(stored: str) -> str:
    """Raises NoContactKey, and WrongContactKey where none of the keys fits."""
    if not stored:
        return ""
    try:
        return box().decrypt(stored.encode("ascii")).decode()
    except InvalidToken:
        raise WrongContactKey from None


def box() -> MultiFernet:
    """What seals and unseals with the keys of this site. Raises NoContactKey."""
    return box_of(tuple(settings.CONTACT_KEYS) or keys_in(Path(settings.CONTACT_KEYS_FILE)))


@lru_cache(maxsize=4)
def box_of(keys: tuple[str, ...]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError:
        raise NoContactKey from None


@lru_cache(maxsize=4)
def keys_in(file: Path) -> tuple[str, ...]:
    """The file's keys, one a line, the newest first; a first one is made where there is a place for it."""
    if not file.exists():
        make(file)
    return tuple(file.read_text(encoding="ascii").split())


def make(file: Path) -> None:
    """Write a first key, readable by the site's user only; of two processes at once one makes it."""
    if settings.EMBEDDED:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.parent.is_dir():
        raise NoContactKey
    with NamedTemporaryFile("w", encoding="ascii", dir=file.parent, prefix=".new-") as new:  # mode 0600
        new.write(new_key())
        new.flush()
        os.fsync(new.fileno())
        try:
            os.link(new.name, file)
        except FileExistsError:
            return


class EncryptedField(models.TextField):
    """Plain text in Python, sealed in the table. It can be asked for emptiness only: `exact`, `gt` and `isnull`."""

    ASKED = ("exact", "gt", "isnull")

    def get_prep_value(self, value: str | None) -> str | None:
        return value if value is None else seal(super().get_prep_value(value))

    def from_db_value(self, value: str | None, expression, connection) -> str | None:
        return value if value is None else unseal(value)

    def get_lookup(self, lookup_name: str):
        if lookup_name not in self.ASKED:
            raise FieldError(f"An encrypted field knows no {lookup_name}: no two encryptions of a text are alike.")
        return super().get_lookup(lookup_name)
