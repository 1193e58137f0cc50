"""The logframe on paper."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from lms.core import display, languages, printing
from lms.dashboards.logframe.parts import Indicator, Table

TEMPLATE = Path(__file__).with_name("logframe.typ")


def logframe(indicators: Sequence[Indicator], *, scope: str, today: date) -> bytes:
    """The PDF in the reader's language; `scope` says of which countries. Raises MissingGlyph."""
    data = {
        "title": _("Logframe"),
        "scope": scope,
        "site": settings.PRODUCT_NAME,
        "lang": languages.HTML[languages.current()].split("-")[0],
        "date": _("As recorded on %(date)s.") % {"date": display.date_text(today)},
        "year": today.year,
        "month": today.month,
        "day": today.day,
        "grey": _("Not verified lines are grey."),
        "indicators": [indicator_data(indicator) for indicator in indicators],
    }
    return printing.compile_pdf(TEMPLATE, data)


def indicator_data(indicator: Indicator) -> dict[str, Any]:
    return {
        "title": indicator.title,
        "sentence": indicator.sentence,
        "facts": indicator.sheet.lines(),
        "tables": [table_data(table) for table in indicator.tables],
    }


def table_data(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "headings": list(table.headings),
        "rows": [list(row) for row in table.rows],
        "grey": sorted(table.grey),
    }
