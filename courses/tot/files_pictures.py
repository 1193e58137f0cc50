"""Pictures decoded and written anew: smaller, and without a word about the place, the time and the device."""

import struct
import zlib
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from courses.tot.errors import FileRefused

MAX_PIXELS = 40_000_000
LONG_SIDE = 2400  # pixels, as kept
JPEG_QUALITY = 85
TO_SHRINK = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})  # in the others points cannot be mixed
TOO_MANY_PIXELS = (Image.DecompressionBombError, Image.DecompressionBombWarning)  # what Pillow says at its own bound
DAMAGED = (OSError, SyntaxError, ValueError, KeyError, IndexError, EOFError, struct.error, zlib.error)


def jpeg_anew(data: bytes) -> bytes:
    """Of a JPEG with several pictures, as some cameras write it, the first."""
    return as_jpeg(decoded(data, "JPEG"))


def png_anew(data: bytes) -> bytes:
    image = decoded(data, "PNG", may_move=False)
    return written(image.convert("RGBA" if image.has_transparency_data else "RGB"), "PNG", optimize=True)


def webp_as_jpeg(data: bytes) -> bytes:
    return as_jpeg(decoded(data, "WEBP", may_move=False))


def decoded(data: bytes, kind: str, *, may_move: bool = True) -> Image.Image:
    """The picture as it is kept, small and upright; its size is checked before one point is decoded."""
    try:
        image = Image.open(BytesIO(data), formats=[kind])
        check(image, may_move=may_move)
        return small_and_upright(image)
    except TOO_MANY_PIXELS as error:
        raise too_large() from error
    except DAMAGED as error:
        raise FileRefused(_("The picture is damaged and cannot be opened.")) from error


def small_and_upright(image: Image.Image) -> Image.Image:
    """In place where it can be: each copy of forty million points costs 160 MB."""
    image.draft("RGB", (LONG_SIDE, LONG_SIDE))
    if image.mode not in TO_SHRINK:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((LONG_SIDE, LONG_SIDE))
    ImageOps.exif_transpose(image, in_place=True)
    return image


def check(image: Image.Image, *, may_move: bool) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise too_large()
    if not may_move and getattr(image, "n_frames", 1) > 1:
        raise FileRefused(_("The picture moves. Add one that stands still."))


def too_large() -> FileRefused:
    return FileRefused(_("The picture has too many points: at most 40 million. Make it smaller first."))


def as_jpeg(image: Image.Image) -> bytes:
    return written(on_white(image), "JPEG", quality=JPEG_QUALITY, optimize=True)


def on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    canvas = Image.new("RGB", image.size, "white")
    canvas.paste(image, mask=image.convert("RGBA").getchannel("A"))
    return canvas


def written(image: Image.Image, kind: str, **options) -> bytes:
    """Without anything that the first file said about itself: place, time, device, comment, colour profile."""
    image.info.clear()
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()
