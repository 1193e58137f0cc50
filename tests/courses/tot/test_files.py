"""What may lie in a portfolio, against files that lie, hide, run or are too large."""

from io import BytesIO

import portfolio_samples as samples
import pytest
from PIL import Image
from pypdf import PdfReader

from courses.tot.errors import FileRefused
from courses.tot.files import MAX_BYTES, checked

EMPTY = "The file is empty."
LARGE = "The file is too large: at most 10 MB."
OTHER_KIND = "Only PDF files and pictures (JPEG, PNG, WebP) can be added."
LIES = "The file is not what its name says. Save it again, and keep the ending of its name."
PROGRAM = "The PDF has a program in it. Print it to a new PDF, and add that one."
FILES_INSIDE = "The PDF has other files inside. Print it to a new PDF, and add that one."
FORM = "The PDF is a form with programs in it. Print it to a new PDF, and add that one."
LOCKED = "The PDF is protected with a password. Save it without one, and add it again."
BROKEN_PDF = "The PDF is damaged and cannot be opened."
PAGES = "The PDF has too many pages: at most 60."
BROKEN_PICTURE = "The picture is damaged and cannot be opened."
POINTS = "The picture has too many points: at most 40 million. Make it smaller first."
MOVES = "The picture moves. Add one that stands still."


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        checked(name, data)
    return caught.value.message


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("plan.pdf", b"", EMPTY),
        ("plan.pdf", b"%PDF-" + bytes(MAX_BYTES), LARGE),
        ("plan.pdf", bytes(11 * 1024 * 1024), LARGE),
        ("plan.exe", samples.EXE, OTHER_KIND),
        ("plan", b"%PDF-1.7", OTHER_KIND),
        (".pdf", b"%PDF-1.7", OTHER_KIND),
        ("plan.svg", b"<svg onload='alert(1)'/>", OTHER_KIND),
        ("plan.pdf.html", b"%PDF-1.7", OTHER_KIND),
        ("plan.pdf", samples.EXE, LIES),
        ("plan.pdf", b"GIF89a" + samples.pdf(), LIES),
        ("plan.pdf", b"<html><script>alert(1)</script>" + samples.pdf(), LIES),
        ("photo.png", samples.picture("JPEG"), LIES),
        ("photo.jpg", samples.picture("PNG"), LIES),
        ("photo.webp", b"RIFF\x00\x00\x00\x00WAVE", LIES),
    ],
)  # fmt: skip
def test_a_file_that_is_no_pdf_or_picture_is_refused_by_its_fault(name, data, words):
    assert refusal(name, data) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (samples.with_script, PROGRAM),
        (samples.with_hidden_script, PROGRAM),
        (samples.with_launch, PROGRAM),
        (samples.with_submit, PROGRAM),
        (samples.with_page_script, PROGRAM),
        (samples.with_attachment, FILES_INSIDE),
        (samples.with_attached_note, FILES_INSIDE),
        (samples.with_rich_media, FILES_INSIDE),
        (samples.with_outside_stream, FILES_INSIDE),
        (samples.with_xfa, FORM),
        (samples.with_many_references_to_one_page, BROKEN_PDF),
    ],
)
def test_a_pdf_that_runs_or_hides_something_is_refused(change, words):
    assert refusal("plan.pdf", samples.pdf(change)) == words


def test_a_script_whose_name_is_written_in_another_way_is_found():
    data = samples.pdf(samples.with_page_script).replace(b"/JS ", b"/#4AS ").replace(b"/JavaScript", b"/J#61vaScript")
    assert refusal("plan.pdf", data) == PROGRAM


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\nnothing", b"%PDF-", samples.pdf()[:300], b"%PDF-1.7\n" + b"[" * 100_000, b"%PDF-" + bytes(999)]
)
def test_a_damaged_pdf_is_refused(data):
    assert refusal("plan.pdf", data) == BROKEN_PDF


def test_a_pdf_with_a_password_is_refused():
    assert refusal("plan.pdf", samples.locked_pdf()) == LOCKED


def test_a_pdf_may_have_sixty_pages():
    assert len(PdfReader(BytesIO(checked("plan.pdf", samples.pdf(pages=60)).data)).pages) == 60
    assert refusal("plan.pdf", samples.pdf(pages=61)) == PAGES


def test_a_kept_pdf_shows_its_words_and_forgets_its_links_and_its_maker():
    kept = checked("plan.pdf", samples.pdf(samples.with_harmless_actions)).data
    reader = PdfReader(BytesIO(kept))
    assert reader.pages[0].extract_text() == "Session plan"
    assert sorted(reader.pages[0]) == ["/Contents", "/MediaBox", "/Parent", "/Resources", "/Type"]
    assert sorted(reader.root_object) == ["/Pages", "/Type"]
    assert (reader.metadata, samples.MAKER.encode() in kept, b"evil.example" in kept) == (None, False, False)


