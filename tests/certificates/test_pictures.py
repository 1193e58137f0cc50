from hashlib import sha256
from io import BytesIO

import pytest
from factories import picture_file as file
from PIL import Image

from certificates import pictures
from certificates.errors import MissingPicture, UnusablePicture
from certificates.models import Picture


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_three_formats_become_a_png(kind):
    cleaned = pictures.cleaned(file(kind))
    assert (Image.open(BytesIO(cleaned.png)).format, cleaned.width, cleaned.height) == ("PNG", 60, 30)


def test_a_large_picture_is_made_smaller_in_its_own_shape():
    cleaned = pictures.cleaned(file(size=(2000, 500)))
    assert (cleaned.width, cleaned.height) == (800, 200)


def test_what_is_clear_stays_clear():
    cleaned = pictures.cleaned(file(mode="RGBA"))
    assert Image.open(BytesIO(cleaned.png)).mode == "RGBA"


def test_what_a_file_says_beside_its_pixels_is_gone():
    exif = Image.Exif()
    exif[270] = "taken at home"
    assert b"taken at home" not in pictures.cleaned(file("JPEG", exif=exif)).png


def test_the_same_pixels_have_the_same_name():
    one, other = pictures.cleaned(file("PNG")), pictures.cleaned(file("WEBP", lossless=True))
    assert one.sha256 == other.sha256 == sha256(one.png).hexdigest()


def moving():
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    written = BytesIO()
    frames[0].save(written, "WEBP", save_all=True, append_images=frames[1:])
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        file("GIF").getvalue(),
        file().getvalue()[:60],
        file("PNG", (7000, 6000), "1").getvalue(),
        b"\x89PNG" + bytes(pictures.MOST_BYTES),
        moving(),
    ],
    ids=["empty", "pdf", "svg", "gif", "cut off", "42 megapixels", "too heavy", "moving"],
)
def test_what_is_no_usable_picture_is_refused(content):
    with pytest.raises(UnusablePicture):
        pictures.cleaned(BytesIO(content))


def test_a_picture_is_copied_to_this_machine_once(admin, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    cleaned = pictures.cleaned(file())
    Picture.objects.create(sha256=cleaned.sha256, png=cleaned.png, width=60, height=30, added_by=admin)
    path = pictures.path_of(cleaned.sha256)
    Picture.objects.all().delete()
    assert (path.read_bytes(), pictures.path_of(cleaned.sha256)) == (cleaned.png, path)
    assert [found.name for found in path.parent.iterdir()] == [f"{cleaned.sha256}.png"]


@pytest.mark.django_db
def test_an_unknown_picture_is_refused(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    with pytest.raises(MissingPicture):
        pictures.path_of("0" * 64)
