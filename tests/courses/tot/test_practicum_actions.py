from datetime import date

import pytest
from wagtail.models import ModelLogEntry

from courses.tot import trainer_code
from courses.tot.actions import observing, practicum
from courses.tot.errors import AddedAlready, CannotRemove, NotYours, SignedAlready
from courses.tot.models import Candidacy, PortfolioFile, PracticeSession

DETAILS = {"nominated_by": "National Committee", "years_of_work": 4, "teaching_language": "km"}


def new(enrolment, **fields):
    return PracticeSession(enrolment=enrolment, **{"title": "Safe questions", "taught_on": date(2026, 11, 5), **fields})


def test_a_candidacy_is_saved_and_agreed_to_once(trainee, learner_kh):
    first = practicum.apply(enrolment=trainee, details=DETAILS, is_agreed=True, by=learner_kh)
    again = practicum.apply(enrolment=trainee, details={**DETAILS, "years_of_work": 5}, is_agreed=True, by=learner_kh)
    assert (again.pk, again.agreed_at, again.code_version) == (first.pk, first.agreed_at, trainer_code.VERSION)
    assert Candidacy.objects.get().years_of_work == 5


def test_without_agreement_the_rest_is_kept(trainee, learner_kh):
    practicum.apply(enrolment=trainee, details=DETAILS, is_agreed=False, by=learner_kh)
    row = Candidacy.objects.get()
    assert (row.nominated_by, row.agreed_at, row.code_version) == ("National Committee", None, None)


def test_nobody_agrees_for_the_candidate(trainee, trainer_kh):
    with pytest.raises(NotYours):
        practicum.apply(enrolment=trainee, details=DETAILS, is_agreed=True, by=trainer_kh)
    assert Candidacy.objects.count() == 0


@pytest.mark.parametrize("who", ["learner_kh", "observer_kh"])
def test_the_candidate_or_an_observer_adds_a_lesson(request, trainee, who):
    by = request.getfixturevalue(who)
    row = practicum.add_session(session=new(trainee), by=by)
    assert (row.created_by, PracticeSession.objects.get()) == (by, row)
    assert ModelLogEntry.objects.filter(action="tot.add_session", user=by).count() == 1


@pytest.mark.parametrize("who", ["trainer_kh", "taskforce_kh", "admin", "learner_la"])
def test_others_add_nothing(request, trainee, who):
    with pytest.raises(NotYours):
        practicum.add_session(session=new(trainee), by=request.getfixturevalue(who))
    assert PracticeSession.objects.count() == 0


def test_the_same_lesson_stands_there_once(trainee, lesson, learner_kh):
    with pytest.raises(AddedAlready):
        practicum.add_session(session=new(trainee), by=learner_kh)
    assert PracticeSession.objects.count() == 1


def test_a_lesson_is_corrected_until_an_observer_signs(lesson, learner_kh, observer_kh, signed_by):
    lesson.minutes = 90
    practicum.change_session(session=lesson, by=learner_kh)
    signed_by(observer_kh, lesson)
    lesson.minutes = 120
    with pytest.raises(SignedAlready):
        practicum.change_session(session=lesson, by=learner_kh)
    assert PracticeSession.objects.get().minutes == 90


def test_a_correction_leaves_the_portfolio_alone(lesson, learner_kh):
    PracticeSession.objects.update(plan="Written meanwhile")
    practicum.change_session(session=lesson, by=learner_kh)
    assert PracticeSession.objects.get().plan == "Written meanwhile"


def test_who_did_not_write_it_changes_nothing(lesson, observer_kh):
    with pytest.raises(NotYours):
        practicum.change_session(session=lesson, by=observer_kh)


def test_its_maker_removes_a_lesson(lesson, learner_kh):
    practicum.remove_session(session=lesson, by=learner_kh)
    assert PracticeSession.objects.count() == 0


def test_nobody_else_removes_it(lesson, observer_kh):
    with pytest.raises(NotYours):
        practicum.remove_session(session=lesson, by=observer_kh)
    assert PracticeSession.objects.count() == 1


def test_a_lesson_with_a_draft_stays(lesson, learner_kh, observer_kh):
    observing.begin(session=lesson, by=observer_kh)
    with pytest.raises(CannotRemove):
        practicum.remove_session(session=lesson, by=learner_kh)


def test_a_lesson_with_a_file_stays(lesson, learner_kh):
    PortfolioFile.objects.create(session=lesson, name="plan.pdf", size=3, sha256="0" * 64, added_by=learner_kh)
    with pytest.raises(CannotRemove):
        practicum.remove_session(session=lesson, by=learner_kh)
