"""The mails about certificates: one per person, in that person's language, sent once."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from certificates.models import Certificate, Recommendation
from lms.core import outbox
from lms.people.models import User


def tell_of_approval(certificate: Certificate, recommendation: Recommendation) -> None:
    tell_of_completion(certificate)
    trainer = recommendation.recommended_by
    with translation.override(trainer.language):
        send(
            trainer,
            key=f"certificate:{certificate.pk}:trainer",
            subject=_("A certificate was issued"),
            lines=[
                _("The Task Force has approved your recommendation of %(name)s.") % {"name": name_of(certificate)},
                address("certificates:verified", certificate.code),
            ],
        )


def tell_of_completion(certificate: Certificate) -> None:
    """To the holder: where to read and print it."""
    with translation.override(certificate.person.language):
        send(
            certificate.person,
            key=f"certificate:{certificate.pk}:holder",
            subject=_("Your certificate is ready"),
            lines=[
                _("Your certificate %(number)s was issued. You can open and print it here:")
                % {"number": certificate.number},
                settings.SITE_URL + reverse("documents:pdf", args=[certificate.code]),
                _("Anyone can check it here:"),
                address("certificates:verified", certificate.code),
            ],
        )


def tell_of_refusal(recommendation: Recommendation, reason: str) -> None:
    """The trainer gets the reason; the candidate hears that the trainer knows it."""
    candidate, trainer = recommendation.enrolment.person, recommendation.recommended_by
    with translation.override(trainer.language):
        send(
            trainer,
            key=f"recommendation:{recommendation.pk}:trainer",
            subject=_("A recommendation was not approved"),
            lines=[
                _("The Task Force has not approved your recommendation of %(name)s. The reason:")
                % {"name": candidate.latin_or_own_name},
                reason,
            ],
        )
    with translation.override(candidate.language):
        send(
            candidate,
            key=f"recommendation:{recommendation.pk}:candidate",
            subject=_("About your certificate"),
            lines=[_("The Task Force has not approved your certificate yet. Your trainer knows what is still needed.")],
        )


def tell_of_revocation(certificate: Certificate) -> None:
    with translation.override(certificate.person.language):
        send(
            certificate.person,
            key=f"certificate:{certificate.pk}:revoked",
            subject=_("Your certificate was revoked"),
            lines=[
                _("The Task Force has revoked your certificate %(number)s. The reason:")
                % {"number": certificate.number},
                certificate.state_reason,
            ],
        )


def send(person: User, *, key: str, subject: str, lines: list[str]) -> None:
    """Nothing to do for a person without an address."""
    if person.email:
        outbox.queue(
            to=person.email, subject=subject, body="\n\n".join(lines) + "\n", language=person.language, key=key
        )


def address(name: str, code: str) -> str:
    """Under the language that is active: the reader's."""
    return settings.SITE_URL + reverse(name, args=[code])


def name_of(certificate: Certificate) -> str:
    return certificate.snapshot["name_latin"] or certificate.snapshot["name"]