def test_what_was_hung_on_a_pdf_is_gone():
    kept = checked("plan.pdf", samples.pdf() + b"PK\x03\x04 a second file").data
    assert (kept[:5], b"second file" in kept) == (b"%PDF-", False)


@pytest.mark.parametrize("change", [samples.with_photograph, samples.with_wrapped_photograph])
def test_a_photograph_in_a_pdf_keeps_its_points_and_loses_its_position(change):
    image = PdfReader(BytesIO(checked("plan.pdf", samples.pdf(change)).data)).pages[0].images[0].image
    assert (image.size, dict(image.getexif())) == ((60, 40), {})
    assert image.tobytes() == opened(samples.photograph()).tobytes()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("photo.png", samples.bomb_png(8000, 5001), POINTS),
        ("photo.png", samples.bomb_png(10_000, 10_000), POINTS),
        ("photo.png", samples.bomb_png(60_000, 60_000), POINTS),
        ("photo.png", samples.bomb_png(100, 100), BROKEN_PICTURE),
        ("photo.png", samples.picture("PNG")[:60], BROKEN_PICTURE),
        ("photo.jpg", samples.picture("JPEG")[:300], BROKEN_PICTURE),
        ("photo.jpg", b"\xff\xd8\xff" + bytes(99), BROKEN_PICTURE),
        ("photo.webp", b"RIFF\x10\x00\x00\x00WEBPVP8 ", BROKEN_PICTURE),
        ("photo.png", samples.moving("PNG"), MOVES),
        ("photo.webp", samples.moving("WEBP"), MOVES),
    ],
)
def test_a_picture_that_is_a_bomb_or_broken_or_moves_is_refused(name, data, words):
    assert len(data) < 5000
    assert refusal(name, data) == words


@pytest.mark.parametrize(
    ("name", "kind", "kept_as"), [("a.jpg", "JPEG", "JPEG"), ("a.png", "PNG", "PNG"), ("a.webp", "WEBP", "JPEG")]
)
def test_a_photograph_stands_upright_and_says_nothing_about_place_and_device(name, kind, kept_as):
    sent = samples.photograph(kind)
    assert dict(opened(sent).getexif().get_ifd(samples.GPS)) != {}
    kept = checked(name, sent).data
    image = opened(kept)
    assert (image.format, image.size, dict(image.getexif())) == (kept_as, (40, 60), {})
    assert (samples.MAKER.encode() in kept, b"Exif" in kept, b"eXIf" in kept) == (False, False, False)


def test_a_comment_and_what_hangs_behind_a_picture_are_gone():
    kept = checked("photo.jpg", samples.picture(comment=b"secret words") + b"PK\x03\x04 a second file").data
    assert (b"secret words" in kept, b"second file" in kept) == (False, False)


def test_a_large_picture_is_made_smaller():
    assert opened(checked("photo.jpg", samples.picture(size=(4800, 1200))).data).size == (2400, 600)


def test_what_can_be_seen_through_stays_so_in_png_and_becomes_white_elsewhere():
    clear = {"mode": "RGBA", "colour": (0, 0, 0, 0)}
    assert opened(checked("a.png", samples.picture("PNG", **clear)).data).mode == "RGBA"
    kept = opened(checked("a.webp", samples.picture("WEBP", lossless=True, **clear)).data)
    assert kept.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "RGB"])
def test_pictures_of_any_colours_are_kept(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    data = samples.picture(kind, mode=mode, colour=0)
    assert checked("a.jpg" if kind == "JPEG" else "a.png", data).data[:2] in (b"\xff\xd8", b"\x89P")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plan.PDF", "plan.pdf"),
        ("../../etc/plan.pdf", "plan.pdf"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("..pdf.pdf", "pdf.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "a b Set-Cookie x.pdf"),
        ("plan\u202efdp.pdf", "planfdp.pdf"),
        ("<img src=x>.pdf", "img src=x.pdf"),
        ("ផែនការ.pdf", "ផែនការ.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_never_a_path(given, kept):
    assert checked(given, samples.pdf()).name == kept


def test_the_same_file_is_kept_as_the_same_bytes():
    sent = samples.pdf(samples.with_photograph)
    first, second = checked("plan.pdf", sent), checked("other.pdf", sent)
    assert (first.sha256, first.data) == (second.sha256, second.data)
    assert checked("a.jpg", samples.photograph()).sha256 == checked("b.jpg", samples.photograph()).sha256
