"""What a first visit to a lesson loads, on a slow line: page, styles, scripts, pictures and the script's font."""

from pathlib import Path
from urllib.parse import urljoin

import brotli
import factories
import pytest
from django.contrib.staticfiles import finders

from lms.learning import actions, contents
from tools.bench import weight

FIRST_VISIT_AT_MOST = 170 * 1024
HTML_AT_MOST = 30 * 1024
REQUESTS_AT_MOST = 8
PACKED_ALREADY = {".woff2", ".png", ".jpg"}
FONTS = {"km": ["../fonts/khmer.woff2"], "my": ["../fonts/myanmar.woff2"]}


@pytest.fixture
def lessons(db):
    """The lessons of Ethics that are written in the language asked for."""
    actions.load_pages(codes=["ethics"])

    def written_in(language):
        return [lesson for lesson in contents.lessons_of("ethics", language) if lesson.is_translated]

    return written_in


def file_of(address: str) -> Path:
    return Path(finders.find(address.removeprefix("/static/")))


def served_size(path: Path) -> int:
    """As WhiteNoise serves it: fonts and pictures as they are, everything else by Brotli."""
    content = path.read_bytes()
    return len(content) if path.suffix in PACKED_ALREADY else len(brotli.compress(content))


def loaded_with(html: str) -> tuple[list[str], list[str]]:
    """The addresses of the files that the page loads, and the fonts among them as the stylesheet names them."""
    files, fonts = weight.linked_files(html), []
    for sheet in [file for file in files if file.endswith(".css")]:
        needed = weight.fonts_needed(html, file_of(sheet).read_text(encoding="utf-8"))
        fonts += needed
        files = [*files, *(urljoin(sheet, font) for font in needed)]
    return files, fonts


@pytest.mark.parametrize("language", ["km", "my"])
def test_lessons_are_light(client, lessons, language):
    client.force_login(factories.person(full_name="Ma Thida", language=language))
    pages = [client.get(lesson.url).content for lesson in lessons(language)]
    files, fonts = loaded_with(pages[0].decode())
    assert fonts == FONTS[language]
    assert 1 + len(files) <= REQUESTS_AT_MOST
    assert len(pages[0]) + sum(served_size(file_of(file)) for file in files) < FIRST_VISIT_AT_MOST
    assert max(map(len, pages)) < HTML_AT_MOST


def test_fonts_are_those_whose_letters_the_page_shows():
    css = """
    @font-face { src: url("../fonts/khmer.woff2"); unicode-range: U+1780-17FF, U+25CC; }
    @font-face { src: url("../fonts/lao.woff2"); unicode-range: U+0E80-0EFF; }
    """
    menu = '<ul class="menu__list"><li>ລາວ</li></ul>'
    assert weight.fonts_needed(f"{menu}<p>មេរៀន</p>", css) == ["../fonts/khmer.woff2"]
    assert weight.fonts_needed("<p>ລາວ ខ្មែរ</p>", css) == ["../fonts/khmer.woff2", "../fonts/lao.woff2"]
    assert weight.fonts_needed("<p lang='km'>Lesson</p>", css) == []


def test_linked_files_are_ours_and_each_once():
    html = """
    <link rel="stylesheet" href="/static/css/a.css"><script type="module" src="/static/b.js"></script>
    <svg><use href="/static/icons/sprite.svg#one"></use></svg><svg><use href="/static/icons/sprite.svg#two"></use></svg>
    <a href="/static/not-loaded.pdf">x</a>
    """
    assert weight.linked_files(html) == ["/static/css/a.css", "/static/b.js", "/static/icons/sprite.svg"]
