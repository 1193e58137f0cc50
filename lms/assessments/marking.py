"""What one answer is worth, by kind of question: pure rules, 0 to 1 point a question.

Answers come as letters: `b` (one option), `ac` (several, sorted), `cabd` (an order, first to last),
`1b 2a` (matching: prompt and target). An empty answer is worth nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

SINGLE_BEST, MULTIPLE, TRUE_FALSE, MATCHING = "single_best", "multiple", "true_false", "matching"
ORDERING, SITUATIONAL, ATTITUDE, OPEN = "ordering", "situational", "attitude", "open"
ONE_OPTION = frozenset({SINGLE_BEST, TRUE_FALSE, SITUATIONAL, ATTITUDE})


@dataclass(frozen=True)
class Key:
    """What is right: `right` as letters in the shape of an answer; `worth` is `{letter: points}` (situational)."""

    kind: str
    right: str = ""
    worth: Mapping[str, int] = field(default_factory=dict)


def points_of(key: Key, answer: str) -> float:
    """The points of one answer, 0-1. An open answer is marked by a trainer, an attitude never scored: 0 here."""
    rule = RULES.get(key.kind)
    return rule(key, answer) if rule and answer else 0.0


def one_option(key: Key, answer: str) -> float:
    return float(answer == key.right)


def several_options(key: Key, answer: str) -> float:
    """Right ones chosen minus wrong ones chosen, over the number of right ones; never under 0."""
    chosen, right = set(answer), set(key.right)
    return max(0.0, (len(chosen & right) - len(chosen - right)) / len(right)) if right else 0.0


def pairs(key: Key, answer: str) -> float:
    """The share of prompts with their own target."""
    right = set(key.right.split())
    return len(right & set(answer.split())) / len(right) if right else 0.0


def order(key: Key, answer: str) -> float:
    """The share of pairs of steps in the right order, counted from what chance gives: 2 x share - 1, never under 0."""
    place = {letter: number for number, letter in enumerate(answer)}
    wanted = list(combinations(key.right, 2))
    if not wanted or set(place) != set(key.right):
        return 0.0
    share = sum(place[first] < place[second] for first, second in wanted) / len(wanted)
    return max(0.0, 2 * share - 1)


def situational(key: Key, answer: str) -> float:
    """The option's points (0, 1 or 2) over the best option's."""
    best = max(key.worth.values(), default=0)
    return key.worth.get(answer, 0) / best if best else 0.0


RULES: dict[str, Callable[[Key, str], float]] = {
    SINGLE_BEST: one_option,
    TRUE_FALSE: one_option,
    MULTIPLE: several_options,
    MATCHING: pairs,
    ORDERING: order,
    SITUATIONAL: situational,
}


def letters_in(answer: str) -> str:
    """The options that an answer names, whatever its kind."""
    return answer.replace(" ", "")
