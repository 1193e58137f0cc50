"""The texts of a Moodle question: HTML or not, in one language or in several (the multilang filters)."""

import re
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from lms.core.languages import CODES
from lms.questionnaires.exchange.items import Defaults
from lms.questionnaires.exchange.plain import names_of, plain, tidy
from lms.questionnaires.exchange.trees import local

OLD_SPAN = re.compile(
    r"<span\b(?=[^>]{0,200}\bmultilang\b)[^>]{0,200}\blang=[\"']?([a-z_-]{2,10})[^>]{0,200}>((?:(?!<span|</span>).)*)</span>",
    re.DOTALL | re.IGNORECASE,
)
NEW_BLOCK = re.compile(r"\{mlang\s+([a-z_-]{2,10})\}((?:(?!\{mlang).)*)\{mlang\}", re.DOTALL | re.IGNORECASE)
PLAIN_FORMATS = ("plain_text", "markdown")
TAGS = {code: code for code in CODES} | {"zh": "zh-hans", "zh-cn": "zh-hans"}


def child(element: Element | None, name: str) -> Element | None:
    return next((part for part in element if local(part) == name), None) if element is not None else None


def text_at(element: Element, name: str) -> str:
    """The plain content of `<name><text>`, or of `<name>` itself; an empty name: of the element."""
    part = child(element, name) if name else element
    if part is None:
        return ""
    text = child(part, "text")
    return ((part if text is None else text).text or "").strip()


def flag(element: Element, name: str, *, default: bool) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}.get(text_at(element, name).lower(), default)


def our_code(tag: str) -> str:
    tag = tag.lower().replace("_", "-")
    return TAGS.get(tag) or TAGS.get(tag.partition("-")[0], "")


def languages_in(question: Element, defaults: Defaults) -> list[str]:
    """The languages of a text that marks them; the one that the person named where it does not."""
    markup = text_at(question, "questiontext")
    tags = [match[1] for pattern in (OLD_SPAN, NEW_BLOCK) for match in pattern.finditer(markup)]
    found = {our_code(tag) for tag in tags} - {""}
    return [code for code in CODES if code in found] or [defaults.language]


def in_language(markup: str, language: str) -> str:
    """The markup without the parts that are in other languages; what is not marked belongs to all."""

    def keep(match: re.Match) -> str:
        return match[2] if our_code(match[1]) == language else ""

    return NEW_BLOCK.sub(keep, OLD_SPAN.sub(keep, markup))


class Texts:
    """Reads the texts of one question and remembers what they lose."""

    def __init__(self, question: Element, language: str):
        self.question, self.language = question, language
        self.lost: set[str] = set()
        self.said: list[str] = []

    def of(self, element: Element | None, language: str) -> str:
        """In one language; an empty one: the language of the file, or English where several are marked."""
        if element is None:
            return ""
        markup = in_language(text_at(element, ""), language) if language else self.any_language(element)
        if element.get("format") in PLAIN_FORMATS:
            return tidy(markup)
        text, lost = plain(markup)
        self.lost |= lost
        return text

    def any_language(self, element: Element) -> str:
        markup = text_at(element, "")
        return next((text for text in (in_language(markup, code) for code in [self.language, *CODES]) if text), "")

    def note(self, message: str) -> None:
        if message not in self.said:
            self.said.append(message)

    def notes(self) -> list[str]:
        if not self.lost:
            return self.said
        message = _("Lost, because only text is taken: %(things)s.")
        return [*self.said, message % {"things": names_of(self.lost)}]
