"""Forms that are drawn but not frozen: made again from their plan, the same each time until the bank changes."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from random import Random

from django.conf import settings
from django.db.models import QuerySet

from lms.assessments import drawing, errors, queries
from lms.assessments.drawing import Candidate
from lms.core import programmes
from lms.core.languages import Language
from lms.questionnaires.models import Question

EXTRA_KINDS = (Question.Kind.ATTITUDE, Question.Kind.OPEN)
SEED_BELOW = 2**31


@dataclass(frozen=True)
class Plan:
    """What a draw depends on beside the bank; `extras` are codes of attitude and open questions."""

    programme_code: str
    forms: int
    seed: int
    extras: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """The drawn forms, `{letter: codes in order}`."""

    plan: Plan
    letters: dict[str, list[str]]
    anchors: dict[str, set[str]]

    @cached_property
    def digest(self) -> str:
        """The same for the same forms: what somebody looked at is what gets frozen."""
        anchors = {letter: sorted(codes) for letter, codes in self.anchors.items()}
        return hashlib.sha256(json.dumps([self.letters, anchors]).encode()).hexdigest()


def may_be_drawn(programme_code: str) -> QuerySet[Question]:
    """Live questions with an English wording; drafts too where settings.ALLOW_UNREVIEWED says so."""
    questions = Question.objects.filter(programme_code=programme_code, wordings__language=Language.ENGLISH)
    if settings.ALLOW_UNREVIEWED:
        return questions.exclude(state=Question.State.RETIRED)
    return questions.filter(state=Question.State.LIVE)


def candidates(programme_code: str) -> list[Candidate]:
    """What the blueprint draws from: every kind but those that an editor adds on purpose."""
    questions = may_be_drawn(programme_code).exclude(kind__in=EXTRA_KINDS)
    return [Candidate(*row) for row in questions.values_list("code", "competency", "level")]


def extras_of(programme_code: str) -> QuerySet[Question]:
    """The attitude and open questions that an editor may add."""
    return may_be_drawn(programme_code).filter(kind__in=EXTRA_KINDS).order_by("kind", "code")


def draft_of(plan: Plan) -> Draft:
    """Draw the plan's forms; raises the refusal that says why it cannot be done."""
    blueprint = programmes.get(plan.programme_code).blueprint
    newest = {letter: queries.newest_form(plan.programme_code, letter) for letter in drawing.LETTERS}
    before = {letter: queries.codes_on(form) for letter, form in newest.items() if form}
    taken = {code for letter in drawing.LETTERS[plan.forms :] for code in before.get(letter, ())}
    bank = [row for row in candidates(plan.programme_code) if row.code not in taken]  # those letters stay as they are
    if drawing.gaps(blueprint, bank, forms=plan.forms):
        raise errors.BankTooSmall
    drawn = drawing.draw_version(blueprint, bank, forms=plan.forms, seed=plan.seed, before=before)
    attitudes, opens = split(plan)
    own = deal_open(opens, list(drawn.letters), plan.seed)
    letters = {letter: [*codes, *own[letter], *attitudes] for letter, codes in drawn.letters.items()}
    return Draft(plan, letters, drawn.anchors)


def split(plan: Plan) -> tuple[list[str], list[str]]:
    """The chosen attitudes, which stand on every form, and the open questions, which stand on one each."""
    known = dict(extras_of(plan.programme_code).values_list("code", "kind"))
    unknown = [code for code in plan.extras if code not in known]
    if unknown:
        raise errors.ExtrasUnknown(unknown)
    chosen = sorted(set(plan.extras))
    attitudes = [code for code in chosen if known[code] == Question.Kind.ATTITUDE]
    return attitudes, [code for code in chosen if known[code] == Question.Kind.OPEN]


def deal_open(codes: Iterable[str], letters: list[str], seed: int) -> dict[str, list[str]]:
    """As many to each form; a question that is scored never stands on two."""
    shuffled = sorted(codes)
    if len(shuffled) % len(letters):
        raise errors.OpenQuestionsUneven(len(letters))
    Random(seed).shuffle(shuffled)  # noqa: S311 (to be repeated, not a secret)
    return {letter: shuffled[place :: len(letters)] for place, letter in enumerate(letters)}
