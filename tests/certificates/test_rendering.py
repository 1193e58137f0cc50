import subprocess
from datetime import date
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from certificates import rendering
from certificates.snapshots import snapshot
from lms.core import languages, programmes
from lms.core.printing import MissingGlyph
from lms.people.models import User

NAMES = {
    "en": "Sok Sreymom",
    "km": "អ្នកស្រី ឈឿន ស្រ្តីស្រស់ ស៊្រុន",
    "lo": "ນາງ ບົວຫຼ້າ ຫຼວງພະບາງ ນ້ຳທາ",
    "my": "ဒေါ် သင်္ဃာ ကျွန်တော် မြွေဆိုး ဣန္ဒြေ",
    "th": "นางสาวกตัญญู ฐิติน้ำผึ้ง ปิ่นเพชร",
    "vi": "Nguyễn Thị Phượng Quỳnh Ngọc",
    "zh-hans": "阿卜杜热依木·买买提𬱖",
}


def facts(language="km", name="", code="probe-trainer"):
    return snapshot(
        person=User(full_name=name or NAMES[language], full_name_latin="Name In Latin", language=language),
        programme=programmes.get(code),
        country="KH",
        number="CL-KH-2026-000123",
        code="7KQ2-M8XB-4RTN-9HJC",
        issued_on=date(2026, 11, 21),
        valid_until=date(2029, 11, 21),
    )


def picture_of(pdf):
    png = subprocess.run(
        ["pdftoppm", "-r", "100", "-png", "-singlefile", "-"], input=pdf, capture_output=True, check=True
    )
    return Image.open(BytesIO(png.stdout))


@pytest.mark.parametrize("language", languages.CODES)
def test_each_language_prints_on_one_page_with_the_number_in_its_text(language):
    reader = PdfReader(BytesIO(rendering.render(facts(language))))
    assert (len(reader.pages), "CL-KH-2026-000123" in reader.pages[0].extract_text()) == (1, True)
    assert reader.metadata.title == f"Trainer’s certificate: {NAMES[language]}"


@pytest.mark.parametrize("language", ["km", "my", "zh-hans"])
def test_the_qr_code_leads_to_the_check_page(language, settings):
    settings.SITE_URL = "https://learn.example.org"
    found = zxingcpp.read_barcodes(picture_of(rendering.render(facts(language))))
    assert [code.text for code in found] == ["https://learn.example.org/verify/7KQ2-M8XB-4RTN-9HJC/"]


def test_the_same_snapshot_gives_the_same_bytes():
    assert rendering.render(facts()) == rendering.render(facts())


def test_another_name_gives_other_bytes():
    assert rendering.sha256(rendering.render(facts())) != rendering.sha256(rendering.render(facts(name="សុខ")))


@pytest.mark.parametrize("name", ["ꦱꦸꦏꦂꦤꦺꦴ", "Sok ᠮᠣᠩᠭᠣᠯ"])
def test_a_missing_glyph_is_refused(name):
    with pytest.raises(MissingGlyph):
        rendering.render(facts(name=name))


@pytest.mark.parametrize("name", ["A" * 200, '#panic("x") *b* $x$ \\ "', "ស្រី " * 40])
def test_long_and_odd_names_stay_on_one_page(name):
    assert len(PdfReader(BytesIO(rendering.render(facts(name=name)))).pages) == 1


def test_the_paper_is_a_tagged_archive_file():
    pdf = rendering.render(facts())
    catalogue = PdfReader(BytesIO(pdf)).trailer["/Root"]
    metadata = catalogue["/Metadata"].get_data().decode()
    assert catalogue["/MarkInfo"]["/Marked"] is not None
    assert ["pdfuaid:part" in metadata, "pdfaid:conformance>A<" in metadata] == [True, True]
