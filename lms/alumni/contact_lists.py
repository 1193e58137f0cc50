"""Lists for a ministry that calls or writes itself: who, how, in which language, with which link; never an answer."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lms.alumni import links
from lms.alumni.models import Case
from lms.core import display
from lms.core.languages import Country, Language

PHONE, SMS = "phone", "sms"


def headings(kind: str) -> list[str]:
    if kind == SMS:
        return [_("Phone"), _("Language"), _("Text"), _("What it may be used for")]
    return [
        *(_("Name"), _("Name in Latin letters"), _("Phone"), _("Language"), _("Country"), _("Ministry or agency")),
        *(_("Link"), _("Link works until"), _("What it may be used for")),
    ]


def row_of(case: Case, kind: str) -> list[Any]:
    """In the order of the headings. A text message has no name: telephones are read by others too."""
    person, purpose = case.person, _("For this follow-up only; never for personnel decisions.")
    language = str(Language(person.language).label)
    if kind == SMS:
        return [number_of(case), language, text_of(case), purpose]
    return [
        *(person.full_name, person.full_name_latin, number_of(case), language),
        *(str(Country(case.stratum.country).label), str(case.organisation or "")),
        *(links.address_of(case.campaign, case.person_id), last_day_of(case), purpose),
    ]


def number_of(case: Case) -> str:
    """The private number before the office's."""
    return case.person.personal_phone or case.person.phone


def text_of(case: Case) -> str:
    """The message in the person's language: neither name nor subject."""
    language = case.person.language
    with translation.override(language):
        return _(
            "Training follow-up: five short questions, two minutes, only if you wish, until %(date)s: %(link)s"
        ) % {
            "date": display.date_text(last_day_of(case), language=language),
            "link": links.address_of(case.campaign, case.person_id),
        }


def last_day_of(case: Case):
    return timezone.localdate(case.token_expires_at - timezone.timedelta(seconds=1))
