import json
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from certificates import pictures, rendering
from certificates.errors import MissingPicture
from certificates.snapshots import Seal, Signature, snapshot
from certificates.wording import Facts
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


NO_SEAL = Seal()
CREDENTIAL = '{"name":"ស្រ្តី","proof":"z1"}'
OLD_PAPERS = json.loads((Path(__file__).parent / "papers" / "format_1.json").read_text(encoding="utf-8"))


def facts(language="km", name="", code="probe-trainer", seal=NO_SEAL):
    return snapshot(
        person=User(full_name=name or NAMES[language], full_name_latin="Name In Latin", language=language),
        programme=programmes.get(code),
        facts=Facts("CL-KH-2026-000123", "KH", date(2026, 11, 21), date(2029, 11, 21), decided_on=date(2026, 11, 20)),
        code="7KQ2-M8XB-4RTN-9HJC",
        seal=seal,
    )


@pytest.fixture
def seal():
    """An emblem and a signature, as the database would have given them."""
    signs = []
    for colour in ("navy", "black"):
        drawn = BytesIO()
        Image.new("RGBA", (40, 20), colour).save(drawn, "PNG")
        drawn.seek(0)
        picture = pictures.cleaned(drawn)
        pictures.write(pictures.folder() / f"{picture.sha256}.png", picture.png)
        signs.append(picture.sha256)
    return Seal(signs[0], (Signature("ឈឿន ស្រស់", "ប្រធាន", signs[1]), Signature("Keo Pisey", "Member")))


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


def test_the_same_snapshot_gives_the_same_bytes(seal):
    papers = {rendering.render(facts(seal=seal), credential=CREDENTIAL) for _ in range(2)}
    assert len(papers) == 1


@pytest.mark.parametrize("paper", OLD_PAPERS, ids=[paper["snapshot"]["language"] for paper in OLD_PAPERS])
def test_a_paper_of_the_first_format_is_drawn_as_it_was_issued(paper):
    assert rendering.sha256(rendering.render(paper["snapshot"])) == paper["pdf_sha256"]


def test_the_signed_record_is_attached_byte_for_byte():
    reader = PdfReader(BytesIO(rendering.render(facts(), credential=CREDENTIAL)))
    assert dict(reader.attachments) == {"credential.json": [CREDENTIAL.encode()]}


def test_a_paper_without_a_record_carries_no_file():
    assert dict(PdfReader(BytesIO(rendering.render(facts()))).attachments) == {}


def test_emblem_and_signatures_are_printed(seal):
    page = PdfReader(BytesIO(rendering.render(facts(seal=seal)))).pages[0]
    text = page.extract_text()
    assert (len(page.images), "Keo Pisey" in text, "Member" in text) == (2, True, True)


@pytest.mark.django_db
@pytest.mark.parametrize("sha256", ["0" * 64, "../../etc/passwd"])
def test_a_missing_picture_is_refused(sha256):
    with pytest.raises(MissingPicture):
        rendering.render(facts(seal=Seal(sha256)))


def test_another_name_gives_other_bytes():
    assert rendering.sha256(rendering.render(facts())) != rendering.sha256(rendering.render(facts(name="សុខ")))


@pytest.mark.parametrize("name", ["ꦱꦸꦏꦂꦤꦺꦴ", "Sok ᠮᠣᠩᠭᠣᠯ"])
def test_a_missing_glyph_is_refused(name):
    with pytest.raises(MissingGlyph):
        rendering.render(facts(name=name))


@pytest.mark.parametrize("name", ["A" * 200, '#panic("x") *b* $x$ \\ "', "ស្រី " * 40])
def test_long_and_odd_names_stay_on_one_page(name):
    assert len(PdfReader(BytesIO(rendering.render(facts(name=name)))).pages) == 1


def test_the_paper_is_a_tagged_archive_file(seal):
    pdf = rendering.render(facts(seal=seal), credential=CREDENTIAL)
    catalogue = PdfReader(BytesIO(pdf)).trailer["/Root"]
    metadata = catalogue["/Metadata"].get_data().decode()
    assert catalogue["/MarkInfo"]["/Marked"] is not None
    assert ["pdfuaid:part" in metadata, "pdfaid:conformance>A<" in metadata] == [True, True]
