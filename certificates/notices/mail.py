"""How a notice leaves: through the outbox, to a person who has an address."""

from django.conf import settings
from django.urls import reverse

from certificates.models import Certificate
from lms.core import outbox
from lms.people.models import User


def send(person: User, *, key: str, subject: str, lines: list[str]) -> None:
    """Nothing to do for a person without an address."""
    if person.email:
        outbox.queue(
            to=person.email, subject=subject, body="\n\n".join(lines) + "\n", language=person.language, key=key
        )


def address(name: str, key: str | int) -> str:
    """Under the language that is active: the reader's."""
    return settings.SITE_URL + reverse(name, args=[key])


def name_of(certificate: Certificate) -> str:
    return certificate.snapshot["name_latin"] or certificate.snapshot["name"]
