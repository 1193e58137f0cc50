from datetime import date
from uuid import UUID, uuid4

import pytest

from lms.core.programmes import Requirement, State
from lms.learning.path import Kind, LearningState, next_step

ORDER = ["pre_assessment", "lessons", "sessions", "post_assessment", "action_plan", "practice"]


def state(*unmet, lesson="a lesson", **fields):
    requirements = tuple(Requirement(code, code, State.NOT_YET if code in unmet else State.MET) for code in ORDER)
    return LearningState(requirements=requirements, next_lesson=lesson, **fields)


@pytest.mark.parametrize(
    ("unmet", "kind"),
    [
        (ORDER, Kind.PRE_ASSESSMENT),
        (ORDER[1:], Kind.LESSON),
        (ORDER[2:], Kind.POST_ASSESSMENT),
        (["sessions", "action_plan"], Kind.ACTION_PLAN),
        (["sessions"], Kind.SESSIONS),
        (["sessions", "practice"], Kind.OTHER),
        ([], Kind.CERTIFICATE),
    ],
)
def test_next_step_is_the_first_thing_that_can_be_done(unmet, kind):
    assert next_step(state(*unmet)).kind == kind


def test_an_open_attempt_comes_before_everything():
    assert next_step(state(*ORDER, open_attempt=UUID(int=1))).kind == Kind.OPEN_ATTEMPT


def test_the_later_test_comes_first_while_it_is_open_for_those_who_have_completed_too():
    until = date(2027, 5, 20)
    assert next_step(state("lessons", delayed_until=until)).kind == Kind.DELAYED_TEST
    assert next_step(state(is_completed=True, delayed_until=until)).kind == Kind.DELAYED_TEST
    assert next_step(state(open_attempt=uuid4(), is_completed=True, delayed_until=until)).kind == Kind.OPEN_ATTEMPT


def test_completed_asks_nothing_more():
    assert next_step(state(*ORDER, is_completed=True)).kind == Kind.COMPLETED


def test_lesson_step_names_the_lesson():
    assert next_step(state("lessons", lesson="2.1")).lesson == "2.1"


def test_a_written_plan_waits_for_the_trainer():
    assert next_step(state("action_plan", has_written_plan=True)).kind == Kind.PLAN_WAITING


def test_waiting_for_a_plan_comes_after_what_can_be_done():
    assert next_step(state("action_plan", "practice", has_written_plan=True)).kind == Kind.OTHER


def test_what_waits_for_somebody_else_comes_after_what_can_be_done():
    waiting = Requirement("rtp", "RTP", State.NOT_YET, is_waiting=True)
    to_do = Requirement("candidacy", "Candidacy", State.NOT_YET)
    steps = [next_step(LearningState(requirements=rows)) for rows in ((waiting, to_do), (waiting,))]
    assert [step.requirement for step in steps] == [to_do, waiting]


def test_failed_test_says_so():
    failed = LearningState(requirements=(Requirement("post_assessment", "t", State.FAILED),))
    assert next_step(failed).kind == Kind.POST_FAILED


def test_repeat_is_a_test_to_take():
    repeat = LearningState(requirements=(Requirement("post_assessment", "t", State.REPEAT),))
    assert next_step(repeat).kind == Kind.POST_ASSESSMENT
