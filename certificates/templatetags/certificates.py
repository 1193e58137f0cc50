"""The printed facts of a certificate, as a page shows them."""

from datetime import date
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from lms.core import languages

register = template.Library()

BREAK = mark_safe("<br>")
FACTS_HELD = 500
_facts: dict[tuple, SafeString] = {}


@register.filter
def in_each_language(printed: list[dict[str, Any]], fact: str) -> SafeString:
    """`{{ snapshot.printed|in_each_language:"title" }}`: the words of one fact, a line a language."""
    return format_html_join(BREAK, '<span lang="{}">{}</span>', ((part["lang"], part[fact]) for part in printed))


@register.filter
def as_day(iso: str) -> date:
    """A day as snapshots keep it, for `local_date`."""
    return date.fromisoformat(iso)


@register.simple_tag
def facts_of(certificate):
    """Every printed fact of one certificate: none of them ever changes, so each process writes them once a language."""
    key = (certificate.code, languages.current(), certificate.valid_until, certificate.pdf_sha256)
    if key not in _facts:
        if len(_facts) >= FACTS_HELD:
            _facts.clear()
        _facts[key] = get_template("certificates/facts.html").render({"certificate": certificate})
    return _facts[key]
