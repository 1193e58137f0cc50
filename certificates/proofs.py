"""Sign a document, and check a signed one: a Data Integrity proof of the suite eddsa-rdfc-2022 (W3C)."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyld.jsonld import JsonLdError

from certificates.linked_data import UndefinedWord, UnknownContext, statements
from certificates.multibase import base58, from_base58

SUITE = "eddsa-rdfc-2022"


def signed(document: dict[str, Any], *, key: Ed25519PrivateKey, method: str, at: datetime) -> dict[str, Any]:
    """The document with its proof; `method` is the address of the public key. Raises UndefinedWord."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    return {**document, "proof": {**proof, "proofValue": base58(key.sign(what_is_signed(document, proof)))}}


def what_is_signed(document: dict[str, Any], proof: dict[str, Any]) -> bytes:
    options = statements({"@context": document["@context"], **proof})
    return sha256(options.encode()).digest() + sha256(statements(document).encode()).digest()


def is_genuine(document: dict[str, Any], *, key: Ed25519PublicKey) -> bool:
    """Whether this very document was signed with this key; False for whatever is no signed document."""
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    try:
        proof = dict(document["proof"])
        signature = from_base58(proof.pop("proofValue"))
        if (proof["type"], proof["cryptosuite"], proof["proofPurpose"]) != (
            "DataIntegrityProof",
            SUITE,
            "assertionMethod",
        ):
            return False
        key.verify(signature, what_is_signed(unsigned, proof))
    except (
        InvalidSignature,
        JsonLdError,
        UndefinedWord,
        UnknownContext,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ):
        return False
    return True
