"""Writes of tests on paper: print answer sheets, type them, correct what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from lms.assessments import admission, queries
from lms.assessments.actions.scores import write_score
from lms.assessments.errors import NoForm
from lms.assessments.marking import ONE_OPTION
from lms.assessments.models import Answer, Attempt, Form, PaperSheet
from lms.assessments.paper import errors, rules
from lms.assessments.paper import queries as papers
from lms.assessments.paper.letters import Cell, PaperQuestion
from lms.cohorts.models import Cohort, Enrolment
from lms.core import audit, codes
from lms.people.models import User

CODE_SIGNS = 8  # 39 bits: it names a sheet, it opens nothing


@dataclass(frozen=True)
class Entry:
    """What one sheet says: the day of the sitting and `{position: Cell}` of what was answered."""

    sheet: PaperSheet
    taken_on: date
    cells: Mapping[int, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Typed:
    """How many sheets became attempts, and how many were typed before with the same answers."""

    created: int = 0
    unchanged: int = 0


@transaction.atomic
def print_sheets(*, cohort: Cohort, phase: str, by: User | None) -> list[PaperSheet]:
    """A sheet that waits for everyone who takes part and needs one; a second call returns the same sheets.

    Raises NobodyToPrintFor or NoForm.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)  # two clicks at once: the second waits, and finds the sheets
    waiting = set(papers.sheets_of(cohort, phase).filter(attempt=None).values_list("enrolment", flat=True))
    rows = cohort.enrolments.active().select_related("person", "cohort").order_by("pk")
    without = [row for row in rows if row.pk not in waiting]
    made = [make_sheet(row, phase, by) for row in in_need(without, phase)]
    sheets = sheets_in_need(cohort, phase)
    if not sheets:
        raise errors.NobodyToPrintFor
    audit.record(cohort, "assessments.print_sheets", by=by, phase=phase, sheets=len(sheets), new=len(made))
    return sheets


def sheets_in_need(cohort: Cohort, phase: str) -> list[PaperSheet]:
    """The sheets that wait, without those of people who took the test on screen meanwhile."""
    sheets = list(papers.sheets_of(cohort, phase).filter(attempt=None))
    needed = {row.pk for row in in_need([sheet.enrolment for sheet in sheets], phase)}
    return [sheet for sheet in sheets if sheet.enrolment_id in needed]


def in_need(enrolments: Sequence[Enrolment], phase: str) -> list[Enrolment]:
    """Those who have not taken the test of this phase, or may try it again."""
    earlier, courses = papers.earlier_of(row.pk for row in enrolments), admission.courses_of(enrolments)
    tries = {pk: [row.sitting for row in found if row.sitting.phase == phase] for pk, found in earlier.items()}
    return [row for row in enrolments if rules.needs_another(phase, tries.get(row.pk, []), courses[row.pk])]


def make_sheet(enrolment: Enrolment, phase: str, by: User | None) -> PaperSheet:
    form = admission.form_for(enrolment, phase)
    if form is None:
        raise NoForm
    return PaperSheet.objects.create(
        enrolment=enrolment,
        phase=phase,
        form=form,
        language=queries.language_for(form, enrolment.person.language),
        code=codes.plain(codes.spoken_code(CODE_SIGNS)),
        printed_by=by,
    )


def print_booklet(*, cohort: Cohort, form: Form, phase: str, language: str, by: User) -> None:
    """Note who took the questions out of the house."""
    audit.record(cohort, "assessments.print_booklet", by=by, phase=phase, form=str(form), language=language)


@transaction.atomic
def type_sheets(*, entries: Sequence[Entry], by: User | None) -> Typed:
    """Each sheet becomes one scored attempt: all of them or none. The same answers a second time change nothing.

    Raises the refusal of the first sheet that the rules do not take.
    """
    lock(entries)
    created = [type_sheet(entry, by) for entry in entries]
    return Typed(created=sum(created), unchanged=len(created) - sum(created))


def lock(entries: Sequence[Entry]) -> None:
    """Whoever starts or types a test of these people meanwhile waits; in one order, so that nobody waits in a ring."""
    ids = {entry.sheet.enrolment_id for entry in entries}
    rows = Enrolment.objects.select_for_update(of=["self"]).filter(pk__in=ids).order_by("pk")
    list(rows.values_list("pk", flat=True))


def type_sheet(entry: Entry, by: User | None) -> bool:
    """False where the sheet was typed before with the same answers and day."""
    sheet = papers.sheets_by_code([entry.sheet.code])[entry.sheet.code]
    if not would_change(replace(entry, sheet=sheet), by=by):
        return False
    attempt = create_attempt(sheet, entry.taken_on)
    write_answers(attempt, entry.cells)
    write_score(attempt)
    PaperSheet.objects.filter(pk=sheet.pk, attempt=None).update(attempt=attempt)
    audit.record(attempt, "assessments.type_sheet", by=by, code=sheet.code, taken_on=entry.taken_on.isoformat())
    return True


def would_change(entry: Entry, *, by: User | None) -> bool:
    """False where the sheet was typed before with the same answers and day; raises what speaks against it."""
    check_typist(entry.sheet, by)
    if entry.sheet.attempt is None:
        check(entry.sheet, entry.taken_on)
        return True
    if differences(entry.sheet, entry.cells) or taken_on(entry.sheet) != entry.taken_on:
        raise errors.TypedAlready
    return False


def check_typist(sheet: PaperSheet, by: User | None) -> None:
    if by and sheet.enrolment.person_id == by.pk:
        raise errors.OwnSheet


