"""Keys and bits as text that says how it is written (multibase, multicodec): what DID documents and proofs carry."""

import base64
import gzip

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
PUBLIC_KEY, PRIVATE_KEY = b"\xed\x01", b"\x80\x26"  # Ed25519
KEY_BYTES = 32


def base58(raw: bytes) -> str:
    """`z...`: base58 as Bitcoin writes it."""
    zeros = len(raw) - len(raw.lstrip(b"\0"))
    number, signs = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        signs = BASE58[rest] + signs
    return "z" + BASE58[0] * zeros + signs


def from_base58(text: str) -> bytes:
    """Raises ValueError for anything that `base58` cannot have written."""
    if not text.startswith("z"):
        raise ValueError("not base58 multibase")
    signs = text[1:]
    zeros, number = len(signs) - len(signs.lstrip(BASE58[0])), 0
    for sign in signs:
        number = number * 58 + BASE58.index(sign)
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def key_text(prefix: bytes, key: bytes) -> str:
    return base58(prefix + key)


def key_bytes(prefix: bytes, text: str) -> bytes:
    """The 32 bytes of a key of this kind; ValueError for any other text."""
    raw = from_base58(text)
    if not raw.startswith(prefix) or len(raw) != len(prefix) + KEY_BYTES:
        raise ValueError("not an Ed25519 key of this kind")
    return raw[len(prefix) :]


def packed_bits(bits: bytes) -> str:
    """`u...`: gzip, then base64url without padding, as a Bitstring Status List carries its bits."""
    return "u" + base64.urlsafe_b64encode(gzip.compress(bits, mtime=0)).rstrip(b"=").decode()
