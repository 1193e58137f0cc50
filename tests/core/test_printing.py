"""Printed sheets: archivable, the same each time, and never with a letter missing."""

import io
import threading
from pathlib import Path

import pytest
from pypdf import PdfReader

from lms.core import printing
from lms.core.printing import MissingGlyph

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.name, date: datetime(year: 2026, month: 11, day: 21))
#set text(font: data.fonts, lang: "en")
= #data.name
"""


@pytest.fixture
def template(tmp_path) -> Path:
    path = tmp_path / "sheet.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["Sok", "សុខ ស្រីមុំ", "ສົມສັກ", "မောင်မောင်", "สมชาย", "Nguyễn", "王小明"])
def test_names_of_all_seven_languages_print(template, name):
    pdf = PdfReader(io.BytesIO(printing.compile_pdf(template, {"name": name})))
    assert (len(pdf.pages), pdf.metadata.title) == (1, name)


def test_a_letter_without_a_font_is_refused(template):
    with pytest.raises(MissingGlyph) as refusal:
        printing.compile_pdf(template, {"name": "ꦗꦮ"})
    assert refusal.value.message == "A name or text contains a letter that cannot be printed."


def test_the_same_input_gives_the_same_bytes(template):
    assert printing.compile_pdf(template, {"name": "A"}) == printing.compile_pdf(template, {"name": "A"})


def test_data_is_never_read_as_a_template(template):
    pdf = PdfReader(io.BytesIO(printing.compile_pdf(template, {"name": '#panic("x") *b* $x$'})))
    assert pdf.pages[0].extract_text().strip() == '#panic("x") *b* $x$'


def test_a_picture_of_the_first_page(template):
    assert printing.compile_png(template, {"name": "A"}).startswith(b"\x89PNG")


def test_threads_print_side_by_side(template):
    sizes = []

    def work():
        sizes.extend(len(printing.compile_pdf(template, {"name": f"Name {number}"})) for number in range(5))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sizes) == 20
