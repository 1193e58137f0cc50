"""Option names that tell nothing: each attempt knows the same choice by another name, and in another order."""

import hashlib
import hmac
from collections.abc import Iterable
from itertools import count
from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

BLOCK_BYTES = 16
ID_BYTES = 8


def name_of(attempt_id: UUID, choice_id: int) -> str:
    """The 32 hexadecimal signs by which a page of this attempt calls the choice; sorting by them shuffles."""
    return encrypted(attempt_id, choice_id)


def shuffled(attempt_id: UUID, choice_ids: Iterable[int], *, avoiding: list[int] | None = None) -> list[int]:
    """The choices in this attempt's own order, the same each time; never in the order to avoid, if there is another."""
    ids = set(choice_ids)
    orders = (sorted(ids, key=lambda pk: encrypted(attempt_id, pk | turn << 8 * ID_BYTES)) for turn in count())
    return next(order for order in orders if len(ids) < 2 or order != avoiding)


def person_mark(person_id: int) -> str:
    """By which pages tell people apart who share a device: it says nothing else about anybody."""
    return keyed_hash(b"assessments.person:", str(person_id).encode()).hex()[:16]


def choice_of(attempt_id: UUID, name: str) -> int | None:
    """The choice's id; None for a name that this attempt never gave out. It asks the database nothing."""
    try:
        block = bytes.fromhex(name)
    except ValueError:
        return None
    if len(block) != BLOCK_BYTES:
        return None
    plain = cipher_of(attempt_id).decryptor().update(block)
    if any(plain[:-ID_BYTES]) or plain[-ID_BYTES] & 0x80:
        return None
    return int.from_bytes(plain, "big")


def encrypted(attempt_id: UUID, number: int) -> str:
    return cipher_of(attempt_id).encryptor().update(number.to_bytes(BLOCK_BYTES, "big")).hex()


def cipher_of(attempt_id: UUID) -> Cipher:
    # One block under a key of its own: nothing repeats, so the plainest mode is enough.
    return Cipher(algorithms.AES(keyed_hash(b"assessments.options:", attempt_id.bytes)), modes.ECB())  # noqa: S305


def keyed_hash(purpose: bytes, value: bytes) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), purpose + value, hashlib.sha256).digest()
