"""What a certificate says about its holder, beside what a new one would say."""

from dataclasses import dataclass
from unicodedata import normalize

from django.utils.translation import gettext as _

from certificates.models import Certificate


@dataclass(frozen=True)
class Difference:
    label: str
    printed: str
    now: str


def differences(certificate: Certificate) -> list[Difference]:
    """Only what differs: nothing to correct where the list is empty."""
    person, facts = certificate.person, certificate.snapshot
    rows = [
        Difference(_("Name"), facts["name"], normalize("NFC", person.full_name)),
        Difference(_("Name in Latin letters"), facts["name_latin"], normalize("NFC", person.full_name_latin)),
    ]
    return [row for row in rows if row.printed != row.now]
