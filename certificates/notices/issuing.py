"""The mail that comes with a certificate."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from certificates.models import Certificate
from certificates.notices.mail import address, send


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
