"""The next step in words, with the address of its one main button."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from lms.core.display import date_text
from lms.learning.path import Kind, LearningState, NextStep


@dataclass(frozen=True)
class StepInWords:
    """`address` is empty where there is nothing to press; `is_post` says that the button changes something."""

    kind: str
    sentence: str
    words: str = ""
    address: str = ""
    is_post: bool = False


def in_words(step: NextStep, state: LearningState, enrolment_id: int) -> StepInWords:
    return SAY[step.kind](step, state, enrolment_id)


def say_completed(step: NextStep, state: LearningState, enrolment_id: int) -> StepInWords:
    return StepInWords(step.kind, _("You have completed this course."))


def say_open_attempt(step: NextStep, state: LearningState, enrolment_id: int) -> StepInWords:
    address = reverse("assessments:attempt", args=[state.open_attempt])
    return StepInWords(
        step.kind, _("You have started a test. Your answers are saved."), _("Continue the test"), address
    )


def say_delayed_test(step: NextStep, state: LearningState, enrolment_id: int) -> StepInWords:
    sentence = _(
        "Some months have passed: a short test shows what has stayed. It decides nothing. It is open until %(date)s."
    ) % {"date": date_text(state.delayed_until)}
    return StepInWords(step.kind, sentence, _("Start the test"), start_address(enrolment_id, "delayed"), is_post=True)


def say_pre_assessment(step: NextStep, state: LearningState, enrolment_id: int) -> StepInWords:
    sentence = _("Start with a short test of what you know already. It decides nothing.")
    return StepInWords(step.kind, sentence, _("Start the test"), start_address(enrolment_id, "pre"), is_post=True)


def say_post_assessment(step: NextStep, state: LearningState, enrolment_id: int) -> StepInWords:
    if step.requirement.state == "repeat":
        sentence = _("You have not passed the final test yet. You may take it again.")
    else:
        sentence = _("You have read all lessons. The final test is next.")
    return StepInWords(step.kind, sentence, _("Start the test"), start_address(enrolment_id, "post"), is_post=True)


def start_address(enrolment_id: int, phase: str) -> str:
    return reverse("assessments:start", args=[enrolment_id, phase])


def say_lesson(step: NextStep, state: LearningState, enrolment_id: int) -> StepInWords:
    if step.lesson is None:
        return StepInWords(step.kind, step.requirement.evidence)
    sentence = _("You have finished %(finished)s of %(total)s lessons. Next: “%(lesson)s”.") % {
        "finished": state.lessons_finished,
        "total": state.lessons_total,
        "lesson": step.lesson.title,
    }
    return StepInWords(step.kind, sentence, _("Read the lesson"), step.lesson.url)


def say_action_plan(step: NextStep, state: LearningState, enrolment_id: int) -> StepInWords:
    sentence = _("Decide on one change that you will make at work.")
    return StepInWords(step.kind, sentence, _("Write your action plan"), reverse("learning:plan", args=[enrolment_id]))


def say_plan_waiting(step: NextStep, state: LearningState, enrolment_id: int) -> StepInWords:
    sentence = _("Your action plan is written. Your trainer reads it next.")
    return StepInWords(step.kind, sentence, _("Read your action plan"), reverse("learning:plan", args=[enrolment_id]))


def say_requirement(step: NextStep, state: LearningState, enrolment_id: int) -> StepInWords:
    demand = step.requirement
    sentence = " ".join(filter(None, [demand.evidence, demand.action]))
    return StepInWords(step.kind, sentence, demand.words, demand.address)


def say_certificate(step: NextStep, state: LearningState, enrolment_id: int) -> StepInWords:
    return StepInWords(
        step.kind, _("You have done everything that this course asks. Your trainer takes the next step.")
    )


SAY = {
    Kind.COMPLETED: say_completed,
    Kind.OPEN_ATTEMPT: say_open_attempt,
    Kind.DELAYED_TEST: say_delayed_test,
    Kind.PRE_ASSESSMENT: say_pre_assessment,
    Kind.LESSON: say_lesson,
    Kind.POST_ASSESSMENT: say_post_assessment,
    Kind.POST_FAILED: say_requirement,
    Kind.MARKS_WAITING: say_requirement,
    Kind.ACTION_PLAN: say_action_plan,
    Kind.PLAN_WAITING: say_plan_waiting,
    Kind.SESSIONS: say_requirement,
    Kind.OTHER: say_requirement,
    Kind.CERTIFICATE: say_certificate,
}
