"""Reads for the screens of the forms: what stands on each version, and what the bank can fill."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count

from lms.assessments import drafts, drawing
from lms.assessments.models import Form, FormQuestion
from lms.core.languages import CODES, Language
from lms.core.programmes import Programme
from lms.questionnaires.models import Question, QuestionWording
from lms.questionnaires.queries import ready_in_each

LEVELS = dict(Question.Level.choices)


@dataclass(frozen=True)
class FormRow:
    """One frozen form in numbers; `languages` are those in which every question may be asked."""

    form: Form
    questions: int
    anchors: int
    languages: list[str]
    attempts: int


@dataclass(frozen=True)
class Version:
    """The forms of one version; `shared` counts scored questions that stand on more than one: none should."""

    number: int
    rows: list[FormRow]
    shared: int


@dataclass(frozen=True)
class CellRow:
    """One cell of the blueprint: what it asks for, and what is there."""

    title: str
    level: str
    needs: int
    has: int

    @property
    def missing(self) -> int:
        return max(self.needs - self.has, 0)


@dataclass(frozen=True)
class PlaceRow:
    """One question at its place, with its English words."""

    position: int
    code: str
    competency: str
    level: str
    stem: str
    is_anchor: bool


def versions_of(programme_codes: Iterable[str]) -> dict[str, list[Version]]:
    """`{programme: versions, the newest first}`, in three queries."""
    forms = (
        Form.objects.filter(programme_code__in=list(programme_codes))
        .annotate(taken=Count("attempts"))
        .order_by("programme_code", "-version", "letter")
    )
    places = places_of([form.pk for form in forms])
    ready = ready_in_each({row.question_id for rows in places.values() for row in rows})
    table: dict[str, list[Version]] = {}
    for (code, number), group in groupby(forms, key=lambda form: (form.programme_code, form.version)):
        rows = [row_of(form, places.get(form.pk, []), ready) for form in group]
        table.setdefault(code, []).append(Version(number, rows, shared([places.get(row.form.pk, []) for row in rows])))
    return table


def places_of(form_ids: list[int]) -> dict[int, list[FormQuestion]]:
    found: dict[int, list[FormQuestion]] = {}
    for place in FormQuestion.objects.filter(form__in=form_ids).select_related("question").order_by("position"):
        found.setdefault(place.form_id, []).append(place)
    return found


def row_of(form: Form, places: list[FormQuestion], ready: dict[str, set[int]]) -> FormRow:
    ids = {place.question_id for place in places}
    languages = [code for code in CODES if ids and ids <= ready.get(code, set())]
    return FormRow(form, len(ids), sum(place.is_anchor for place in places), languages, form.taken)


def shared(forms: list[list[FormQuestion]]) -> int:
    scored = Counter(place.question_id for places in forms for place in places if place.question.is_scored)
    return sum(times > 1 for times in scored.values())


def form_row(form: Form) -> FormRow:
    """One form alone."""
    places = places_of([form.pk]).get(form.pk, [])
    form.taken = form.attempts.count()
    return row_of(form, places, ready_in_each({place.question_id for place in places}))


def cells_of_bank(programme: Programme, *, forms: int) -> list[CellRow]:
    """What so many forms need from each cell, and what may be drawn."""
    rows = drawing.needs(programme.blueprint, drafts.candidates(programme.code), forms=forms)
    return [cell_row(programme, row.competency, row.level, needs=row.needs, has=row.has) for row in rows]


def cells_of_form(programme: Programme, places: list[PlaceRow]) -> list[CellRow]:
    """What the blueprint asks of one form, and what stands on it."""
    has = Counter((place.competency, place.level) for place in places)
    return [
        cell_row(
            programme, competency, level, needs=count, has=has[str(programme.competencies[competency]), LEVELS[level]]
        )
        for competency, level, count in drawing.cells_of(programme.blueprint)
    ]


def cell_row(programme: Programme, competency: str, level: str, *, needs: int, has: int) -> CellRow:
    return CellRow(str(programme.competencies[competency]), LEVELS[level], needs, has)


def place_rows(programme: Programme, codes: list[str], anchors: set[str]) -> list[PlaceRow]:
    """The questions in this order, in two queries."""
    questions = Question.objects.in_bulk(codes, field_name="code")
    english = QuestionWording.objects.filter(question__code__in=codes, language=Language.ENGLISH)
    stems = dict(english.values_list("question__code", "stem"))
    return [
        PlaceRow(
            position=position,
            code=code,
            competency=str(programme.competencies.get(questions[code].competency, questions[code].competency)),
            level=questions[code].get_level_display(),
            stem=stems.get(code, ""),
            is_anchor=code in anchors,
        )
        for position, code in enumerate(codes, start=1)
    ]
