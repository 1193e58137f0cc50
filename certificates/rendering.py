"""From snapshot to paper: the same snapshot always gives the same bytes."""

import hashlib
import json
from pathlib import Path
from typing import Any

from certificates import pictures
from certificates.models import Certificate
from lms.core.printing import compile_pdf, compile_png, qr_svg

TEMPLATES = Path(__file__).parent / "typst"  # a folder for each format: what was issued in one is drawn in it for ever
WHOLE_DISK = Path("/")  # the pictures lie outside the templates' folder, and only their hashes come from a snapshot


def paper(certificate: Certificate) -> bytes:
    """The PDF of one certificate, as it was issued."""
    return render(certificate.snapshot, credential=certificate.credential)


def picture(certificate: Certificate) -> bytes:
    """The same as an image (PNG)."""
    return compile_png(**parts_of(certificate.snapshot, certificate.credential))


def render(snapshot: dict[str, Any], *, credential: str = "") -> bytes:
    """The PDF with `credential` attached. Raises MissingGlyph, MissingFont or MissingPicture: never an empty box."""
    return compile_pdf(**parts_of(snapshot, credential))


def parts_of(snapshot: dict[str, Any], credential: str) -> dict[str, Any]:
    """Template, data, root and inputs, as `compile_pdf` takes them."""
    template = TEMPLATES / str(int(snapshot["format"])) / "certificate.typ"
    inputs = {"qr": qr_svg(snapshot["verify_url"], border=4)}
    if snapshot["format"] == 1:
        return {"template": template, "data": snapshot, "inputs": inputs}
    inputs |= {"credential": credential, "pictures": json.dumps(paths_of(snapshot))}
    return {"template": template, "data": snapshot, "root": WHOLE_DISK, "inputs": inputs}


def paths_of(snapshot: dict[str, Any]) -> dict[str, str]:
    """`{sha256: path}` of every picture that the paper prints."""
    named = [snapshot["emblem"], *(signature["picture"] for signature in snapshot["signatures"])]
    return {sha256: str(pictures.path_of(sha256)) for sha256 in named if sha256}


def sha256(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()
