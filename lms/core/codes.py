"""Codes that people read aloud, type and cannot guess."""

import hashlib
import hmac
import secrets

from django.conf import settings

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O 1 I L U: 30 signs, 4.9 bits each


def spoken_code(length: int = 12) -> str:
    """A random code in groups of four, such as `7KQ2-M8XB-4RTN` (12 signs: 58 bits)."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(length)))


def grouped(signs: str) -> str:
    """`7KQ2M8XB4RTN` as it is printed: `7KQ2-M8XB-4RTN`."""
    return "-".join(signs[i : i + 4] for i in range(0, len(signs), 4))


def plain(code: str) -> str:
    """What a person typed, without spaces, hyphens and case."""
    return "".join(sign for sign in code.upper() if sign in ALPHABET)


def token() -> str:
    """A 256-bit token for a link."""
    return secrets.token_urlsafe(32)


def digest(secret: str, *, purpose: str) -> str:
    """What is stored instead of a code or token: keyed, so that a copy of the database opens nothing."""
    key = hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, secret.encode(), hashlib.sha256).hexdigest()
