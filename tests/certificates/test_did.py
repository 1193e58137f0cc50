import pytest

from certificates import did, multibase
from certificates.models import SigningKey


@pytest.mark.parametrize(
    ("site", "issuer"),
    [
        ("https://learn.example.org", "did:web:learn.example.org"),
        ("http://localhost:8000", "did:web:localhost%3A8000"),
    ],
)
def test_the_site_is_the_issuer(site, issuer):
    assert did.issuer_of(site) == issuer


def test_every_key_is_published():
    keys = [SigningKey(number=1, public_key="z6MkA", is_in_use=False), SigningKey(number=2, public_key="z6MkB")]
    document = did.document("did:web:learn.example.org", keys)
    names = ["did:web:learn.example.org#key-1", "did:web:learn.example.org#key-2"]
    assert document["assertionMethod"] == names
    assert [(each["id"], each["publicKeyMultibase"]) for each in document["verificationMethod"]] == [
        (names[0], "z6MkA"),
        (names[1], "z6MkB"),
    ]


@pytest.mark.parametrize("raw", [b"", b"\0", b"\0\0\1", b"hello world", bytes(range(32))])
def test_base58_comes_back(raw):
    assert multibase.from_base58(multibase.base58(raw)) == raw


def test_base58_is_the_one_that_others_write():
    assert multibase.base58(b"\xed\x01" + bytes(32)).startswith("z6Mk")
    assert multibase.base58(b"Hello World!") == "z2NEpo7TZRRrLZSi2U"


@pytest.mark.parametrize("text", ["", "x", "z0", "zIl", "uAAA"])
def test_what_is_no_base58_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 (whichever of its words)
        multibase.from_base58(text)


@pytest.mark.parametrize("key", [bytes(31), bytes(33)])
def test_a_key_of_another_length_is_refused(key):
    with pytest.raises(ValueError, match="not an Ed25519 key"):
        multibase.key_bytes(multibase.PUBLIC_KEY, multibase.key_text(multibase.PUBLIC_KEY, key))


def test_a_private_key_is_never_taken_for_a_public_one():
    with pytest.raises(ValueError, match="not an Ed25519 key"):
        multibase.key_bytes(multibase.PUBLIC_KEY, multibase.key_text(multibase.PRIVATE_KEY, bytes(32)))
