"""One answer updates the case, the history of posts and the consent; a second one changes nothing."""

from datetime import date

import alumni_scenes as scenes
import factories
import pytest
from django.utils import timezone

from lms.alumni import actions
from lms.alumni.errors import AnsweredAlready, LinkEnded
from lms.alumni.models import Case, Report
from lms.alumni.status import Answers, Place
from lms.people.queries import consents_of

MOVED = Answers(Place.OTHER_MINISTRY, has_formal_duty=True, changed_on=date(2025, 5, 1), may_ask_again=True)


@pytest.fixture
def case(admin, cohort_kh):
    factories.post(scenes.alumnus(cohort_kh))
    scenes.fielded(admin)
    return Case.objects.select_related("campaign", "person").get()


def answer(case, answers):
    return actions.answer(case=case, answers=answers, language="km", by=None)


def test_an_answer_resolves_the_case_and_keeps_a_report(case):
    answer(case, MOVED)
    case.refresh_from_db()
    assert (case.status, case.disposition) == (Case.Status.OTHER_AT_OTHER, Case.Disposition.COMPLETE)
    report = Report.objects.get()
    facts = (report.status, report.has_formal_duty, report.worked_on_it_lately, report.changed_on, report.language)
    assert facts == (Case.Status.OTHER_AT_OTHER, True, None, date(2025, 5, 1), "km")


def test_a_move_closes_the_old_post_and_adds_the_new_one(case):
    answer(case, MOVED)
    new, old = case.person.posts.order_by("-id")
    assert (old.left_after, old.left_by) == (date(2025, 5, 1), date(2025, 5, 31))
    assert (new.source, new.is_counter_trafficking, new.started_on) == ("self", True, date(2025, 5, 1))
    assert new.left_by is None


def test_a_move_without_a_month_lies_between_the_training_and_today(case):
    answer(case, Answers(Place.OUTSIDE))
    old = case.person.posts.get()
    assert (old.left_after, old.left_by) == (scenes.COMPLETED_ON, timezone.localdate())


@pytest.mark.parametrize("place", [Place.SAME_POST, Place.ON_LEAVE, Place.UNSAID])
def test_who_stays_keeps_the_post_open(case, place):
    answer(case, Answers(place))
    assert case.person.posts.get().left_by is None


def test_a_second_answer_is_refused_and_changes_nothing(case):
    answer(case, MOVED)
    with pytest.raises(AnsweredAlready):
        answer(case, Answers(Place.RETIRED))
    case.refresh_from_db()
    assert (case.status, Report.objects.count(), case.person.posts.count()) == (Case.Status.OTHER_AT_OTHER, 1, 2)


def test_a_refusal_leaves_the_status_not_known(case):
    answer(case, Answers(Place.UNSAID))
    case.refresh_from_db()
    assert (case.status, case.disposition) == (Case.Status.UNKNOWN, Case.Disposition.REFUSED)


def test_an_expired_link_takes_no_answer(case):
    Case.objects.update(token_expires_at=timezone.now())
    with pytest.raises(LinkEnded):
        answer(case, MOVED)
    assert Report.objects.count() == 0


def test_who_does_not_want_to_be_asked_again_is_not_asked_again(case):
    answer(case, Answers(Place.SAME_POST, may_ask_again=False))
    assert consents_of(case.person)["follow_up"] is False


def test_other_answers_leave_the_consent_as_it_was(case):
    answer(case, MOVED)
    assert case.person.consents.count() == 1
