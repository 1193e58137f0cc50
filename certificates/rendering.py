"""From snapshot to paper: the same snapshot always gives the same bytes."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

import segno

from lms.core.printing import compile_pdf

TEMPLATE = Path(__file__).parent / "typst" / "certificate.typ"


def render(snapshot: dict[str, Any]) -> bytes:
    """The PDF of one certificate; raises MissingGlyph where a letter of it cannot be printed."""
    return compile_pdf(TEMPLATE, snapshot, inputs={"qr": qr_svg(snapshot["verify_url"])})


def sha256(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


def qr_svg(address: str) -> str:
    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=4, xmldecl=False, dark="#000000")
    return picture.getvalue().decode()