def check(sheet: PaperSheet, taken_on: date) -> None:
    """Raise the refusal that says why this sheet, taken on this day, does not count."""
    enrolment = sheet.enrolment
    earlier = papers.earlier_of([enrolment.pk])[enrolment.pk]
    course = admission.course_of(enrolment)
    now = timezone.now()
    if enrolment.withdrawn_at:
        raise errors.Withdrawn
    rules.check_earlier(sheet.phase, earlier, course, printed_at=sheet.printed_at)
    rules.check_day(sheet.phase, taken_on, course, enrolment.cohort.starts_on, now)
    started_at, _ended_at = rules.sitting_times(sheet.phase, taken_on, course, now)
    rules.check_order(sheet.phase, earlier, course, started_at)


def taken_on(sheet: PaperSheet) -> date | None:
    """The day of the sitting, once it is typed."""
    if sheet.attempt is None:
        return None
    return sheet.attempt.submitted_at.astimezone(rules.zone_of(sheet.enrolment.country)).date()


def differences(sheet: PaperSheet, cells: Mapping[int, Cell]) -> list[tuple[PaperQuestion, Cell, Cell]]:
    """Where a typed sheet now reads otherwise: (question, as it stands, as it was typed again)."""
    questions = papers.questions_on([sheet.form_id])[sheet.form_id]
    standing = papers.typed_cells([sheet.attempt_id])[sheet.attempt_id]
    pairs = [(row, standing.get(row.question_id, Cell()), cells.get(row.position, Cell())) for row in questions]
    return [(row, before, after) for row, before, after in pairs if before != after]


def create_attempt(sheet: PaperSheet, taken_on: date) -> Attempt:
    enrolment = sheet.enrolment
    course = admission.course_of(enrolment)
    started_at, ended_at = rules.sitting_times(sheet.phase, taken_on, course, timezone.now())
    earlier = enrolment.attempts.filter(phase=sheet.phase)
    return Attempt.objects.create(
        enrolment=enrolment,
        form=sheet.form,
        phase=sheet.phase,
        number=earlier.count() + 1,
        language=sheet.language,
        source=Attempt.Source.PAPER,
        state=Attempt.State.SUBMITTED,
        started_at=started_at,
        deadline_at=started_at + timedelta(minutes=enrolment.programme.test_minutes),
        submitted_at=ended_at,
    )


def write_answers(attempt: Attempt, cells: Mapping[int, Cell]) -> None:
    """One row for each answered question; `cells` are by position."""
    questions = {row.position: row for row in papers.questions_on([attempt.form_id])[attempt.form_id]}
    answers = [answer_of(attempt, questions[position], cell) for position, cell in cells.items() if cell.answer]
    Answer.objects.bulk_create(answers)


def answer_of(attempt: Attempt, question: PaperQuestion, cell: Cell) -> Answer:
    is_choice = question.kind in ONE_OPTION
    return Answer(
        attempt=attempt,
        question_id=question.question_id,
        choice_id=question.choices[cell.answer] if is_choice else None,
        response="" if is_choice else cell.answer,
        confidence=cell.confidence,
        answered_at=attempt.submitted_at,
    )


@transaction.atomic
def correct_sheet(*, entry: Entry, reason: str, by: User) -> bool:
    """Replace what was typed from one sheet, and score it anew; False where nothing differs.

    The first time and points stay in the audit log; a trainer's points stay with words that did not change.
    """
    lock([entry])
    sheet = papers.sheets_by_code([entry.sheet.code])[entry.sheet.code]
    check_typist(sheet, by)
    changed = differences(sheet, entry.cells)
    if not changed and taken_on(sheet) == entry.taken_on:
        return False
    if not reason.strip():
        raise errors.ReasonMissing
    if taken_on(sheet) != entry.taken_on:
        move(sheet, entry.taken_on)
    replace_answers(sheet.attempt, entry.cells, changed)
    record_correction(sheet.attempt, [row.position for row, _before, _after in changed], reason, by)
    return True


def move(sheet: PaperSheet, taken_on: date) -> None:
    """The sitting was on another day."""
    attempt, enrolment = sheet.attempt, sheet.enrolment
    course = admission.course_of(enrolment)
    others = [row for row in papers.earlier_of([enrolment.pk])[enrolment.pk] if row.started_at != attempt.started_at]
    now = timezone.now()
    rules.check_day(sheet.phase, taken_on, course, enrolment.cohort.starts_on, now)
    attempt.started_at, attempt.submitted_at = rules.sitting_times(sheet.phase, taken_on, course, now)
    before = [row for row in others if row.started_at < attempt.started_at]
    rules.check_order(sheet.phase, before, course, attempt.started_at)
    attempt.deadline_at = attempt.started_at + timedelta(minutes=enrolment.programme.test_minutes)
    attempt.save(update_fields=["started_at", "submitted_at", "deadline_at"])


def replace_answers(attempt: Attempt, cells: Mapping[int, Cell], changed: Sequence[tuple]) -> None:
    attempt.answers.filter(question__in=[row.question_id for row, _before, _after in changed]).delete()
    write_answers(attempt, {row.position: cells.get(row.position, Cell()) for row, _before, _after in changed})


def record_correction(attempt: Attempt, positions: list[int], reason: str, by: User) -> None:
    before = {"points": attempt.points, "is_passed": attempt.is_passed}
    write_score(attempt)
    attempt.refresh_from_db()
    audit.record(
        attempt,
        "assessments.correct_sheet",
        by=by,
        reason=reason.strip(),
        positions=positions,
        points_before=before["points"],
        points_after=attempt.points,
        was_passed=before["is_passed"],
        is_passed=attempt.is_passed,
    )
