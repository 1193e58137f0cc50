"""Markup to plain text, and what of it is lost."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from django.utils.translation import gettext as _

BLOCKS = {
    *("address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "figcaption", "figure", "footer"),
    *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "tr", "ul"),
}
SILENT = {"script", "style", "template", "noscript", "head", "title"}
LOST = {
    "img": "image",
    "picture": "image",
    "svg": "image",
    "canvas": "image",
    "table": "table",
    "audio": "sound",
    "video": "video",
    "object": "object",
    "embed": "object",
    "iframe": "object",
    "applet": "object",
    "math": "formula",
}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
FORMULA = re.compile(r"\\\(|\\\[|\$\$")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
SPACES = re.compile(r"[ \t\u00a0]+")
MANY_LINES = re.compile(r"\n{3,}")


def names_of(lost: set[str]) -> str:
    words = {
        "image": _("an image"),
        "table": _("a table"),
        "sound": _("a sound"),
        "video": _("a video"),
        "object": _("an embedded object"),
        "formula": _("a formula"),
        "feedback": _("feedback on single options"),
    }
    return ", ".join(words[name] for name in sorted(lost))


def plain(markup: str) -> tuple[str, set[str]]:
    """The text of HTML and the kinds of things in it that text cannot hold; each block stands on a line of its own.

    Linear in the length whatever the markup holds, which Python's own HTML parser is not.
    """
    parts: list[str] = []
    lost: set[str] = set()
    silent = ""
    for text, is_end, tag in tokens_of(without_comments(markup)):
        if not silent:
            parts.append(SPACES.sub(" ", unescape(text.replace("\n", " "))))
        if tag in SILENT and not silent and not is_end:
            silent = tag
        elif tag == silent and is_end:
            silent = ""
        if tag in LOST and not is_end:
            lost.add(LOST[tag])
        parts.append("\n" if tag == "br" or tag in BLOCKS else " " if tag in ("td", "th") else "")
    text = tidy("".join(parts))
    return text, lost | ({"formula"} if FORMULA.search(text) else set())


def tokens_of(markup: str) -> Iterator[tuple[str, bool, str]]:
    """`(text, whether the tag after it is an end, the tag's name)`; after the last text there is none."""
    place = 0
    for match in TAG.finditer(markup):
        yield markup[place : match.start()], bool(match[1]), match[2].lower()
        place = match.end()
    yield markup[place:], False, ""


def without_comments(markup: str) -> str:
    first, *rest = markup.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


def tidy(text: str) -> str:
    """One composed form, single spaces, no empty edges; signs that carry meaning in our scripts stay (U+200B)."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [SPACES.sub(" ", line).strip(" ") for line in text.split("\n")]
    return MANY_LINES.sub("\n\n", "\n".join(lines)).strip()


def printable(text: str) -> str:
    """Without the signs that no XML file may hold."""
    return UNPRINTABLE.sub("", text)
