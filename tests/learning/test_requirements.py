from datetime import timedelta

import factories
import pytest
from django.utils import timezone

from lms.assessments.models import Attempt
from lms.cohorts.models import Attendance
from lms.core.programmes import State
from lms.learning import actions, requirements
from lms.learning.models import ActionPlan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes_loaded")]


def attended(enrolment, trainer, *presences, coming=0):
    for is_present in presences:
        session = factories.session(enrolment.cohort, starts_at=timezone.now() - timedelta(days=1))
        Attendance.objects.create(session=session, enrolment=enrolment, is_present=is_present, marked_by=trainer)
    for _each in range(coming):
        factories.session(enrolment.cohort, starts_at=timezone.now() + timedelta(days=1))


def test_pre_assessment_is_met_by_one_taken(enrolled, taken):
    assert requirements.pre_assessment_taken(enrolled).state == State.NOT_YET
    taken(enrolled, "pre", is_passed=False)
    assert requirements.pre_assessment_taken(enrolled).state == State.MET


def test_pre_assessment_that_waits_for_marks_is_not_offered_again(enrolled, taken):
    taken(enrolled, "pre", points=None, max_points=None, is_passed=None)
    assert requirements.pre_assessment_taken(enrolled).state == State.MET


def test_an_open_sitting_counts_for_nothing(enrolled, taken):
    taken(enrolled, "pre", state=Attempt.State.OPEN, points=None, max_points=None, is_passed=None)
    assert requirements.pre_assessment_taken(enrolled).state == State.NOT_YET


def test_lessons_ask_for_all_written_ones_and_none_that_are_coming(enrolled, written):
    for lesson in written[:-1]:
        actions.finish_lesson(person=enrolled.person, lesson=lesson, by=enrolled.person)
    before = requirements.lessons_finished(enrolled)
    assert (before.state, before.evidence) == (
        State.NOT_YET,
        f"{len(written) - 1} of {len(written)} lessons finished.",
    )
    actions.finish_lesson(person=enrolled.person, lesson=written[-1], by=enrolled.person)
    assert requirements.lessons_finished(enrolled).state == State.MET


def test_no_sessions_planned_is_met(enrolled):
    found = requirements.sessions_attended(enrolled)
    assert (found.state, found.evidence) == (State.MET, "No sessions are planned.")


@pytest.mark.parametrize(
    ("presences", "coming", "state"),
    [
        ([True] * 9 + [False], 0, State.MET),
        ([True] * 8 + [False] * 2, 0, State.NOT_YET),
        ([True], 3, State.MET),
        ([], 3, State.NOT_YET),
    ],
)
def test_nine_tenths_of_the_past_sessions_are_enough(enrolled, trainer_kh, presences, coming, state):
    attended(enrolled, trainer_kh, *presences, coming=coming)
    assert requirements.sessions_attended(enrolled).state == state


def test_sessions_evidence_says_what_is_still_to_come(enrolled, trainer_kh):
    attended(enrolled, trainer_kh, True, True, coming=1)
    assert requirements.sessions_attended(enrolled).evidence == "2 of 2 sessions attended. 1 is still to come."


@pytest.mark.parametrize(
    ("results", "state"),
    [
        ([], State.NOT_YET),
        ([True], State.MET),
        ([False], State.REPEAT),
        ([False, True], State.MET),
        ([False, False, False], State.FAILED),
    ],
)
def test_post_assessment_by_its_sittings(enrolled, taken, results, state):
    for number, is_passed in enumerate(results, start=1):
        taken(enrolled, "post", number=number, is_passed=is_passed)
    assert requirements.post_assessment_passed(enrolled).state == state


def test_post_assessment_evidence_gives_points_and_day(enrolled, taken):
    taken(enrolled, "post")
    assert requirements.post_assessment_passed(enrolled).evidence == "8 of 10 points on 5 November 2026."


def test_action_plan_is_met_only_once_accepted(enrolled, trainer_kh):
    states = [requirements.action_plan_accepted(enrolled).state]
    plan = ActionPlan.objects.create(enrolment=enrolled, change="c", first_step="f", measure="m")
    states.append(requirements.action_plan_accepted(enrolled).state)
    actions.accept_plan(plan=plan, by=trainer_kh)
    states.append(requirements.action_plan_accepted(enrolled).state)
    assert states == [State.NOT_YET, State.NOT_YET, State.MET]


def test_trainers_of_are_the_cohorts_trainers(enrolled, trainer_kh, trainer_la):
    assert requirements.trainers_of(enrolled) == {trainer_kh.pk}


def test_a_test_that_waits_for_marks_is_no_try_to_take_again(enrolled, taken):
    taken(enrolled, "post", points=None, max_points=None, is_passed=None)
    found = requirements.post_assessment_passed(enrolled)
    assert (found.state, found.is_waiting) == (State.NOT_YET, True)
    assert found.evidence == "Handed in. Your trainer still has to mark it."
