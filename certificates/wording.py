"""The words that a certificate prints, in one language: fixed at issue, never re-worded.

It says what was done on this platform, and claims nothing that the six governments have not agreed
(curriculum, design rule 7).
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from lms.core import display
from lms.core.languages import Country
from lms.core.programmes import Programme

VERSION = 1


def words(language: str, *, programme: Programme, facts: dict[str, Any]) -> dict[str, Any]:
    """Every printed string in `language`; `facts` are the number, the country, and the two dates."""
    with translation.override(language):
        return {
            "title": title(programme),
            "lead": _("This certifies that"),
            "achievement": achievement(programme),
            "programme": str(programme.title),
            "statement": statement(programme),
            "facts": printed_facts(facts, programme=programme, language=language),
            "check": _("Check this certificate at"),
            "emblem": _("Emblem: three waves"),
            "qr": _("QR code with the address of the check page"),
        }


def title(programme: Programme) -> str:
    return _("Trainer’s certificate") if programme.certificate_kind == "trainer" else _("Certificate of completion")


def achievement(programme: Programme) -> str:
    if programme.certificate_kind == "trainer":
        return _("has met every requirement for trainers in the programme")
    return _("has met every requirement of the programme")


def statement(programme: Programme) -> str:
    return _("%(platform)s certificate, RTP-aligned curriculum version %(version)s") % {
        "platform": settings.PRODUCT_NAME,
        "version": programme.curriculum_version,
    }


def printed_facts(facts: dict[str, Any], *, programme: Programme, language: str) -> list[list[str]]:
    """`[[label, value]]` in the order in which they are printed."""
    rows = [
        [_("Number"), facts["number"]],
        [_("Issued on"), display.date_text(facts["issued_on"], language=language)],
        [_("Valid until"), until(facts["valid_until"], language=language)],
    ]
    if programme.certificate_kind == "trainer":
        rows.append([_("Decided by"), task_force(facts["country"])])
    return rows


def until(day: date | None, *, language: str) -> str:
    return display.date_text(day, language=language) if day else _("without limit")


def task_force(country: str) -> str:
    return _("Task Force of %(country)s") % {"country": Country(country).label}
