"""The images that certificates print: checked, written anew, kept by their content."""

import hashlib
import io
import os
import re
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from certificates.errors import MissingPicture, UnusablePicture
from certificates.models import Picture

FORMATS = ["PNG", "JPEG", "WEBP"]
MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 800  # pixels: 300 dots an inch where 68 mm are printed
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Cleaned:
    """A PNG of our own writing, without anything that the file said beside its pixels."""

    png: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.png).hexdigest()


def cleaned(file: BinaryIO) -> Cleaned:
    """The image, upright, at most LONGEST_SIDE wide and high, as clear as it was. Raises UnusablePicture."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnusablePicture
    image = opened(content)
    try:
        upright = ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError) as error:  # a damaged file
        raise UnusablePicture from error
    plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return Cleaned(png_of(plain), *plain.size)


def opened(content: bytes) -> Image.Image:
    """The header alone is read: what is too large is never unpacked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=FORMATS)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError, Warning) as error:
        raise UnusablePicture from error
    if image.width * image.height > MOST_PIXELS or getattr(image, "is_animated", False):
        raise UnusablePicture
    return image


def png_of(image: Image.Image) -> bytes:
    image.info = {}
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def path_of(sha256: str) -> Path:
    """Where typst reads the picture: a copy on this machine, written at first use. Raises MissingPicture."""
    if not SHA256.fullmatch(sha256):
        raise MissingPicture
    path = folder() / f"{sha256}.png"
    if not path.exists():
        write(path, png_with(sha256))
    return path


def folder() -> Path:
    return settings.VAR_DIR / "pictures"


def png_with(sha256: str) -> bytes:
    png = Picture.objects.filter(pk=sha256).values_list("png", flat=True).first()
    if png is None:
        raise MissingPicture
    return bytes(png)


def write(path: Path, content: bytes) -> None:
    """Whole or not at all: another process may look for it in the same moment."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(path)
