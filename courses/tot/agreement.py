"""Where the observers of one practice lesson stand: who must score it next, or what they agree on. No database."""

from collections.abc import Sequence
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from courses.tot import rubric
from courses.tot.rubric import Rule

Scores = dict[str, int]


class Standing(StrEnum):
    """What one practice lesson needs, or its result."""

    NEEDS_FIRST = "needs_first"
    NEEDS_SECOND = "needs_second"
    NEEDS_THIRD = "needs_third"
    PASSED = "passed"
    NOT_PASSED = "not_passed"

    @property
    def is_final(self) -> bool:
        return self in (Standing.PASSED, Standing.NOT_PASSED)

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Standing.NEEDS_FIRST: _("needs an observer"),
    Standing.NEEDS_SECOND: _("needs a second observer"),
    Standing.NEEDS_THIRD: _("needs a third observer"),
    Standing.PASSED: _("passed"),
    Standing.NOT_PASSED: _("not passed"),
}


def standing(signed: Sequence[Scores], rule: Rule) -> Standing:
    """From the signed scores of one lesson, the first signature first.

    Where two observers differ a third decides, and the lesson is passed when most of the three passed it.
    """
    if not signed:
        return Standing.NEEDS_FIRST
    if len(signed) < rule.observers:
        return Standing.NEEDS_SECOND
    if len(signed) == rule.observers == 2 and rubric.differ(*signed, rule):
        return Standing.NEEDS_THIRD
    return result(signed, rule)


def result(signed: Sequence[Scores], rule: Rule) -> Standing:
    passes = sum(rubric.is_passed(scores, rule) for scores in signed)
    return Standing.PASSED if 2 * passes > len(signed) else Standing.NOT_PASSED
