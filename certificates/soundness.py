"""What differs between a certificate's row, its snapshot, its signed credential and its paper."""

import json
from collections.abc import Iterator
from typing import Any

from typst import TypstError

from certificates import credentials, keys, proofs, rendering
from certificates.models import Certificate
from lms.core.errors import Refused

UNUSABLE = (LookupError, TypeError, ValueError, AttributeError)  # what any part of a destroyed snapshot may raise


def faults_of_record(certificate: Certificate) -> Iterator[str]:
    """Row, snapshot and credential."""
    facts = certificate.snapshot if isinstance(certificate.snapshot, dict) else {}
    for name in ("number", "code", "country", "language", "kind", "programme_code"):
        if getattr(certificate, name) != facts.get(name):
            yield f"{name} differs from the snapshot"
    if certificate.level != facts.get("level", ""):
        yield "level differs from the snapshot"
    for name in ("issued_on", "valid_until"):
        day = getattr(certificate, name)
        if (day.isoformat() if day else None) != facts.get(name):
            yield f"{name} differs from the snapshot"
    if certificate.credential:
        yield from faults_of_credential(certificate, facts)


def faults_of_credential(certificate: Certificate, facts: dict[str, Any]) -> Iterator[str]:
    document = read(certificate.credential)
    if not proofs.is_genuine(document, key=keys.public_key(certificate.signing_key)):
        yield "the credential’s signature does not hold"
    if unsigned(document) != said_by(certificate, facts, document):
        yield "the credential differs from the snapshot"


def read(text: str) -> dict[str, Any]:
    """The stored text as a document; an empty one where it is none, or not written as we write it."""
    try:
        document = json.loads(text)
    except ValueError:
        return {}
    return document if isinstance(document, dict) and credentials.text_of(document) == text else {}


def unsigned(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "proof"}


def said_by(certificate: Certificate, facts: dict[str, Any], document: dict[str, Any]) -> dict[str, Any] | None:
    """What the snapshot and the row's place give when the credential is made again; None where they give nothing."""
    try:
        return credentials.credential(
            facts,
            status_list=certificate.status_list,
            status_index=certificate.status_index,
            issuer_name=document["issuer"]["name"],  # the platform's name may change; this one was signed
        )
    except UNUSABLE:
        return None


def faults_of_paper(certificate: Certificate) -> Iterator[str]:
    """Drawn again and compared by its hash."""
    try:
        pdf = rendering.paper(certificate)
    except Refused as refusal:
        yield refusal.message
    except (*UNUSABLE, TypstError):
        yield "the snapshot cannot be printed"
    else:
        if rendering.sha256(pdf) != certificate.pdf_sha256:
            yield "the paper differs from the one that was issued"
