"""Filter for the printed facts of a certificate."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

BREAK = mark_safe("<br>")


@register.filter
def in_each_language(printed: list[dict[str, Any]], fact: str) -> SafeString:
    """`{{ snapshot.printed|in_each_language:"title" }}`: the words of one fact, a line a language."""
    return format_html_join(BREAK, '<span lang="{}">{}</span>', ((part["lang"], part[fact]) for part in printed))
