"""The report on paper: the same sentences, pictures and tables, black on white, set in the fonts of every script."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from lms.alumni.models import Campaign
from lms.alumni.report.parts import Figure, Report, Section, Table
from lms.core import display, languages, printing
from lms.core.plots import Picture

TEMPLATE = Path(__file__).with_name("report.typ")


def pdf_of(campaign: Campaign, report: Report, *, today: date) -> bytes:
    """Raises MissingGlyph where a text has a letter that no font of ours can draw."""
    return printing.compile_pdf(TEMPLATE, data_of(campaign, report, today))


def document_code(campaign: Campaign) -> str:
    return f"{campaign.code}-{languages.current()}".upper()


def data_of(campaign: Campaign, report: Report, today: date) -> dict[str, Any]:
    return {
        "title": _("Are they still in post?"),
        "campaign": campaign.title,
        "site": settings.PRODUCT_NAME,
        "demo": _("This is demo data: people and answers are invented.") if campaign.is_demo else "",
        "headline": report.headline,
        "beside": list(report.beside),
        "sections": [section_of(section) for section in report.sections],
        "code": document_code(campaign),
        "page": _("Page"),
        "date": display.date_text(today),
        "lang": languages.HTML[languages.current()].split("-")[0],
        "year": today.year,
        "month": today.month,
        "day": today.day,
    }


def section_of(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "sentences": list(section.sentences),
        "facts": [list(fact) for fact in section.facts],
        "figures": [figure_of(figure) for figure in section.figures],
    }


def figure_of(figure: Figure) -> dict[str, Any]:
    return {
        "caption": figure.caption,
        "picture": picture_of(figure.picture) if figure.picture else None,
        "keys": [asdict(key) for key in figure.keys] if figure.picture else [],
        "source": figure.source if figure.picture else "",
        "table": table_of(figure.table),
    }


def picture_of(picture: Picture) -> dict[str, Any]:
    return asdict(picture)


def table_of(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "headings": list(table.headings),
        "rows": [[name_of(row.name, row.notes), *row.texts] for row in table.rows],
        "notes": list(table.notes),
    }


def name_of(name: str, notes: Sequence[str]) -> str:
    return f"{name} ({', '.join(notes)})" if notes else name
