"""Every glyph of hard words in seven languages, as it stands in the paper, against what HarfBuzz shapes."""

from datetime import date
from functools import cache
from io import BytesIO
from unicodedata import normalize

import pytest
import uharfbuzz
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream

from certificates import rendering
from certificates.snapshots import snapshot
from certificates.wording import Facts
from lms.core import printing, programmes
from lms.people.models import User

FAMILY = {
    "en": "Noto Sans",
    "km": "Noto Sans Khmer",
    "lo": "Noto Sans Lao",
    "my": "Noto Sans Myanmar",
    "th": "Noto Sans Thai",
    "vi": "Noto Sans",
    "zh-hans": "Noto Sans SC",
}
WORDS = {
    "en": ["Afflick", "AVATAR"],
    "km": ["ស្រ្តី", "ខ្មែរ", "ស៊្រុន", "ប៉ុន្តែ", "បញ្ញើ", "ត្រង្គោល", "ឈឿន", "ព្រះ", "ញ៉ាំ"],
    "lo": ["ນ້ຳ", "ຫຼວງ", "ບົວຫຼ້າ", "ເຈົ້າ", "ຈຳປາ", "ປຶ້ມ", "ຕໍ່"],
    "my": ["သင်္ဃာ", "ကျွန်တော်", "မြွေဆိုး", "ဣန္ဒြေ", "အင်္ဂလိပ်", "ဩဂုတ်", "သတ္တဝါ", "လွှဲ", "ကြွေး"],
    "th": ["น้ำ", "ผึ้ง", "ปิ่น", "กตัญญู", "ฐิติ", "ฏีกา", "ฟ้า", "ญี่ปุ่น"],
    "vi": ["Nguyễn", "Phượng", "Quỳnh", "Thị", "Nguye\u0302\u0303n"],
    "zh-hans": ["买买提", "𬱖", "龘", "㛃"],
}
WEIGHT = 600  # of the name on the paper
EM = 1000  # units of all our fonts
BLANK = ((0, 0, 0, 0), 0)


def paper(language, word):
    return rendering.render(
        snapshot(
            person=User(full_name=word, language=language),
            programme=programmes.get("probe-trainer"),
            facts=Facts("CL-KH-2026-000123", "KH", date(2026, 11, 21), date(2029, 11, 21)),
            code="7KQ2-M8XB-4RTN-9HJC",
        )
    )


def shape_of(draw):
    """What one outline looks like: its bounds and its area, in thousandths of the font size."""
    bounds, area = BoundsPen(None), AreaPen()
    draw(bounds)
    draw(area)
    return bounds.bounds or BLANK[0], area.value


class Embedded:
    """One font of the paper: what its glyphs look like and how far each moves on."""

    def __init__(self, font):
        descendant = font["/DescendantFonts"][0].get_object()
        self.ttf = TTFont(BytesIO(descendant["/FontDescriptor"]["/FontFile2"].get_data()))
        self.glyphs = self.ttf.getGlyphSet()
        self.default = descendant.get("/DW", 1000)
        self.widths = widths_of(descendant.get("/W", []))

    def width(self, glyph):
        return self.widths.get(glyph, self.default)

    def shape(self, glyph):
        outline = DecomposingRecordingPen(self.glyphs)
        self.glyphs[self.ttf.getGlyphName(glyph)].draw(outline)
        return shape_of(outline.replay)


def widths_of(listed):
    """`{glyph: width}` from `first [width ...]` and `first last width`."""
    found, parts = {}, list(listed)
    while parts:
        first, second = parts.pop(0), parts.pop(0)
        if isinstance(second, list):
            found |= {first + place: float(width) for place, width in enumerate(second)}
        else:
            found |= dict.fromkeys(range(first, second + 1), float(parts.pop(0)))
    return found


