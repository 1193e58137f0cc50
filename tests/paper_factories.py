"""A cohort that is under way, with printed sheets: what the tests of paper share."""

import io
from datetime import timedelta

import factories
import openpyxl
from django.utils import timezone

from lms.assessments.actions import papers
from lms.assessments.actions.papers import Entry
from lms.assessments.paper import queries
from lms.assessments.paper.letters import read_cell


def today():
    return timezone.localdate()


def cohort(trainer, **fields):
    """Began ten days ago, ended six days ago."""
    dates = {"starts_on": today() - timedelta(days=10), "ends_on": today() - timedelta(days=6)}
    return factories.cohort(trainers=[trainer], **{**dates, **fields})


def printed(group, phase="pre"):
    return papers.print_sheets(cohort=group, phase=phase, by=group.trainers.first())


def entry(sheet, answers, taken_on=None):
    """`answers` are typed cells from the first question on."""
    questions = queries.questions_on([sheet.form_id])[sheet.form_id]
    cells = {row.position: read_cell(text, row) for row, text in zip(questions, answers, strict=False)}
    return Entry(sheet, taken_on or sheet.enrolment.cohort.starts_on, cells)


def typed(sheet, answers, taken_on=None):
    papers.type_sheets(entries=[entry(sheet, answers, taken_on)], by=None)
    sheet.refresh_from_db()
    return sheet.attempt


def csv(*rows):
    return "\n".join(",".join(map(str, row)) for row in rows).encode()


def xlsx(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
