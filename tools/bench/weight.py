"""What a first visit loads: the page, its styles and scripts, its pictures, the fonts that its letters need."""

import re
from dataclasses import dataclass

LINKED = re.compile(r"""<(?:link|script|img|use)\b[^>]*?\b(?:href|src)=["']([^"'#]+)""")
FONT_FACE = re.compile(r"@font-face\s*\{(.*?)\}", re.DOTALL)
ADDRESS = re.compile(r"""url\(["']?([^"')]+)""")
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)
WORDS_ONLY = re.compile(r"<[^>]*>")
CLOSED_MENU = re.compile(r'<ul class="menu__list">.*?</ul>', re.DOTALL)


@dataclass(frozen=True)
class Font:
    """One font of a stylesheet and the letters that it is for."""

    address: str
    ranges: tuple[tuple[int, int], ...]

    def is_needed_for(self, text: str) -> bool:
        letters = set(map(ord, text))
        return any(low <= letter <= high for letter in letters for low, high in self.ranges)


def linked_files(html: str) -> list[str]:
    """Addresses of the files that the page itself loads, each once."""
    return list(dict.fromkeys(address for address in LINKED.findall(html) if address.startswith("/static/")))


def fonts_in(css: str) -> list[Font]:
    return [font_of(block) for block in FONT_FACE.findall(css)]


def font_of(block: str) -> Font:
    ranges = [(int(low, 16), int(high or low, 16)) for low, high in RANGE.findall(block)]
    return Font(ADDRESS.search(block)[1], tuple(ranges))


def text_shown(html: str) -> str:
    """The words on the page; a browser lays out nothing, and loads no font, for a menu that is closed."""
    return WORDS_ONLY.sub(" ", CLOSED_MENU.sub(" ", html))


def fonts_needed(html: str, css: str) -> list[str]:
    """Addresses, as the stylesheet writes them, of the fonts that the page's words need."""
    words = text_shown(html)
    return [font.address for font in fonts_in(css) if font.is_needed_for(words)]
