"""What is typed for one question from a sheet: checked by kind, told in the author's letters. No database here.

One option: `b`. Several: `ac`. An order: `cabd`. Matching: `1b 2a`, or only the targets in turn, `ba` (`-` for none).
How sure the person is follows as a digit, `b2` or `1b 2a/2`. An empty cell or `-`: no answer.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lms.assessments import marking
from lms.assessments.responses import LARGEST_TEXT, WITHDRAWN, is_prompt

LONGEST_CELL = 60  # signs; the longest answer in letters has eight pairs
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SURE_AFTER_SLASH = re.compile(r"^(.*?)\s*/\s*(\w+)$", re.DOTALL)
SURE_AFTER_LETTERS = re.compile(r"^([^0-9]+)([0-9]+)$")
BETWEEN = re.compile(r"[\s,;.:>]+")
PAIR = re.compile(r"([1-9])([a-z])")
STEPS_OF_CONFIDENCE = frozenset("123")


class Unclear(ValueError):
    """A cell that does not answer its question; the message is translated."""


@dataclass(frozen=True)
class PaperQuestion:
    """One question at its place of a form; `letters` is `{letter on paper: the author's letter}`, in paper's order."""

    position: int
    question_id: int
    kind: str
    asks_confidence: bool
    letters: Mapping[str, str]
    choices: Mapping[str, int] = field(default_factory=dict)  # the author's letter: its id

    @property
    def prompts(self) -> list[str]:
        return [letter for letter in self.letters if is_prompt(letter)]

    @property
    def options(self) -> list[str]:
        """The letters on paper, without the prompts of a matching question."""
        return [letter for letter in self.letters if not is_prompt(letter)]


@dataclass(frozen=True)
class Cell:
    """One answer in the author's letters, or the words of an open one; empty: none."""

    answer: str = ""
    confidence: int | None = None


def read_cell(text: str, question: PaperQuestion) -> Cell:
    """Raises Unclear."""
    check_signs(text, question)
    words = text.strip()
    if words in ("", WITHDRAWN):
        return Cell()
    if question.kind != marking.OPEN:
        words = unicodedata.normalize("NFKC", words).lower()
        words = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in words)
    answer, sure = parted(words, question)
    reader = READERS.get(question.kind, one_letter)
    return Cell(reader(answer, question), confidence_of(sure, question))


def check_signs(text: str, question: PaperQuestion) -> None:
    if text.startswith("=") and question.kind != marking.OPEN:
        raise Unclear(_("A formula stands here. Type the letters."))
    if CONTROL.search(text) or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Unclear(_("This holds signs that cannot be read."))
    if len(text) > (LARGEST_TEXT if question.kind == marking.OPEN else LONGEST_CELL):
        raise Unclear(_("This is too long."))


def parted(words: str, question: PaperQuestion) -> tuple[str, str]:
    """The answer and how sure the person is, which follows it."""
    if question.kind == marking.OPEN and not question.asks_confidence:
        return words, ""
    match = SURE_AFTER_SLASH.match(words)
    if not match and question.kind not in (marking.OPEN, marking.MATCHING):
        match = SURE_AFTER_LETTERS.match(words)
    return (match[1].strip(), match[2]) if match else (words, "")


def confidence_of(sure: str, question: PaperQuestion) -> int | None:
    if not sure:
        return None
    if not question.asks_confidence:
        raise Unclear(_("This question does not ask how sure the person is."))
    if sure not in STEPS_OF_CONFIDENCE:
        raise Unclear(_("How sure the person is goes from 1 to 3."))
    return int(sure)


def authors(letter: str, question: PaperQuestion) -> str:
    if letter not in question.letters or is_prompt(letter):
        raise unknown_letter(letter, question)
    return question.letters[letter]


def unknown_letter(letter: str, question: PaperQuestion) -> Unclear:
    names = {"letter": letter[:10], "letters": ", ".join(question.options)}
    return Unclear(_("“%(letter)s” is not on this question. Its letters are %(letters)s.") % names)


def one_letter(answer: str, question: PaperQuestion) -> str:
    if len(answer) != 1 and set(answer) <= set(question.letters):
        raise Unclear(_("This question takes one letter."))
    return authors(answer, question)


def several_letters(answer: str, question: PaperQuestion) -> str:
    return "".join(sorted(each_once(answer, question)))


def each_once(answer: str, question: PaperQuestion) -> list[str]:
    letters = [authors(letter, question) for letter in BETWEEN.sub("", answer)]
    if len(set(letters)) != len(letters):
        raise Unclear(_("A letter stands here twice."))
    return letters


def all_letters(answer: str, question: PaperQuestion) -> str:
    letters = each_once(answer, question)
    if len(letters) != len(question.options):
        names = {"letters": ", ".join(question.options)}
        raise Unclear(_("Type every letter once: %(letters)s. Leave it empty if some are missing.") % names)
    return "".join(letters)


def pairs(answer: str, question: PaperQuestion) -> str:
    given = [(prompt, target) for prompt, target in typed_pairs(answer, question) if target != WITHDRAWN]
    prompts = [prompt for prompt, _target in given]
    if not set(prompts) <= set(question.prompts):
        raise Unclear(_("Type a pair for each number, such as 1b 2a."))
    if len(set(prompts)) != len(prompts):
        raise Unclear(_("A number stands here twice."))
    return " ".join(sorted(prompt + authors(target, question) for prompt, target in given))


def typed_pairs(answer: str, question: PaperQuestion) -> list[tuple[str, str]]:
    """`1b 2a`, or the targets alone in the order of the prompts."""
    joined = BETWEEN.sub("", answer) or WITHDRAWN
    if joined[0].isdigit():
        found, length = PAIR.findall(joined), 2
    else:
        found, length = list(zip(question.prompts, joined, strict=False)), 1
    if length * len(found) != len(joined):
        raise Unclear(_("Type a pair for each number, such as 1b 2a."))
    return found


def words(answer: str, _question: PaperQuestion) -> str:
    return answer


READERS: dict[str, Callable[[str, PaperQuestion], str]] = {
    marking.MULTIPLE: several_letters,
    marking.ORDERING: all_letters,
    marking.MATCHING: pairs,
    marking.OPEN: words,
}


def shown(cell: Cell, question: PaperQuestion) -> str:
    """A cell as it is typed: in the letters on paper."""
    if not cell.answer:
        return ""
    sure = str(cell.confidence or "")
    if question.kind == marking.OPEN:
        return f"{cell.answer} /{sure}" if sure else cell.answer
    on_paper = {author: paper for paper, author in question.letters.items()}
    letters = [on_paper.get(letter, letter) for letter in cell.answer]
    if question.kind == marking.MULTIPLE:
        letters.sort()
    return "".join(letters) + (f"/{sure}" if sure and question.kind == marking.MATCHING else sure)


def paper_letters(kind: str, code: str, letters: list[str], right: str) -> dict[str, str]:
    """`{letter on paper: the author's letter}`: the same, unless the author's order itself gives the answer away.

    Steps written down in their right order, and targets in the order of their prompts, are turned round by a few
    places that depend on the question's code alone.
    """
    options = [letter for letter in letters if not is_prompt(letter)]
    same = {letter: letter for letter in letters}
    if kind not in (marking.ORDERING, marking.MATCHING) or len(options) < 2:
        return same
    if not gives_away(right, options):
        return same
    turn = 1 + sum(code.encode()) % (len(options) - 1)
    return same | dict(zip(options, options[turn:] + options[:turn], strict=True))


def gives_away(right: str, options: list[str]) -> bool:
    targets = [sign for sign in right if sign.isalpha()]
    return targets == options[: len(targets)]
