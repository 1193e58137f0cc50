"""Filters and tags that every template has: dates, numbers, names of languages and countries, components."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from lms.core import display, languages

register = template.Library()


@register.filter
def local_date(value):
    return display.date_text(value) if value else ""


@register.filter
def local_datetime(value, country="TH"):
    """`{{ session.starts_at|local_datetime:person.country }}`"""
    return display.datetime_text(value, country=country or "TH") if value else ""


@register.filter
def local_time(value, country="TH"):
    return display.time_text(value, country=country or "TH") if value else ""


@register.filter
def number(value, decimals=0):
    return "" if value is None else display.number_text(value, decimals=decimals)


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


@register.filter
def item(mapping, key):
    """`{{ table|item:key }}`"""
    return mapping.get(key) if mapping else None


@register.simple_tag
def icon(name):
    """One icon of the sprite, hidden from screen readers: put words beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" width="24" height="24"><use href="{}#{}"></use></svg>',
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def this_page_in(context, language):
    """The address of this page in another language."""
    path = context["request"].get_full_path()
    _empty, first, *rest = path.split("/", 2)
    return "/".join(["", language, *rest]) if first in languages.CODES else path


@register.filter
def unlocalized(value):
    """A number as SVG and machines read it, with a point in every language."""
    return str(value)
