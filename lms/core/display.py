"""Dates and numbers as each language writes them, from Babel's tables; Latin digits."""

from datetime import date, datetime

from babel.dates import format_date, format_time, get_datetime_format
from babel.numbers import format_decimal, format_percent
from django.utils.timezone import localtime

from lms.core.languages import BABEL, current, zone_of

BUDDHIST_OFFSET_YEARS = 543


def date_text(value: date, *, style: str = "long", language: str = "") -> str:
    """`21 November 2026`; Thai carries the Buddhist year first: `21 พฤศจิกายน พ.ศ. 2569 (2026)`."""
    language = language or current()
    if isinstance(value, datetime):
        value = localtime(value).date()
    if language == "th" and style == "long":
        day_month = format_date(value, "d MMMM", locale="th")
        return f"{day_month} พ.ศ. {value.year + BUDDHIST_OFFSET_YEARS} ({value.year})"
    return format_date(value, style, locale=BABEL[language])


def time_text(value: datetime, *, country: str = "TH", language: str = "") -> str:
    language = language or current()
    return format_time(localtime(value, zone_of(country)), "short", locale=BABEL[language])


def datetime_text(value: datetime, *, country: str = "TH", language: str = "") -> str:
    """Date and time in the time zone of `country`."""
    language = language or current()
    local = localtime(value, zone_of(country))
    joined = get_datetime_format("long", locale=BABEL[language])
    return (
        joined.replace("'", "")
        .replace("{1}", date_text(local.date(), language=language))
        .replace("{0}", time_text(value, country=country, language=language))
    )


def number_text(value: float, *, decimals: int = 0, language: str = "") -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=BABEL[language or current()])


def points_text(points: float) -> str:
    """`8`, `7.5` or `2.67`: points of a test, with decimals only where there are some."""
    return format_decimal(points, format="#,##0.##", locale=BABEL[current()])


def percent_text(share: float, *, decimals: int = 0, language: str = "") -> str:
    """`share` is 0-1."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
    return format_percent(share, format=pattern, locale=BABEL[language or current()])
