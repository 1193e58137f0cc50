"""The words that a certificate prints, in one language: fixed at issue, never re-worded.

It says what was done on this platform, and claims nothing that the six governments have not agreed
(curriculum, design rule 7).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from lms.core import display
from lms.core.languages import Country
from lms.core.programmes import Programme

VERSION = 2


@dataclass(frozen=True)
class Facts:
    """What differs from paper to paper."""

    number: str
    country: str
    issued_on: date
    valid_until: date | None
    level: str = ""
    decided_on: date | None = None
    has_own_emblem: bool = False


def words(language: str, *, programme: Programme, facts: Facts) -> dict[str, Any]:
    """Every printed string in `language`."""
    with translation.override(language):
        return {
            "title": title(programme, facts.level),
            "lead": _("This certifies that"),
            "achievement": achievement(programme, facts.level),
            "programme": str(programme.title),
            "level": str(programme.level(facts.level).title) if facts.level else "",
            "statement": statement(programme),
            "task_force": task_force(facts.country) if programme.certificate_kind == "trainer" else "",
            "facts": printed_facts(facts, programme=programme, language=language),
            "check": _("Check this certificate at"),
            "emblem": emblem(facts),
            "qr": _("QR code with the address of the check page"),
            "signature": _("Signature"),
            "attached": _("This certificate as a signed record (Open Badges 3.0)"),
        }


def title(programme: Programme, level: str) -> str:
    if programme.certificate_kind != "trainer":
        return _("Certificate of completion")
    of_level = {"associate": _("Associate trainer’s certificate"), "assessor": _("Assessor’s certificate")}
    return of_level.get(level, _("Trainer’s certificate"))


def achievement(programme: Programme, level: str) -> str:
    if programme.certificate_kind != "trainer":
        return _("has met every requirement of the programme")
    of_level = {
        "associate": _("has met every requirement for associate trainers in the programme"),
        "assessor": _("has met every requirement for assessors in the programme"),
    }
    return of_level.get(level, _("has met every requirement for trainers in the programme"))


def statement(programme: Programme) -> str:
    return _("%(platform)s certificate, RTP-aligned curriculum version %(version)s") % {
        "platform": settings.PRODUCT_NAME,
        "version": programme.curriculum_version,
    }


def printed_facts(facts: Facts, *, programme: Programme, language: str) -> list[list[str]]:
    """`[[label, value]]` in the order in which they are printed."""
    rows = [
        [_("Number"), facts.number],
        [_("Issued on"), display.date_text(facts.issued_on, language=language)],
        [_("Valid until"), until(facts.valid_until, language=language)],
    ]
    if facts.decided_on:
        rows.append([_("Decided on"), display.date_text(facts.decided_on, language=language)])
    if programme.certificate_kind == "trainer":
        rows.append([_("Decided by"), task_force(facts.country)])
    return rows


def until(day: date | None, *, language: str) -> str:
    return display.date_text(day, language=language) if day else _("without limit")


def task_force(country: str) -> str:
    return _("Task Force of %(country)s") % {"country": Country(country).label}


def emblem(facts: Facts) -> str:
    if not facts.has_own_emblem:
        return _("Emblem: three waves")
    return _("Emblem of the %(task_force)s") % {"task_force": task_force(facts.country)}


def sample(language: str) -> str:
    with translation.override(language):
        return _("SAMPLE")
