"""Printed sheets: a typst template and its data become a tagged, archivable PDF."""

import hashlib
import io
import json
import threading
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.utils.translation import gettext as _

from lms.core.errors import Refused

PDF_STANDARDS = ["a-3a", "ua-1"]  # the archive standard also refuses a letter that no font has
FONTS = ["Noto Sans", "Noto Sans Khmer", "Noto Sans Lao", "Noto Sans Myanmar", "Noto Sans Thai", "Noto Sans SC"]

_of_this_thread = threading.local()  # a compiler shared between threads fails more than half the time


class MissingFont(Refused):
    """A font that the sheets are set in is not installed."""

    def __init__(self, families: list[str]):
        super().__init__(_("A font for printing is missing on this server. Tell the people who run it."))
        self.families = families


class MissingGlyph(Refused):
    """A text contains a letter that none of the installed fonts can draw."""

    def __init__(self, detail: str):
        super().__init__(_("A name or text contains a letter that cannot be printed."))
        self.detail = detail


@cache
def _fonts() -> typst.Fonts:
    """Raises MissingFont: with one font too few, the next in the list would be taken without a word."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in settings.FONT_DIRS],
    )
    missing = [family for family in FONTS if family not in fonts.families()]
    if missing:
        raise MissingFont(missing)
    return fonts


@cache
def fonts_sha256() -> str:
    """One hash over the contents of the files of FONTS, in their order."""
    files = {info.family: Path(info.path) for info in _fonts().fonts() if info.style == "normal"}
    digests = [hashlib.sha256(files[family].read_bytes()).hexdigest() for family in FONTS]
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def _compiler(root: Path) -> typst.Compiler:
    """This thread's own compiler for templates under `root`."""
    compilers = _of_this_thread.__dict__.setdefault("compilers", {})
    if root not in compilers:
        compilers[root] = typst.Compiler(root=str(root), font_paths=_fonts())
    return compilers[root]


def compile_pdf(
    template: Path, data: dict[str, Any], *, root: Path | None = None, inputs: dict[str, str] | None = None
) -> bytes:
    """The PDF (PDF/A-3a, PDF/UA-1) of `template`, which reads `json(bytes(sys.inputs.data))`.

    `root` is the folder that the template may read from (its own by default); `inputs` are further texts for
    `sys.inputs`, such as a QR code's SVG or a file to attach. `data.fonts` is the list for `#set text(font: ...)`.
    The template must set the document's title, language and date. Raises MissingGlyph; the same input gives the
    same bytes.
    """
    return _compile(template, data, root=root, inputs=inputs, format="pdf", pdf_standards=PDF_STANDARDS)


def compile_png(
    template: Path,
    data: dict[str, Any],
    *,
    root: Path | None = None,
    inputs: dict[str, str] | None = None,
    pixels_per_inch: float = 110,
) -> bytes:
    """A picture of the first page; it does not notice a missing glyph, so make the PDF first."""
    pages = _compile(template, data, root=root, inputs=inputs, format="png", ppi=pixels_per_inch)
    return pages[0] if isinstance(pages, list) else pages


def qr_svg(address: str, *, border: int) -> str:
    """A picture code as SVG, with a quiet border of so many modules; the same address gives the same text."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=border, xmldecl=False)
    return picture.getvalue().decode()


def _compile(template: Path, data: dict[str, Any], *, root: Path | None, inputs: dict[str, str] | None, **options: Any):
    texts = {"data": json.dumps({"fonts": FONTS, **data}, ensure_ascii=False), **(inputs or {})}
    try:
        return _compiler(root or template.parent).compile(str(template), sys_inputs=texts, **options)
    except typst.TypstError as error:
        if "could not be displayed" in error.message:
            raise MissingGlyph(error.message) from error
        raise
