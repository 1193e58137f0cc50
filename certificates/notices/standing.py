"""The mails about what happens to a certificate after its issue."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from certificates import renewals
from certificates.models import Certificate, CertificateEvent, RevocationProposal
from certificates.notices.mail import address, send
from lms.core.display import date_text
from lms.people.models import User


def tell_of_suspension(event: CertificateEvent) -> None:
    with translation.override(event.certificate.person.language):
        lines = [_("The Task Force has suspended your certificate %(number)s. The reason:")]
        tell_holder(event, subject=_("Your certificate is suspended"), lines=lines)


def tell_of_reinstatement(event: CertificateEvent) -> None:
    with translation.override(event.certificate.person.language):
        lines = [_("Your certificate %(number)s is valid again. The Task Force writes:")]
        tell_holder(event, subject=_("Your certificate is valid again"), lines=lines)


def tell_of_revocation(event: CertificateEvent) -> None:
    with translation.override(event.certificate.person.language):
        lines = [_("The Task Force has revoked your certificate %(number)s. The reason:")]
        tell_holder(event, subject=_("Your certificate was revoked"), lines=lines)


def tell_holder(event: CertificateEvent, *, subject: str, lines: list[str]) -> None:
    """The reason comes last; each event is told once."""
    number = {"number": event.certificate.number}
    send(
        event.certificate.person,
        key=f"certificate-event:{event.pk}",
        subject=subject,
        lines=[*(line % number for line in lines), event.reason],
    )


def tell_of_proposal(proposal: RevocationProposal, members: Iterable[User]) -> None:
    """To those members who may confirm it."""
    for member in members:
        with translation.override(member.language):
            send(
                member,
                key=f"revocation:{proposal.pk}:member:{member.pk}",
                subject=_("A second member is needed"),
                lines=[
                    _("A member of the Task Force asks to revoke certificate %(number)s. A second one decides:")
                    % {"number": proposal.certificate.number},
                    address("certificates:revoke", proposal.certificate_id),
                ],
            )


def tell_of_correction(certificate: Certificate, *, old_number: str) -> None:
    with translation.override(certificate.person.language):
        send(
            certificate.person,
            key=f"certificate:{certificate.pk}:holder",
            subject=_("Your corrected certificate is ready"),
            lines=[
                _("Certificate %(number)s takes the place of %(old_number)s. You can open and print it here:")
                % {"number": certificate.number, "old_number": old_number},
                settings.SITE_URL + reverse("documents:pdf", args=[certificate.code]),
            ],
        )


def tell_of_end(certificate: Certificate, *, key: str) -> None:
    """When it ends, what is still missing for a renewal, and where to read more."""
    with translation.override(certificate.person.language):
        missing = [row for row in renewals.checklist(certificate) if not row.is_met]
        send(
            certificate.person,
            key=key,
            subject=_("Your certificate ends soon"),
            lines=[
                _("Your certificate %(number)s is valid until %(date)s.")
                % {"number": certificate.number, "date": date_text(certificate.valid_until)},
                *lines_of(missing),
                settings.SITE_URL + reverse("certificates:mine"),
            ],
        )


def lines_of(missing: list) -> list[str]:
    if not missing:
        return [_("Everything for its renewal is there. Ask your trainer to recommend you:")]
    rows = [f"– {row.title}: {row.action or row.evidence}".removesuffix(": ") for row in missing]
    return [_("For its renewal this is still missing:"), "\n".join(rows), _("You find the whole list here:")]
