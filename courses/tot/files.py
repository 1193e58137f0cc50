"""What may lie in a portfolio: a file is checked and written anew without what it carries along, or refused."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from courses.tot import files_pdf, files_pictures
from courses.tot.errors import FileRefused
from lms.core.cleaning import clean

MAX_BYTES = 10 * 1024 * 1024
MAX_NAME = 120
NOT_IN_A_NAME = re.compile(r'[<>:"|?*]')


@dataclass(frozen=True)
class CheckedFile:
    """A file as it is kept: `data` is ours, not the bytes that were sent, and `sha256` is of it."""

    name: str
    content_type: str
    data: bytes
    sha256: str

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix


@dataclass(frozen=True)
class Kind:
    """One kind of file: how its name ends, how its bytes begin, and how it is written anew."""

    suffixes: tuple[str, ...]
    start: re.Pattern[bytes]
    write_anew: Callable[[bytes], bytes]
    content_type: str
    kept_suffix: str


KINDS = (
    Kind((".pdf",), re.compile(rb"%PDF-"), files_pdf.written_anew, "application/pdf", ".pdf"),
    Kind((".jpg", ".jpeg"), re.compile(rb"\xff\xd8\xff"), files_pictures.jpeg_anew, "image/jpeg", ".jpg"),
    Kind((".png",), re.compile(rb"\x89PNG\r\n\x1a\n"), files_pictures.png_anew, "image/png", ".png"),
    Kind((".webp",), re.compile(rb"RIFF.{4}WEBP", re.DOTALL), files_pictures.webp_as_jpeg, "image/jpeg", ".jpg"),
)
SUFFIXES = tuple(suffix for kind in KINDS for suffix in kind.suffixes)


def checked(name: str, data: bytes) -> CheckedFile:
    """The file as it may be kept; `FileRefused` names the first fault."""
    check_size(len(data))
    kind = kind_of(name, data)
    kept = kind.write_anew(data)
    return CheckedFile(kept_name(name, kind.kept_suffix), kind.content_type, kept, hashlib.sha256(kept).hexdigest())


def check_size(size: int) -> None:
    if size == 0:
        raise FileRefused(_("The file is empty."))
    if size > MAX_BYTES:
        raise FileRefused(_("The file is too large: at most 10 MB."))


def kind_of(name: str, data: bytes) -> Kind:
    """By the end of the name; the first bytes must say the same."""
    suffix = PurePosixPath(plain_name(name)).suffix.lower()
    kind = next((each for each in KINDS if suffix in each.suffixes), None)
    if kind is None:
        raise FileRefused(_("Only PDF files and pictures (JPEG, PNG, WebP) can be added."))
    if not kind.start.match(data):
        raise FileRefused(_("The file is not what its name says. Save it again, and keep the ending of its name."))
    return kind


def plain_name(name: str) -> str:
    """One line without folders and without signs that mean something to a computer."""
    last = re.split(r"[/\\]", name)[-1]
    return NOT_IN_A_NAME.sub("", clean(last)).lstrip(". ")


def kept_name(name: str, suffix: str) -> str:
    """The name to show and to download by, never a path: the stem as given, the ending that is true."""
    stem = PurePosixPath(plain_name(name)).stem.rstrip(". ") or "file"
    return stem[: MAX_NAME - len(suffix)] + suffix