def glyphs_in(pdf):
    """`[(font, size, glyph, x, y)]` of the page in the order drawn, in points from the page's corner."""
    reader = PdfReader(BytesIO(pdf))
    page = reader.pages[0]
    fonts = {name: Embedded(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    return Walk(fonts).of(ContentStream(page.get_contents(), reader).operations)


class Walk:
    """Follows the operators that place glyphs."""

    def __init__(self, fonts):
        self.fonts, self.saved, self.found = fonts, [], []
        self.page = self.text = (1, 0, 0, 1, 0, 0)

    def of(self, operations):
        for operands, operator in operations:
            step = getattr(self, f"do_{operator.decode()}".replace("*", "_"), None)
            if step:
                step(*operands)
        return self.found

    def do_q(self):
        self.saved.append(self.page)

    def do_Q(self):  # noqa: N802
        self.page = self.saved.pop()

    def do_cm(self, *matrix):
        self.page = times(numbers(matrix), self.page)

    def do_Tf(self, name, size):  # noqa: N802
        self.font, self.size = self.fonts[name], float(size)

    def do_Tm(self, *matrix):  # noqa: N802
        self.text = numbers(matrix)

    def do_Tj(self, codes):  # noqa: N802
        self.do_TJ([codes])

    def do_TJ(self, parts):  # noqa: N802
        for part in parts:
            if isinstance(part, (int, float)):
                self.move(-float(part))
                continue
            raw = part if isinstance(part, bytes) else part.original_bytes
            for first, second in zip(raw[::2], raw[1::2], strict=True):
                glyph = first * 256 + second
                *_scale, x, y = times(self.text, self.page)
                self.found.append((self.font, self.size, glyph, x, y))
                self.move(self.font.width(glyph))

    def move(self, thousandths):
        self.text = times((1, 0, 0, 1, thousandths / 1000 * self.size, 0), self.text)


def numbers(matrix):
    return tuple(map(float, matrix))


def times(one, two):
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def printed(language, word):
    """`[(shape, x, y)]` of the name, the largest text of the paper, in thousandths of its size; without blanks."""
    found = glyphs_in(paper(language, word))
    largest = max(size for _font, size, *_rest in found)
    name = [row for row in found if row[1] == largest]
    return from_first([(font.shape(glyph), x * EM / size, y * EM / size) for font, size, glyph, x, y in name])


def shaped(language, word):
    """The same, shaped by HarfBuzz with the font's own file."""
    font = uharfbuzz.Font(face_of(FAMILY[language]))
    font.set_variations({"wght": WEIGHT})
    text = uharfbuzz.Buffer()
    text.add_str(normalize("NFC", word))
    text.guess_segment_properties()
    text.language = language
    uharfbuzz.shape(font, text)
    rows, x = [], 0
    for info, position in zip(text.glyph_infos, text.glyph_positions, strict=True):
        shape = shape_of(lambda pen, glyph=info.codepoint: font.draw_glyph_with_pen(glyph, pen))
        rows.append((shape, x + position.x_offset, position.y_offset))
        x += position.x_advance
    return from_first(rows)


@cache
def face_of(family):
    fonts = printing._fonts().fonts()
    path = next(info.path for info in fonts if info.family == family and info.style == "normal")
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path))
    assert face.upem == EM
    return face


def from_first(rows):
    inked = [row for row in rows if row[0] != BLANK]
    left, base = inked[0][1:]
    return [(shape, x - left, y - base) for shape, x, y in inked]


def differences(on_paper, expected):
    """In what the two runs of glyphs differ; outlines are rounded to whole units when a font is embedded."""
    if len(on_paper) != len(expected):
        return [f"{len(on_paper)} glyphs, not {len(expected)}"]
    return [place for place, pair in enumerate(zip(on_paper, expected, strict=True)) if not is_same(*pair)]


def is_same(one, two):
    (bounds, area), *place = one
    (other_bounds, other_area), *other_place = two
    around = 2 * sum(abs(side) for side in other_bounds)
    is_alike = all(abs(a - b) <= 3 for a, b in zip(bounds, other_bounds, strict=True))
    is_in_place = all(abs(a - b) <= 6 for a, b in zip(place, other_place, strict=True))
    return is_alike and is_in_place and abs(area - other_area) <= around


@pytest.mark.parametrize(("language", "word"), [(language, word) for language in WORDS for word in WORDS[language]])
def test_the_paper_shows_the_glyphs_that_harfbuzz_shapes(language, word):
    assert differences(printed(language, word), shaped(language, word)) == []


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [("km", "ខ្មែរ", "ខមែរ"), ("my", "သင်္ဃာ", "သင်ဃာ"), ("lo", "ນ້ຳ", "ນຳ້"), ("th", "ปิ่น", "ปิน"), ("vi", "Thị", "Thi")],
)
def test_the_comparison_sees_a_single_wrong_sign(language, word, other):
    assert differences(printed(language, word), shaped(language, other)) != []
