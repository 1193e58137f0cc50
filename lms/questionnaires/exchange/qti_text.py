"""The text that stands in a part of a QTI item, and what of it text cannot hold."""

from xml.etree.ElementTree import Element

from lms.questionnaires.exchange.plain import BLOCKS, LOST, SPACES, tidy
from lms.questionnaires.exchange.qti import undashed
from lms.questionnaires.exchange.trees import local

FEEDBACK = {"feedbackInline", "feedbackBlock"}
OPTIONS = {"simpleChoice", "simpleMatchSet"}
SKIPPED = FEEDBACK | OPTIONS | {"templateBlock", "templateInline", "stylesheet", "math"}
BLOCK_NAMES = BLOCKS | {"prompt", "contentBody"}
WHAT_IS_LOST = LOST | dict.fromkeys(FEEDBACK, "feedback") | dict.fromkeys(("templateBlock", "templateInline"), "object")


def text_of(element: Element, lost: set[str]) -> str:
    """`lost` gets the kinds of things left behind. Of a whole item body: the question without its options."""
    pieces: list[str] = []
    collect_inside(element, pieces, lost)
    return tidy("".join(pieces))


def collect_inside(element: Element, pieces: list[str], lost: set[str]) -> None:
    """trees.py has bounded the depth."""
    pieces.append(one_line(element.text))
    for child in element:
        collect(child, pieces, lost)
        pieces.append(one_line(child.tail))


def collect(child: Element, pieces: list[str], lost: set[str]) -> None:
    name = undashed(local(child))
    if name in WHAT_IS_LOST:
        lost.add(WHAT_IS_LOST[name])
    if not name or name in SKIPPED or is_for_others(name, child):
        return
    is_block = name in BLOCK_NAMES or name.endswith("Interaction")
    pieces.append("\n" if is_block or name == "br" else " " if name in ("td", "th") else "")
    collect_inside(child, pieces, lost)
    pieces.append("\n" if is_block else "")


def is_for_others(name: str, element: Element) -> bool:
    """A rubric that is not for the candidate, such as a marking guide, is no part of the question."""
    return name == "rubricBlock" and "candidate" not in element.get("view", "").split()


def one_line(text: str | None) -> str:
    """Line breaks of the file mean nothing."""
    return SPACES.sub(" ", (text or "").replace("\n", " "))
