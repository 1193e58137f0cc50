"""Filters and tags that every template has: dates, numbers, names of languages and countries, components."""

from datetime import datetime
from functools import cache, lru_cache

from django import template
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from lms.core import display, languages

register = template.Library()


@register.filter
def local_date(value, country="TH"):
    """A date; of a moment, the day that it is in `country`."""
    if isinstance(value, datetime):
        value = localtime(value, languages.zone_of(country)).date()
    return display.date_text(value) if value else ""


@register.filter
def local_datetime(value, country="TH"):
    """`{{ session.starts_at|local_datetime:person.country }}`"""
    return display.datetime_text(value, country=country or "TH") if value else ""


@register.filter
def number(value, decimals=0):
    return "" if value is None else display.number_text(value, decimals=decimals)


@register.filter
def points(value):
    return "" if value is None else display.points_text(value)


@register.filter
def percent(share, decimals=0):
    """A share of 0-1 as a percentage."""
    return "" if share is None else display.percent_text(share, decimals=decimals)


@register.filter
def language_name(code):
    """The language's name in its own script."""
    return languages.OWN_NAMES.get(code, code)


@register.filter
def html_lang(code):
    """The value for a `lang` attribute."""
    return languages.HTML.get(code, code)


@register.filter
def country_name(code):
    return languages.Country(code).label if code in languages.Country.values else code


@register.simple_tag
@cache
def icon(name):
    """One icon of the sprite, hidden from screen readers: put words beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" width="24" height="24"><use href="{}#{}"></use></svg>',
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag
def same_for_everyone(template_name):
    """A part of every page that depends on the language alone: each process renders it once."""
    return rendered_once(template_name, languages.current())


@cache
def rendered_once(template_name: str, language: str) -> SafeString:
    return get_template(template_name).render()


@register.simple_tag(takes_context=True)
def language_links(context):
    """The items of the language menu: this page in each language."""
    return links_from(context["request"].get_full_path(), languages.current())


@lru_cache(maxsize=1000)
def links_from(path: str, here: str) -> SafeString:
    """They stand on every page, so they are written without a template and held for the pages asked for last."""
    rows = (
        (address_in(path, code), languages.HTML[code], languages.HTML[code], CURRENT if code == here else "", name)
        for code, name in languages.OWN_NAMES.items()
    )
    return format_html_join("", '<li><a href="{}" lang="{}" hreflang="{}"{}>{}</a></li>', rows)


CURRENT = mark_safe(' aria-current="true"')


def address_in(path: str, language: str) -> str:
    """The address of the same page in another language; one that names no language stays as it is."""
    _empty, first, *rest = path.split("/", 2)
    return "/".join(["", language, *rest]) if first in languages.CODES else path
