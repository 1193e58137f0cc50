"""What is odd about a question: flags that open a review task and never delete anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lms.assessments.gain_items import FourCounts
from lms.assessments.item_analysis_languages import is_harder
from lms.assessments.item_analysis_options import OptionRules

PEOPLE_FOR_FLAGS = 30  # each r has a standard error of about .18 here
NEAR_CHANCE = 0.05


class Phase(StrEnum):
    """Before the course, or after it: then easy questions and low discrimination are success."""

    PRE = "pre"
    POST = "post"


class Flag(StrEnum):
    """The flags of measurement plan A6; which test raises them stands at `flags_of`."""

    CHECK_KEY = "check_key"  # the better people choose it less: r below 0
    POOR = "poor"  # r below .10
    WEAK = "weak"  # r below .20
    TOO_HARD = "too_hard"  # facility below .20
    HARD = "hard"  # facility below .30
    EASY = "easy"  # facility above .90
    AT_CHANCE = "at_chance"  # facility within .05 of blind guessing
    UNUSED_OPTION = "unused_option"  # a wrong option under 5 %
    ATTRACTIVE_OPTION = "attractive_option"  # a wrong option that the better people choose
    NOT_LEARNED = "not_learned"  # pre-post index below .10: not taught, or known already
    HARDER_IN_LANGUAGE = "harder_in_language"  # more than .15 harder than in English: to translation review


class Ebel(StrEnum):
    """Ebel's words for D27."""

    VERY_GOOD = "very_good"
    GOOD = "good"
    MARGINAL = "marginal"
    POOR = "poor"


@dataclass(frozen=True)
class ItemFigures:
    """One question: `n` people were given it, `n_complete` of all answer sheets are complete; None is undefined.

    `facility` is a share 0-1; `r_rest` its correlation with the rest of the test, from `r_low` to `r_high`.
    """

    n: int
    n_complete: int
    facility: float | None
    r_rest: float | None
    r_low: float | None = None
    r_high: float | None = None
    d27_fraction: float | None = None
    alpha_if_deleted: float | None = None


def flags_of(
    figures: ItemFigures,
    *,
    phase: Phase,
    chance: float | None = None,
    options: Sequence[OptionRules] = (),
    change: FourCounts | None = None,
    harder_by: float | None = None,
) -> list[Flag]:
    """The flags of one question, gravest first; none under 30 people.

    `chance` is the share right by blind guessing (1/k), `options` its distractor table, `change` its four counts of
    matched people, `harder_by` its greatest entry of `harder_by()`. Easy and low r are told for the test before the
    course only; so is an unused option where more than .90 are right after it, as it must then be.
    """
    found = []
    if figures.n_complete >= PEOPLE_FOR_FLAGS:
        found += _discrimination(figures.r_rest, phase)
    if figures.n >= PEOPLE_FOR_FLAGS and figures.facility is not None:
        found += _facility(figures.facility, phase, chance) + _options(figures.facility, phase, options)
    if change is not None and change.not_learned:
        found.append(Flag.NOT_LEARNED)
    if harder_by is not None and is_harder(harder_by):
        found.append(Flag.HARDER_IN_LANGUAGE)
    return found


def _discrimination(r: float | None, phase: Phase) -> list[Flag]:
    if r is None or r >= 0.20:
        return []
    if r < 0:
        return [Flag.CHECK_KEY]
    if phase == Phase.POST:
        return []
    return [Flag.POOR if r < 0.10 else Flag.WEAK]


def _facility(facility: float, phase: Phase, chance: float | None) -> list[Flag]:
    found = []
    if facility < 0.30:
        found.append(Flag.TOO_HARD if facility < 0.20 else Flag.HARD)
    if facility > 0.90 and phase == Phase.PRE:
        found.append(Flag.EASY)
    if chance is not None and abs(facility - chance) <= NEAR_CHANCE + 1e-9:
        found.append(Flag.AT_CHANCE)
    return found


def _options(facility: float, phase: Phase, options: Sequence[OptionRules]) -> list[Flag]:
    found = []
    if any(option.attracts for option in options):
        found.append(Flag.ATTRACTIVE_OPTION)
    mastered = phase == Phase.POST and facility > 0.90
    if any(option.unused for option in options) and not mastered:
        found.append(Flag.UNUSED_OPTION)
    return found


def ebel(d27: float) -> Ebel:
    """Ebel's word for a D27 (1965)."""
    steps = [(0.40, Ebel.VERY_GOOD), (0.30, Ebel.GOOD), (0.20, Ebel.MARGINAL)]
    return next((word for limit, word in steps if d27 >= limit), Ebel.POOR)
