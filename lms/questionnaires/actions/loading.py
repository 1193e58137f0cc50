"""Bringing the bank in line with the content files."""

from pathlib import Path

from django.db import transaction

from lms.core import audit
from lms.people.models import User
from lms.questionnaires.content import read_questions
from lms.questionnaires.loading import LoadReport, load_question, load_wordings
from lms.questionnaires.models import Question


@transaction.atomic
def load_questions(*, programme_code: str, folder: Path, by: User | None = None) -> LoadReport:
    """Bring one programme's questions in line with its content folder; a second run changes nothing.

    Raises ContentError where a file contradicts itself. Wordings that were signed off are kept as they are.
    """
    sources = read_questions(folder)
    report = LoadReport()
    codes = [source.code for source in sources]
    standing = Question.objects.prefetch_related("choices").in_bulk(codes, field_name="code")
    questions = {
        source.code: load_question(
            source, programme_code=programme_code, standing=standing.get(source.code), report=report
        )
        for source in sources
    }
    load_wordings(sources, questions, report)
    touched = {*report.created, *report.updated, *(name.split("/")[0] for name in report.wordings)}
    for code in sorted(touched):
        audit.record(questions[code], "questionnaires.load", by=by, rekeyed=code in report.rekeyed)
    return report
