"""The credential: an Open Badge 3.0 (W3C Verifiable Credential 2.0) that says what the paper prints, and no more.

It is made of the snapshot alone, so that it can be made again and compared: what a format of the snapshot gives
must never change for papers that were issued. A change of what it says belongs to a new format.
"""

import json
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from certificates import did, keys, proofs, status_lists
from certificates.linked_data import CREDENTIALS, OPEN_BADGES
from certificates.models import SigningKey

ZONE = ZoneInfo("Asia/Bangkok")  # in which the days of a certificate begin and end
LAST_SECOND = time(23, 59, 59)
DECIDED_BY = 3  # which of the printed facts of a trainer's paper names the Task Force


def signed_for(facts: dict[str, Any], *, status_list: int, status_index: int) -> tuple[str, SigningKey]:
    """The signed document as it is stored, served and attached, byte for byte. Raises NoSigningKey."""
    row, private = keys.in_use()
    document = credential(facts, status_list=status_list, status_index=status_index, issuer_name=settings.PRODUCT_NAME)
    method = did.method_of(document["issuer"]["id"], row)
    return text_of(proofs.signed(document, key=private, method=method, at=timezone.now())), row


def text_of(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def credential(facts: dict[str, Any], *, status_list: int, status_index: int, issuer_name: str) -> dict[str, Any]:
    """Not yet signed; `facts` is the snapshot."""
    site = site_of(facts)
    english = facts["printed"][-1]
    return {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": f"{site}/c/{facts['code']}.json",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{english['title']}: {english['programme']}",
        "issuer": {"id": did.issuer_of(site), "type": ["Profile"], "name": issuer_name, "url": f"{site}/"},
        "awardedDate": first_moment(facts.get("decided_on") or facts["issued_on"]),
        "validFrom": first_moment(facts["issued_on"]),
        **({"validUntil": moment(facts["valid_until"], LAST_SECOND)} if facts["valid_until"] else {}),
        "credentialSubject": subject(facts, site),
        "credentialStatus": status_lists.entries(site, status_list, status_index),
    }


def site_of(facts: dict[str, Any]) -> str:
    """The site's address as it was at issue."""
    return facts["verify_url"].partition("/verify/")[0]


def subject(facts: dict[str, Any], site: str) -> dict[str, Any]:
    """The holder by name and number alone: the badge has no field for a name but this one."""
    names = dict.fromkeys(name for name in (facts["name"], facts["name_latin"]) if name)
    return {
        "type": ["AchievementSubject"],
        "identifier": [
            {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": name} for name in names
        ],
        "licenseNumber": facts["number"],
        **({"source": task_force(facts, site)} if facts["kind"] == "trainer" else {}),
        "achievement": achievement(facts, site),
    }


def task_force(facts: dict[str, Any], site: str) -> dict[str, Any]:
    """Who decided on the issuer's behalf."""
    return {
        "id": f"{site}/#task-force-{facts['country'].lower()}",
        "type": ["Profile"],
        "name": facts["printed"][-1]["facts"][DECIDED_BY][1],
        "address": {"type": ["Address"], "addressCountryCode": facts["country"]},
    }


def achievement(facts: dict[str, Any], site: str) -> dict[str, Any]:
    """In English; the holder's own language, where it is another one, stands beside it."""
    *own, english = facts["printed"]
    code = facts.get("level") or facts["kind"]
    page = f"courses/{facts['programme_code']}/#{code}"
    return {
        "id": f"{site}/{page}",
        "type": ["Achievement"],
        "humanCode": f"{facts['programme_code']}-{code}",
        **described(english),
        "criteria": {"narrative": narrative(english)},
        "version": facts["curriculum_version"],
        "related": [
            {"id": f"{site}/{part['lang'].lower()}/{page}", "type": ["Related"], **described(part)} for part in own
        ],
    }


def described(part: dict[str, Any]) -> dict[str, Any]:
    return {
        "inLanguage": part["lang"],
        "name": f"{part['title']}: {part['programme']}",
        "description": part["statement"],
    }


def narrative(part: dict[str, Any]) -> str:
    """What was shown, and who decided, in the words of the paper."""
    shown = f"{part['achievement'][0].upper()}{part['achievement'][1:]}: {part['programme']}"
    return ". ".join([shown, *(f"{label}: {value}" for label, value in part["facts"])]) + "."


def first_moment(day: str) -> str:
    return moment(day, time.min)


def moment(day: str, hour: time) -> str:
    return datetime.combine(datetime.fromisoformat(day), hour, tzinfo=ZONE).isoformat()
