"""From snapshot to paper: the same snapshot always gives the same bytes."""

import hashlib
from pathlib import Path
from typing import Any

from lms.core.printing import compile_pdf, qr_svg

TEMPLATE = Path(__file__).parent / "typst" / "certificate.typ"


def render(snapshot: dict[str, Any]) -> bytes:
    """The PDF of one certificate; raises MissingGlyph where a letter of it cannot be printed."""
    return compile_pdf(TEMPLATE, snapshot, inputs={"qr": qr_svg(snapshot["verify_url"], border=4)})


def sha256(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()
