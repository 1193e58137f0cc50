"""What figures say about a question, on its way into a review task, and back into words."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from lms.core.display import number_text, percent_text


@dataclass(frozen=True)
class Finding:
    """One reason to look at one question again; an empty `language` means all, `flag` is a ReviewTask.Flag.

    `figures` holds what was measured, as plain numbers and texts, e.g. `{"n": 120, "facility": 0.97}`.
    """

    question_id: int
    language: str
    flag: str
    figures: Mapping[str, Any] = field(default_factory=dict)


COUNT, SHARE, DECIMAL, TEXT = "count", "share", "decimal", "text"
WORDS = {
    "n": (COUNT, _("%(value)s answers")),
    "facility": (SHARE, _("%(value)s right")),
    "p": (SHARE, _("%(value)s right")),
    "facility_before": (SHARE, _("%(value)s right before the course")),
    "facility_after": (SHARE, _("%(value)s right after the course")),
    "english": (SHARE, _("%(value)s right in English")),
    "harder_by": (SHARE, _("%(value)s fewer right than in English")),
    "chance": (SHARE, _("%(value)s would be right by chance")),
    "r": (DECIMAL, _("correlation with the rest of the test: %(value)s")),
    "r_rest": (DECIMAL, _("correlation with the rest of the test: %(value)s")),
    "index": (DECIMAL, _("change from before to after: %(value)s")),
    "option": (TEXT, _("option %(value)s")),
    "options": (TEXT, _("options %(value)s")),
    "share": (SHARE, _("chosen by %(value)s")),
    "phase": (TEXT, _("test: %(value)s")),
    "form": (TEXT, _("form %(value)s")),
    "cohort": (TEXT, _("cohort %(value)s")),
}


def figures_in_words(figures: Mapping[str, Any]) -> list[str]:
    """One short text per figure, in the order given; a name that nobody has put into words stands as it is."""
    return [in_words(name, value) for name, value in figures.items() if value is not None]


def in_words(name: str, value: Any) -> str:
    kind, words = WORDS.get(name, (DECIMAL, None))
    text = value_text(kind, value)
    return str(words) % {"value": text} if words else f"{name}: {text}"


def value_text(kind: str, value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value)
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not math.isfinite(value):
        return str(value)
    if kind == SHARE:
        return percent_text(value)
    return number_text(value, decimals=0 if kind == COUNT or isinstance(value, int) else 2)
