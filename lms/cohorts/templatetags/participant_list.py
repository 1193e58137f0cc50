"""How a report on a participant list names its columns."""

from django import template

from lms.cohorts.importing import words
from lms.core import languages

register = template.Library()


@register.filter
def column_name(field):
    """The heading of our template in the reader's language, or the unknown heading as it was written."""
    return words.heading(field, languages.current()) if field in words.HEADINGS else field
