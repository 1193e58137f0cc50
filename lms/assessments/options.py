"""Option names that tell nothing: each attempt knows the same choice by another name, and in another order."""

import hashlib
import hmac
from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

BLOCK_BYTES = 16
ID_BYTES = 8


def name_of(attempt_id: UUID, choice_id: int) -> str:
    """The 32 hexadecimal signs by which a page of this attempt calls the choice; sorting by them shuffles."""
    encryptor = cipher_of(attempt_id).encryptor()
    return encryptor.update(choice_id.to_bytes(BLOCK_BYTES, "big")).hex()


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


def cipher_of(attempt_id: UUID) -> Cipher:
    # One block under a key of its own: nothing repeats, so the plainest mode is enough.
    key = hmac.new(settings.SECRET_KEY.encode(), b"assessments.options:" + attempt_id.bytes, hashlib.sha256).digest()
    return Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305
