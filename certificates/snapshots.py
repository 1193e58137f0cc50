"""Every fact that one certificate prints, copied at issue: what comes later changes nothing in it."""

from datetime import date
from typing import Any
from unicodedata import normalize

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from certificates import wording
from lms.core.languages import HTML
from lms.core.programmes import Programme
from lms.people.models import User

FORMAT = 1


def snapshot(
    *,
    person: User,
    programme: Programme,
    country: str,
    number: str,
    code: str,
    issued_on: date,
    valid_until: date | None,
) -> dict[str, Any]:
    """Plain JSON; `printed` lists the holder's language first and English last, or English alone."""
    facts = {"number": number, "country": country, "issued_on": issued_on, "valid_until": valid_until}
    languages = dict.fromkeys([person.language, "en"])
    return {
        "format": FORMAT,
        "wording_version": wording.VERSION,
        "curriculum_version": programme.curriculum_version,
        "programme_code": programme.code,
        "kind": programme.certificate_kind,
        "language": person.language,
        "name": normalize("NFC", person.full_name),
        "name_latin": normalize("NFC", person.full_name_latin),
        "country": country,
        "number": number,
        "code": code,
        "verify_url": verify_url(code),
        "issued_on": issued_on.isoformat(),
        "valid_until": valid_until.isoformat() if valid_until else None,
        "printed": [
            {"lang": HTML[language], **wording.words(language, programme=programme, facts=facts)}
            for language in languages
        ],
    }


def verify_url(code: str) -> str:
    """Without a language: the reader's browser chooses it."""
    with translation.override("en"):
        return settings.SITE_URL + reverse("certificates:verified", args=[code]).removeprefix("/en")
