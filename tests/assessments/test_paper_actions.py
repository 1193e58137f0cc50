"""Sheets become scored attempts: once each, marked as paper, corrected with a reason."""

from datetime import timedelta

import assessment_factories as make
import factories
import kind_factories as kinds
import pytest
from django.utils import timezone
from paper_factories import cohort, entry, printed, today, typed
from wagtail.models import ModelLogEntry

from lms.assessments import queries
from lms.assessments.actions import papers
from lms.assessments.models import Attempt
from lms.assessments.paper import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(trainer_kh):
    return cohort(trainer_kh)


@pytest.fixture
def sheet(group):
    make.forms(size=4)
    factories.enrolment(group)
    return printed(group)[0]


def lines(action):
    return [row.data for row in ModelLogEntry.objects.filter(action=action).order_by("pk")]


def test_a_typed_sheet_is_a_scored_attempt_from_paper(sheet, group):
    attempt = typed(sheet, ["b", "b", "a", ""])
    facts = (attempt.source, attempt.state, attempt.phase, attempt.number, attempt.form_id, attempt.points)
    assert facts == ("paper", "submitted", "pre", 1, sheet.form_id, 2)
    assert attempt.max_points == 4
    assert attempt.answers.count() == 3
    assert attempt.started_at < attempt.submitted_at <= timezone.now()
    assert papers.taken_on(sheet) == group.starts_on
    assert lines("assessments.type_sheet") == [{"code": sheet.code, "taken_on": group.starts_on.isoformat()}]


def test_every_kind_is_scored_as_on_screen(group):
    kinds.form_of(asks_confidence=True)
    factories.enrolment(group)
    sheet = printed(group)[0]
    attempt = typed(sheet, ["b2", "ac", "a/1", "1b 2a 3c", "bdac3", "b", "e", "I would ask. /2"])
    assert attempt.max_points is None  # the open answer waits for its trainer
    marks = {code: mark[1] for code, mark in attempt.packed_answers["answers"].items()}
    assert list(marks.values()) == [1, 1, 1, 1, 1, 1, None, None]
    rows = attempt.answers.order_by("question__places__position").distinct()
    assert [row.confidence for row in rows] == [2, None, 1, None, 3, None, None, 2]


def test_the_same_answers_again_change_nothing(sheet):
    attempt = typed(sheet, ["b", "b", "a", ""])
    again = papers.type_sheets(entries=[entry(sheet, ["b", "b", "a", ""])], by=None)
    assert (again.created, again.unchanged) == (0, 1)
    assert Attempt.objects.get().pk == attempt.pk


def test_other_answers_are_refused_until_they_are_a_correction(sheet):
    typed(sheet, ["b", "b", "a", ""])
    with pytest.raises(errors.TypedAlready):
        papers.type_sheets(entries=[entry(sheet, ["b", "b", "b", ""])], by=None)


def test_one_refused_sheet_saves_none(sheet, group):
    factories.enrolment(group)
    first, second = printed(group)
    with pytest.raises(errors.InFuture):
        papers.type_sheets(entries=[entry(first, ["b"]), entry(second, ["b"], today() + timedelta(days=2))], by=None)
    assert Attempt.objects.count() == 0


def test_a_correction_is_scored_anew_with_its_reason(sheet, trainer_kh):
    attempt = typed(sheet, ["b", "b", "a", ""])
    with pytest.raises(errors.ReasonMissing):
        papers.correct_sheet(entry=entry(sheet, ["b", "b", "b", ""]), reason=" ", by=trainer_kh)
    assert papers.correct_sheet(entry=entry(sheet, ["b", "b", "b", ""]), reason="Read it wrong", by=trainer_kh)
    attempt.refresh_from_db()
    assert (attempt.points, attempt.source) == (3, "paper")
    assert lines("assessments.correct_sheet") == [
        {
            "reason": "Read it wrong",
            "positions": [3],
            "points_before": 2.0,
            "points_after": 3.0,
            "was_passed": None,
            "is_passed": None,
        }
    ]
    assert not papers.correct_sheet(entry=entry(sheet, ["b", "b", "b", ""]), reason="Again", by=trainer_kh)


def test_a_correction_can_move_the_day(sheet, group, trainer_kh):
    typed(sheet, ["b"])
    moved = entry(sheet, ["b"], group.starts_on + timedelta(days=1))
    assert papers.correct_sheet(entry=moved, reason="It was the second day", by=trainer_kh)
    sheet.refresh_from_db()
    assert papers.taken_on(sheet) == group.starts_on + timedelta(days=1)


def test_points_of_a_trainer_stay_with_words_that_stay(group, trainer_kh):
    kinds.form_of("open", "single_best")
    factories.enrolment(group)
    sheet = printed(group)[0]
    attempt = typed(sheet, ["Call the interpreter.", "a"])
    attempt.answers.filter(choice=None).update(points=1, marked_by=trainer_kh, marked_at=timezone.now())
    papers.correct_sheet(entry=entry(sheet, ["Call the interpreter.", "b"]), reason="Read it wrong", by=trainer_kh)
    attempt.refresh_from_db()
    assert (attempt.points, attempt.max_points) == (2, 2)


@pytest.mark.parametrize(
    ("days", "refusal"), [(20, errors.InFuture), (-1, errors.BeforeCohort), (5, errors.AfterCourse)]
)
def test_a_day_that_cannot_be_is_refused(sheet, group, days, refusal):
    with pytest.raises(refusal):
        typed(sheet, ["b"], group.starts_on + timedelta(days=days))


def test_a_closed_cohort_takes_no_sheet(sheet, group):
    group.starts_on, group.ends_on = today() - timedelta(days=400), today() - timedelta(days=396)
    group.save()
    with pytest.raises(errors.CohortClosed):
        typed(sheet, ["b"], group.starts_on)


def test_a_withdrawn_person_is_refused(sheet):
    sheet.enrolment.withdrawn_at = timezone.now()
    sheet.enrolment.save()
    with pytest.raises(errors.Withdrawn):
        typed(sheet, ["b"])


def test_a_test_taken_on_screen_meanwhile_is_refused(sheet):
    make.taken(sheet.enrolment, "pre", "bbbb")
    with pytest.raises(errors.TakenOnScreen):
        typed(sheet, ["b"])


def test_a_test_open_on_screen_is_refused(sheet):
    make.start(sheet.enrolment)
    with pytest.raises(errors.OpenOnScreen):
        typed(sheet, ["b"])


def test_nobody_types_an_own_sheet(sheet):
    with pytest.raises(errors.OwnSheet):
        papers.type_sheets(entries=[entry(sheet, ["b"])], by=sheet.enrolment.person)


def test_a_second_try_on_paper_waits_and_is_counted(sheet, group):
    typed(sheet, ["b"])
    first = typed(printed(group, "post")[0], ["a", "a", "a", "a"], group.ends_on)
    assert first.is_passed is False
    second = printed(group, "post")[0]
    with pytest.raises(errors.WaitingTime):
        typed(second, ["b", "b", "b", "b"], group.ends_on)
    attempt = typed(second, ["b", "b", "b", "b"], group.ends_on + timedelta(days=4))
    assert (attempt.number, attempt.is_passed) == (2, True)
    with pytest.raises(errors.NobodyToPrintFor):
        printed(group, "post")


def test_paper_attempts_enter_the_figures(sheet, group):
    typed(sheet, ["b", "a", "a", "a"])
    typed(printed(group, "post")[0], ["b", "b", "b", "b"], group.ends_on)
    gain = queries.gain_of(sheet.enrolment)
    assert (gain.pre, gain.post) == (25, 100)
