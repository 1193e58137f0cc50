"""A question as a learner sees it, and with its key for authors."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.core import languages
from lms.questionnaires import standing
from lms.questionnaires.drafts import NOTHING, PROMPTS
from lms.questionnaires.screen import mark_words
from lms.questionnaires.views.authoring import question_of


@login_required
def preview(request, code):
    row = question_of(request, code)
    found = standing.standing_of(row)
    language = chosen_language(request, found)
    words = found.words.get(language, NOTHING)
    with_key = request.GET.get("key") == "yes"
    options = [option_of(mark, words) for mark in found.facts.marks if mark.letter not in PROMPTS]
    trail = [
        (reverse("questionnaires:bank"), _("Question bank")),
        (reverse("questionnaires:question", args=[code]), code),
        ("", _("Preview")),
    ]
    context = {
        "question": row,
        "words": words,
        "options": options,
        "shown_options": as_shown(options, found.facts.right_order),
        "prompts": [option_of(mark, words) for mark in found.facts.marks if mark.letter in PROMPTS],
        "places": range(1, len(found.facts.marks) + 1),
        "language": language,
        "all_languages": [code for code in languages.CODES if code in found.words],
        "is_machine_draft": is_machine_draft(found.wordings.get(language)),
        "with_key": with_key,
        "trail": trail,
    }
    return render(request, "questionnaires/preview.html", context)


def chosen_language(request, found: standing.Standing) -> str:
    wished = request.GET.get("language", languages.current())
    return wished if wished in found.words else languages.Language.ENGLISH.value


def is_machine_draft(wording) -> bool:
    return wording is not None and wording.is_machine_draft and wording.signed_off_at is None


def as_shown(options: list[dict], right: str) -> list[dict]:
    """The author's order, turned round by one where it is the right order: no page gives that away."""
    letters = "".join(option["letter"] for option in options)
    return [*options[1:], *options[:1]] if right and letters.startswith(right) else options


def option_of(mark, words) -> dict:
    return {
        "letter": mark.letter,
        "text": words.options.get(mark.letter, ""),
        "consequence": words.consequences.get(mark.letter, ""),
        "marks": mark_words(mark),
    }
