"""Every fact that one certificate prints, copied at issue: what comes later changes nothing in it."""

from dataclasses import asdict, dataclass
from typing import Any
from unicodedata import normalize

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from certificates import wording
from certificates.models import TaskForce
from lms.core import printing
from lms.core.languages import HTML
from lms.core.programmes import Programme
from lms.people.models import User

FORMAT = 2
TEMPLATE = "certificate"


@dataclass(frozen=True)
class Signature:
    """One signature as it is printed; `picture` is the image's SHA-256, or empty."""

    name: str
    title: str
    picture: str = ""


@dataclass(frozen=True)
class Seal:
    """What a country's certificates carry: its emblem's SHA-256, or empty, and its signatures from left to right."""

    emblem: str = ""
    signatures: tuple[Signature, ...] = ()


def seal_of(task_force: TaskForce) -> Seal:
    """As it is now; a country that has set nothing up carries the platform's own emblem and no signature."""
    if task_force.pk is None:
        return Seal()
    signatories = task_force.signatories.filter(ended_at=None)
    return Seal(
        emblem=task_force.emblem_id or "",
        signatures=tuple(Signature(row.name, row.title, row.picture_id or "") for row in signatories),
    )


def snapshot(
    *,
    person: User,
    programme: Programme,
    facts: wording.Facts,
    code: str,
    seal: Seal = Seal(),
    place: dict | None = None,
) -> dict[str, Any]:
    """Plain JSON; `printed` lists the holder's language first and English last, or English alone.

    `place` is where the published lists say whether the certificate is still good: `{"list": n, "index": i}`.
    """
    return {
        **made_with(programme),
        "kind": programme.certificate_kind,
        "level": facts.level,
        "language": person.language,
        "name": normalize("NFC", person.full_name),
        "name_latin": normalize("NFC", person.full_name_latin),
        "country": facts.country,
        "number": facts.number,
        "code": code,
        "verify_url": verify_url(code),
        "issued_on": facts.issued_on.isoformat(),
        "valid_until": facts.valid_until.isoformat() if facts.valid_until else None,
        "decided_on": facts.decided_on.isoformat() if facts.decided_on else None,
        "emblem": seal.emblem,
        "signatures": [asdict(signature) for signature in seal.signatures],
        "status": place,
        "printed": [
            {"lang": HTML[language], **wording.words(language, programme=programme, facts=facts)}
            for language in dict.fromkeys([person.language, "en"])
        ],
    }


def made_with(programme: Programme) -> dict[str, Any]:
    """Which template, fonts, wording and curriculum stand behind the paper."""
    return {
        "format": FORMAT,
        "template": f"{TEMPLATE}/{FORMAT}",
        "fonts_sha256": printing.fonts_sha256(),
        "wording_version": wording.VERSION,
        "curriculum_version": programme.curriculum_version,
        "programme_code": programme.code,
    }


def verify_url(code: str) -> str:
    """Without a language: the reader's browser chooses it."""
    with translation.override("en"):
        return settings.SITE_URL + reverse("certificates:verified", args=[code]).removeprefix("/en")
