"""Reads for paper: questions as a sheet knows them, sheets of a cohort, what was typed, earlier sittings."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from django.db.models import Count, QuerySet

from lms.assessments.entry import Sitting
from lms.assessments.keys import Marked, key_of
from lms.assessments.models import Answer, Attempt, Form, FormQuestion, PaperSheet
from lms.assessments.paper.letters import Cell, PaperQuestion, paper_letters
from lms.assessments.paper.rules import Earlier
from lms.assessments.queries import KEY_COLUMNS
from lms.assessments.responses import WITHDRAWN
from lms.cohorts.models import Cohort

PLACE = ("form_id", "position", "question_id", "question__code", "question__kind", "question__asks_confidence")
WHOSE = ("form", "attempt", "enrolment__person", "enrolment__cohort")
CHOICE = ("letter", "id", *KEY_COLUMNS)


def questions_on(form_ids: Iterable[int]) -> dict[int, list[PaperQuestion]]:
    """`{form id: its questions in order}`, in one query."""
    columns = [*PLACE, *(f"question__choices__{name}" for name in CHOICE)]
    places = FormQuestion.objects.filter(form__in=set(form_ids))
    rows = places.order_by("form", "position", "question__choices__letter").values_list(*columns)
    table: dict[int, list[PaperQuestion]] = {}
    for (form_id, *question), choices in groupby(rows, itemgetter(*range(len(PLACE)))):
        options = [row[len(PLACE) :] for row in choices]
        table.setdefault(form_id, []).append(question_of(*question, options=[row for row in options if row[0]]))
    return table


def question_of(
    position: int, question_id: int, code: str, kind: str, asks_confidence: bool, *, options: list[tuple]
) -> PaperQuestion:
    right = key_of(kind, [Marked(letter, *marks) for letter, _pk, *marks in options]).right
    return PaperQuestion(
        position=position,
        question_id=question_id,
        kind=kind,
        asks_confidence=asks_confidence,
        letters=paper_letters(kind, code, [row[0] for row in options], right),
        choices={row[0]: row[1] for row in options},
    )


def forms_to_print(cohort: Cohort, phase: str) -> list[Form]:
    """The newest version of each letter, and whatever stands on sheets that are printed already."""
    forms = Form.objects.filter(programme_code=cohort.programme_code).order_by("letter", "-version")
    printed = set(sheets_of(cohort, phase).filter(attempt=None).values_list("form", flat=True))
    newest = {form.letter: form.pk for form in reversed(forms)}
    return [form for form in forms if form.pk in printed or form.pk == newest[form.letter]]


def sheets_of(cohort: Cohort, phase: str) -> QuerySet[PaperSheet]:
    """The printed sheets of those who take part, by name; typed ones too."""
    sheets = PaperSheet.objects.filter(enrolment__cohort=cohort, enrolment__withdrawn_at=None, phase=phase)
    return sheets.select_related(*WHOSE).order_by("enrolment__person__full_name", "enrolment", "pk")


def sheets_by_code(codes: Iterable[str]) -> dict[str, PaperSheet]:
    """Of any cohort: whoever asks has to look whose it is."""
    sheets = PaperSheet.objects.filter(code__in=set(codes)).select_related(*WHOSE)
    return {sheet.code: sheet for sheet in sheets}


@dataclass(frozen=True)
class PhaseCounts:
    """How far one test of a cohort is on paper."""

    printed: int = 0
    typed: int = 0


def counts_of(cohort: Cohort) -> dict[str, PhaseCounts]:
    """`{phase: PhaseCounts}` in one query."""
    sheets = PaperSheet.objects.filter(enrolment__cohort=cohort, enrolment__withdrawn_at=None).order_by()
    rows = sheets.values_list("phase").annotate(Count("pk"), Count("attempt"))
    return {phase: PhaseCounts(printed, typed) for phase, printed, typed in rows}


def earlier_of(enrolment_ids: Iterable[int]) -> dict[int, list[Earlier]]:
    """`{enrolment id: attempts in the order of their start}` in one query."""
    table: dict[int, list[Earlier]] = defaultdict(list)
    attempts = Attempt.objects.filter(enrolment__in=set(enrolment_ids)).select_related("form")
    for row in attempts.order_by("started_at", "number"):
        sitting = Sitting(row.phase, row.form.letter, row.state, row.is_passed, row.submitted_at)
        table[row.enrolment_id].append(Earlier(sitting, row.source == Attempt.Source.WEB, row.started_at))
    return table


def typed_cells(attempt_ids: Iterable[UUID]) -> dict[UUID, dict[int, Cell]]:
    """`{attempt id: {question id: Cell}}` of what was typed, in one query."""
    table: dict[UUID, dict[int, Cell]] = defaultdict(dict)
    answers = Answer.objects.filter(attempt__in=set(attempt_ids)).exclude(response=WITHDRAWN)
    columns = ("attempt", "question", "choice__letter", "response", "confidence")
    for attempt_id, question_id, letter, response, confidence in answers.values_list(*columns):
        table[attempt_id][question_id] = Cell(letter or response, confidence)
    return table
