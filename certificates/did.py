"""Who signs: this site's own name as an issuer (did:web), and the document that publishes its keys for ever."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from certificates.models import SigningKey


def issuer_of(site: str) -> str:
    """`did:web:learn.example.org`; a port is written `%3A8000`, as the method demands."""
    return "did:web:" + urlsplit(site).netloc.replace(":", "%3A")


def method_of(issuer: str, key: SigningKey) -> str:
    """The address of one public key: where a verifier looks."""
    return f"{issuer}#{key}"


def document(issuer: str, keys: Iterable[SigningKey]) -> dict[str, Any]:
    """The DID document: every key that ever signed, so that old credentials keep verifying."""
    methods = [
        {
            "id": method_of(issuer, key),
            "type": "Multikey",
            "controller": issuer,
            "publicKeyMultibase": key.public_key,
        }
        for key in keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": issuer,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }
