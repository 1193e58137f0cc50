"""The question booklet of one form in one language: no names, no keys."""

from datetime import date
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.assessments import marking
from lms.assessments.models import Form
from lms.assessments.paper import queries
from lms.assessments.paper.letters import PaperQuestion
from lms.core import display, languages, printing, programmes
from lms.questionnaires.queries import Words, words_of

FOLDER = Path(__file__).parent.parent / "typst"
TEMPLATE = FOLDER / "booklet.typ"
CONFIDENCE = [gettext_lazy("a guess"), gettext_lazy("fairly sure"), gettext_lazy("sure")]
HINTS = {
    marking.MULTIPLE: gettext_lazy("Mark all that apply."),
    marking.MATCHING: gettext_lazy("Write beside each number the letter that belongs to it."),
    marking.ORDERING: gettext_lazy("Write the letters in the right order, the first step first."),
    marking.OPEN: gettext_lazy("Write a few sentences on the lines of your answer sheet. Please name no real person."),
    marking.ATTITUDE: gettext_lazy("There is no right or wrong answer here."),
}


def booklet(form: Form, language: str, *, today: date, wanted: str = "") -> bytes:
    """The PDF in a language in which the form is ready; `wanted` is the one asked for. Raises MissingGlyph."""
    questions = queries.questions_on([form.pk]).get(form.pk, [])
    words = words_of([row.question_id for row in questions], language)
    with translation.override(language):
        data = labels(form, language, today, wanted)
        data["questions"] = [question(row, words[row.question_id]) for row in questions]
        if any(row.is_machine_draft for row in words.values()):
            data["notices"].append(_("A machine drafted this translation, and nobody has checked it yet."))
    return printing.compile_pdf(TEMPLATE, data)


def labels(form: Form, language: str, today: date, wanted: str) -> dict[str, Any]:
    programme = programmes.get(form.programme_code)
    notices = []
    if wanted and wanted != language:
        with translation.override(wanted):
            notices = [_("This test is not ready in your language yet. It is printed in English.")]
    return {
        "title": _("Questions, form %(letter)s") % {"letter": form.letter},
        "programme": str(programme.title),
        "notices": notices,
        "notice_lang": tag(wanted or language),
        "instructions": [
            _("Please write nothing in this booklet. Mark your answers on your answer sheet."),
            _("You have %(minutes)s minutes.") % {"minutes": programme.test_minutes},
        ],
        "sure": str(format_lazy("{} 1 = {}, 2 = {}, 3 = {}", _("How sure are you?"), *CONFIDENCE)),
        "page": _("Page"),
        "lang": tag(language),
        **dated(today, document_code(form, language)),
    }


def dated(today: date, code: str) -> dict[str, Any]:
    return {"code": code, "date": display.date_text(today), "year": today.year, "month": today.month, "day": today.day}


def document_code(form: Form, language: str) -> str:
    return f"{form.programme_code}-{form.letter}{form.version}-{language}".upper()


def tag(language: str) -> str:
    """What typst knows a language by."""
    return languages.HTML[language].split("-")[0]


def question(row: PaperQuestion, words: Words) -> dict[str, Any]:
    texts = {letter: words.options.get(row.choices[author], "") for letter, author in row.letters.items()}
    return {
        "number": row.position,
        "stem": words.stem,
        "hint": str(HINTS.get(row.kind, "")),
        "prompts": [[letter, texts[letter]] for letter in row.prompts],
        "options": [[letter, texts[letter]] for letter in row.options],
        "sure": row.asks_confidence,
    }
