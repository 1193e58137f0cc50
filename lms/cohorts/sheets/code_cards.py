"""The sheet of sign-in code cards: eight to a page, each in its owner's language."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lms.cohorts.models import Cohort
from lms.core import display, languages, printing
from lms.people.models import User

TEMPLATE = Path(__file__).with_name("code_cards.typ")


def code_cards(cohort: Cohort, cards: list[tuple[User, str]], *, today: date) -> bytes:
    """The PDF of `[(person, code)]`. Raises MissingGlyph."""
    data = {
        "title": f"{_('Code cards')} – {cohort.code}",
        "qr_alt": _("Picture code of the sign-in page"),
        "site": settings.PRODUCT_NAME,
        "lang": languages.HTML[languages.current()].split("-")[0],
        "date": display.date_text(today),
        "year": today.year,
        "month": today.month,
        "day": today.day,
        "people": [card_of(person, code) for person, code in cards],
    }
    return printing.compile_pdf(TEMPLATE, data)


def card_of(person: User, code: str) -> dict[str, Any]:
    with translation.override(person.language):
        address = settings.SITE_URL + reverse("people:card")
        return {
            "name": person.full_name,
            "latin": person.full_name_latin if person.full_name_latin != person.full_name else "",
            "lang": languages.HTML[person.language].split("-")[0],
            "open": _("Open this address:"),
            "address": address.split("//", 1)[-1],
            "type": _("Type this code:"),
            "code": code,
            "keep": _("Only for you. Whoever has this card can open your account."),
            # What follows the # stays in the reader's browser and never reaches a log.
            "qr": printing.qr_svg(f"{address}#{code}", border=2),
        }
