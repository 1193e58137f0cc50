"""Which credentials were revoked or suspended: a bit for each, published as a signed list (W3C Bitstring Status List).

Nothing is stored twice: the bits are read from the certificates' own states when the list is asked for.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from certificates import did, keys, multibase, proofs
from certificates.linked_data import CREDENTIALS
from certificates.models import Certificate

SIZE = 131_072  # entries of a list: the least that the standard allows, so that no entry points at a person
TRIES = 8
LIFETIME = timedelta(hours=24)
REVOCATION, SUSPENSION = "revocation", "suspension"
State = Certificate.State
# What was replaced is as final as what was revoked: a verifier that knows only this paper must not accept it.
STATES = {REVOCATION: [State.REVOKED, State.SUPERSEDED], SUSPENSION: [State.SUSPENDED]}


def draw() -> tuple[int, int]:
    """A free place `(list, index)` at random, so that the order of issue does not show.

    A new list is opened when eight places in a row are taken, which begins where a list is half full. Two issues that
    draw the same place at once (1 in 131,072) meet the constraint `one_place_per_credential`: the later one fails.
    """
    newest = Certificate.objects.aggregate(newest=Max("status_list"))["newest"] or 1
    drawn = [secrets.randbelow(SIZE) for _ in range(TRIES)]
    taken = set(
        Certificate.objects.filter(status_list=newest, status_index__in=drawn).values_list("status_index", flat=True)
    )
    free = [index for index in drawn if index not in taken]
    return (newest, free[0]) if free else (newest + 1, drawn[0])


def name_of(status_list: int, purpose: str) -> str:
    """`1`, or `1-suspension`: its last part in the address."""
    return str(status_list) if purpose == REVOCATION else f"{status_list}-{purpose}"


def address(site: str, status_list: int, purpose: str) -> str:
    return f"{site}/status/{name_of(status_list, purpose)}"


def entries(site: str, status_list: int, status_index: int) -> list[dict[str, Any]]:
    """Where a verifier looks: one entry per purpose, both at the same index (docs/decisions/0012)."""
    return [
        {
            "id": f"{address(site, status_list, purpose)}#{status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose,
            "statusListIndex": str(status_index),
            "statusListCredential": address(site, status_list, purpose),
        }
        for purpose in STATES
    ]


def exists(status_list: int) -> bool:
    return Certificate.objects.filter(status_list=status_list).exists()


def marked(status_list: int, purpose: str) -> QuerySet[Certificate, int]:
    """The indexes whose bit is set."""
    rows = Certificate.objects.filter(status_list=status_list, state__in=STATES[purpose])
    return rows.values_list("status_index", flat=True)


def bits(indexes: Any) -> bytes:
    """Index 0 is the leftmost bit of the first byte."""
    found = bytearray(SIZE // 8)
    for index in indexes:
        found[index // 8] |= 0x80 >> index % 8
    return bytes(found)


def published(site: str, status_list: int, purpose: str) -> dict[str, Any]:
    """The signed list as it is now. Raises NoSigningKey: no list is better than one that says nothing."""
    row, private = keys.in_use()
    now = timezone.now().replace(microsecond=0)
    document = {
        "@context": [CREDENTIALS],
        "id": address(site, status_list, purpose),
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did.issuer_of(site),
        "validFrom": utc(now),
        "validUntil": utc(now + LIFETIME),
        "credentialSubject": {
            "id": f"{address(site, status_list, purpose)}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": multibase.packed_bits(bits(marked(status_list, purpose))),
        },
    }
    return proofs.signed(document, key=private, method=did.method_of(document["issuer"], row), at=now)


def utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
