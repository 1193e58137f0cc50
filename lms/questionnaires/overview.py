"""What a person sees around the authoring screen: the next steps, the languages' sign-offs, hints, history."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from lms.core import languages
from lms.people.models import User
from lms.questionnaires import lifecycle, lint, listing, standing
from lms.questionnaires.desk import Desk
from lms.questionnaires.drafts import NOTHING, digest
from lms.questionnaires.lifecycle import Step
from lms.questionnaires.models import Question, QuestionWording, ReviewTask
from lms.questionnaires.permissions import can_review, can_review_harm, can_sign_off, can_write

WITHOUT_KEY = (Question.Kind.ATTITUDE, Question.Kind.OPEN)
REKEY_ADDRESS = "assessments:rekey"  # of a layer above this one: it may not be there


@dataclass(frozen=True)
class SignOff:
    """How far one language is; `wording` is None where nobody has written it."""

    language: str
    wording: QuestionWording | None
    is_complete: bool
    is_older_than_english: bool
    may_sign_off: bool
    version: str


@dataclass(frozen=True)
class Overview:
    """Everything around the sheet."""

    sentence: str
    steps: list[Step]
    sign_offs: list[SignOff]
    hints: list[str]
    tasks: list[ReviewTask]
    history: list[ModelLogEntry]
    fingerprint: str
    rekey_address: str
    may_copy: bool


def overview_of(user: User, desk: Desk) -> Overview:
    question = desk.question
    history = standing.history_of(question)
    writers = standing.writers_of(question)
    return Overview(
        sentence=sentence_of(question),
        steps=[step for step in lifecycle.steps_from(question.state) if may_take(user, question, step, writers)],
        sign_offs=sign_offs_of(user, desk, history),
        hints=lint.hints_for(desk.standing.facts, desk.standing.words),
        tasks=list(listing.tasks_of(question)),
        history=history,
        fingerprint=standing.fingerprint(desk.standing),
        rekey_address=rekey_address(question) if may_rekey(user, desk) else "",
        may_copy=can_write(user),
    )


def may_rekey(user: User, desk: Desk) -> bool:
    return desk.is_answered and desk.question.kind not in WITHOUT_KEY and can_write(user)


def may_take(user: User, question: Question, step: Step, writers: set[int]) -> bool:
    if step.who == lifecycle.REVIEWER:
        return can_review(user, question, writers)
    if step.who == lifecycle.HARM_REVIEWER:
        return can_review_harm(user, question, writers)
    return can_write(user)


def sign_offs_of(user: User, desk: Desk, history: list[ModelLogEntry]) -> list[SignOff]:
    wordings = desk.standing.wordings
    older = standing.english_changed_after(history, wordings)
    wrote = standing.languages_written_by(user, desk.question)
    return [sign_off_of(user, desk, code, wrote, is_older=code in older) for code in languages.CODES]


def sign_off_of(user: User, desk: Desk, code: str, wrote: set[str], *, is_older: bool) -> SignOff:
    wording = desk.standing.wordings.get(code)
    words = desk.standing.words.get(code, NOTHING)
    is_complete = words.is_complete(desk.standing.facts.letters)
    is_waiting = wording is not None and wording.signed_off_at is None and is_complete
    return SignOff(
        language=code,
        wording=wording,
        is_complete=is_complete,
        is_older_than_english=is_older,
        may_sign_off=is_waiting and can_sign_off(user, wording, wrote),
        version=digest(words),
    )


def sentence_of(question: Question) -> str:
    return {
        Question.State.DRAFT: _("A draft. Somebody who did not write it has to review its content."),
        Question.State.CONTENT_REVIEWED: _("Its content is reviewed. Another person has to look at possible harm."),
        Question.State.HARM_REVIEWED: _("Two people have reviewed it. It can be piloted or put live."),
        Question.State.PILOTED: _("It has been tried out. It can be put live."),
        Question.State.LIVE: _("It is live: new forms may hold it."),
        Question.State.RETIRED: _("It is retired: no new form takes it."),
    }[question.state]


def rekey_address(question: Question) -> str:
    try:
        return reverse(REKEY_ADDRESS, args=[question.code])
    except NoReverseMatch:
        return ""
