"""What staff lists call things, in the seven languages of the site."""

from collections.abc import Iterable, Mapping
from functools import cache

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from lms.alumni.models import Case
from lms.cohorts.importing import words
from lms.cohorts.importing.words import folded
from lms.core.languages import CODES

FIELDS = {
    "full_name": _("Full name"),
    "email": _("E-mail"),
    "number": _("Number in the register, or sign-in code"),
    "status": _("Post today"),
    "since": _("Since when"),
    "unit_kind": _("Kind of the new office"),
}
ALSO = {
    "number": [_("Number"), "id", "code"],
    "status": [_("Status"), "status"],
    "since": [_("Since"), "since", "date"],
    "unit_kind": [_("New office"), "new unit", "unit"],
}
FROM_PARTICIPANT_LISTS = {"full_name": "full_name", "full_name_latin": "full_name", "email": "email"}


def in_every_language(table: Mapping[str, Iterable]) -> dict[str, str]:
    """`{folded word: code}` of the words as each language has them; each code is understood as well."""
    found: dict[str, str] = {}
    for language in CODES:
        with translation.override(language):
            found |= {folded(str(word)): code for code, told in table.items() for word in (code, *told)}
    return found


@cache
def field_of_heading() -> dict[str, str]:
    own = in_every_language({name: [label, *ALSO.get(name, [])] for name, label in FIELDS.items()})
    lists = words.field_of_heading().items()
    return {word: FROM_PARTICIPANT_LISTS[name] for word, name in lists if name in FROM_PARTICIPANT_LISTS} | own


@cache
def statuses() -> dict[str, str]:
    known = {code: label for code, label in Case.Status.choices if code != Case.Status.UNKNOWN}
    return in_every_language({code: [label] for code, label in known.items()})
