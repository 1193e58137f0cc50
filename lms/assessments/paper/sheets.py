"""Answer sheets: one page a person, with name, form, code and a row of boxes for each question."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from lms.assessments import marking
from lms.assessments.models import Attempt, PaperSheet
from lms.assessments.paper import queries
from lms.assessments.paper.booklets import CONFIDENCE, FOLDER, dated, tag
from lms.assessments.paper.letters import PaperQuestion
from lms.cohorts.models import Cohort
from lms.core import codes, display, languages, printing

TEMPLATE = FOLDER / "answer_sheets.typ"
BOXES_HEIGHT_MM = 176  # what the head leaves of a page
TALLEST_MM, LOWEST_MM = 9.0, 6.2
SHAPES = {
    marking.MULTIPLE: "squares",
    marking.MATCHING: "fill",
    marking.ORDERING: "fill",
    marking.OPEN: "lines",
}


def answer_sheets(cohort: Cohort, sheets: Sequence[PaperSheet], *, today: date) -> bytes:
    """The PDF, each page in its person's language. Raises MissingGlyph."""
    questions = queries.questions_on(sheet.form_id for sheet in sheets)
    data = {
        "title": f"{_('Answer sheets')} – {cohort.code}",
        "lang": tag(languages.current()),
        "sheets": [page_of(sheet, questions[sheet.form_id], today) for sheet in sheets],
        **dated(today, cohort.code.upper()),
    }
    return printing.compile_pdf(TEMPLATE, data)


def page_of(sheet: PaperSheet, questions: Sequence[PaperQuestion], today: date) -> dict[str, Any]:
    person, code = sheet.enrolment.person, codes.grouped(sheet.code)
    rows = [row_of(question) for question in questions]
    boxes = [row for row in rows if row["shape"] != "lines"]
    columns = 2 if len(boxes) <= 56 else 3
    with translation.override(sheet.language):
        return {
            "lang": tag(sheet.language),
            "title": _("Answer sheet"),
            "programme": str(sheet.enrolment.programme.title),
            "test": _("Test %(phase)s") % {"phase": Attempt.Phase(sheet.phase).label},
            "cohort": sheet.enrolment.cohort.title,
            "name": person.full_name,
            "latin": person.full_name_latin if person.full_name_latin != person.full_name else "",
            "name_lang": tag(person.language),
            "form": _("Form"),
            "letter": sheet.form.letter,
            "version": f"{sheet.form.letter}{sheet.form.version}",
            "code": code,
            "qr": printing.qr_svg(code, border=2),
            "qr_alt": _("Picture code of this sheet"),
            "how": [
                _("Use the booklet of form %(letter)s.") % {"letter": sheet.form.letter},
                _("Fill the box of your answer with a dark pen."),
                _("To change an answer, cross it out and fill another box."),
            ],
            "sure": sure_words() if any(row["sure"] for row in rows) else "",
            "day": _("Date"),
            "printed": display.date_text(today),
            "page": _("Page"),
            "columns": columns,
            "height": row_height(len(boxes), columns),
            "boxes": boxes,
            "lines": [row for row in rows if row["shape"] == "lines"],
        }


def sure_words() -> str:
    steps = ", ".join(f"{number} = {words}" for number, words in enumerate(CONFIDENCE, start=1))
    return f"{_('How sure are you?')} {steps}. {_('This does not count for your result.')}"


def row_height(rows: int, columns: int) -> float:
    """In millimetres, so that a page holds the rows of a test."""
    a_column = ceil(rows / columns) or 1
    return round(max(LOWEST_MM, min(TALLEST_MM, BOXES_HEIGHT_MM / a_column)), 2)


def row_of(question: PaperQuestion) -> dict[str, Any]:
    places = [str(number) for number, _letter in enumerate(question.options, start=1)]
    labels = {marking.MATCHING: question.prompts, marking.ORDERING: places}
    return {
        "number": question.position,
        "shape": SHAPES.get(question.kind, "bubbles"),
        "labels": labels.get(question.kind, question.options),
        "sure": question.asks_confidence,
    }
