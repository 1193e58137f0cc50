"""What a page sends of one question, by kind: checked against the question's options, and told in letters.

A page knows options by the names of its attempt (see options.py); marking.py knows letters.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lms.assessments import marking

LARGEST_TEXT = 2000
WITHDRAWN = "-"  # answered once, then emptied: worth nothing, but newer than the answer before


@dataclass(frozen=True)
class Sent:
    """One answer as it came, its options as ids; only the field of the question's own kind may be filled."""

    option: int | None = None
    options: Sequence[int] = ()
    pairs: Sequence[tuple[int, int]] = ()
    order: Sequence[int] = ()
    text: str = ""

    def has_only(self, name: str) -> bool:
        fields = ("option", "options", "pairs", "order", "text")
        return all(field == name or getattr(self, field) in (None, (), [], "") for field in fields)


class WrongShape(ValueError):
    """An answer that no page of this question sends."""


def response_of(kind: str, sent: Sent, letters: Mapping[int, str]) -> str:
    """The answer in letters, or the words of an open one; `letters` is `{option id: letter}` of the question."""
    name, read = SHAPES.get(kind, ("", refuse))
    if not sent.has_only(name):
        raise WrongShape
    try:
        return read(sent, letters) or WITHDRAWN
    except KeyError as error:
        raise WrongShape from error


def refuse(_sent: Sent, _letters: Mapping[int, str]) -> str:
    raise WrongShape


def several(sent: Sent, letters: Mapping[int, str]) -> str:
    return "".join(sorted(letters[pk] for pk in each_once(sent.options)))


def matched(sent: Sent, letters: Mapping[int, str]) -> str:
    each_once([prompt for prompt, _target in sent.pairs])
    pairs = [(letters[prompt], letters[target]) for prompt, target in sent.pairs]
    if not all(is_prompt(prompt) and not is_prompt(target) for prompt, target in pairs):
        raise WrongShape
    return " ".join(prompt + target for prompt, target in sorted(pairs))


def ordered(sent: Sent, letters: Mapping[int, str]) -> str:
    if set(each_once(sent.order)) != set(letters):
        raise WrongShape
    return "".join(letters[pk] for pk in sent.order)


def in_words(sent: Sent, _letters: Mapping[int, str]) -> str:
    return sent.text


def each_once(ids: Sequence[int]) -> Sequence[int]:
    if len(set(ids)) != len(ids):
        raise WrongShape
    return ids


def is_prompt(letter: str) -> bool:
    """Prompts of a matching question are lettered 1, 2, 3; its targets a, b, c."""
    return letter.isdigit()


SHAPES: dict[str, tuple[str, Callable[[Sent, Mapping[int, str]], str]]] = {
    marking.MULTIPLE: ("options", several),
    marking.MATCHING: ("pairs", matched),
    marking.ORDERING: ("order", ordered),
    marking.OPEN: ("text", in_words),
}


def ids_in(kind: str, response: str, letters: Mapping[int, str]) -> list[int]:
    """The options that a saved answer names, in its order (matching: prompt, target, prompt, target ...)."""
    if kind == marking.OPEN or response == WITHDRAWN:
        return []
    ids = {letter: pk for pk, letter in letters.items()}
    return [ids[letter] for letter in marking.letters_in(response) if letter in ids]
