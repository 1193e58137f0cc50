"""What one enrolled person does next: a rule over plain facts, with no database in it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from lms.core.programmes import Requirement, State


class Kind(StrEnum):
    """The step that the person can take now, or what there is to wait for."""

    COMPLETED = "completed"
    OPEN_ATTEMPT = "open_attempt"
    DELAYED_TEST = "delayed_test"
    PRE_ASSESSMENT = "pre_assessment"
    LESSON = "lesson"
    POST_ASSESSMENT = "post_assessment"
    POST_FAILED = "post_failed"
    MARKS_WAITING = "marks_waiting"
    ACTION_PLAN = "action_plan"
    PLAN_WAITING = "plan_waiting"
    SESSIONS = "sessions"
    OTHER = "other"
    CERTIFICATE = "certificate"


@dataclass(frozen=True)
class LearningState:
    """Where one enrolment stands; `delayed_until` is the last day of the test some months later, while it is open."""

    requirements: tuple[Requirement, ...]
    next_lesson: Any = None  # an outline.LessonRow
    lessons_finished: int = 0
    lessons_total: int = 0
    open_attempt: UUID | None = None
    has_written_plan: bool = False
    is_completed: bool = False
    delayed_until: date | None = None


@dataclass(frozen=True)
class NextStep:
    """The step; `requirement` is what it serves, where there is one."""

    kind: Kind
    lesson: Any = None
    requirement: Requirement | None = None


def next_step(state: LearningState) -> NextStep:
    """The first thing that is open, in the programme's own order; waiting comes after everything that can be done.

    The test some months later comes first while it is open, for those who have completed the course too.
    """
    if state.open_attempt:
        return NextStep(Kind.OPEN_ATTEMPT)
    if state.delayed_until:
        return NextStep(Kind.DELAYED_TEST)
    if state.is_completed:
        return NextStep(Kind.COMPLETED)
    steps = [step_for(requirement, state) for requirement in state.requirements if not requirement.is_met]
    can_be_done = [step for step in steps if step.kind not in WAITING and not step.requirement.is_waiting]
    return next(iter([*can_be_done, *steps]), NextStep(Kind.CERTIFICATE))


WAITING = {Kind.SESSIONS, Kind.PLAN_WAITING, Kind.MARKS_WAITING}


def step_for(requirement: Requirement, state: LearningState) -> NextStep:
    """The step that serves one unmet requirement."""
    match requirement.code:
        case "lessons":
            return NextStep(Kind.LESSON, lesson=state.next_lesson, requirement=requirement)
        case "post_assessment" if requirement.state == State.FAILED:
            return NextStep(Kind.POST_FAILED, requirement=requirement)
        case "post_assessment" if requirement.is_waiting:
            return NextStep(Kind.MARKS_WAITING, requirement=requirement)
        case "action_plan" if state.has_written_plan:
            return NextStep(Kind.PLAN_WAITING, requirement=requirement)
        case "pre_assessment" | "post_assessment" | "action_plan" | "sessions":
            return NextStep(Kind(requirement.code), requirement=requirement)
    return NextStep(Kind.OTHER, requirement=requirement)
