"""Uploaded files between their report and their confirmation: on the server, bound to whoever owns them."""

import json
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings

from lms.core import codes

KEEP_SECONDS = 24 * 3600
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,80}")

Owner = Mapping[str, Any]  # who and what a file belongs to, in ids: whoever fetches it names the same


def folder() -> Path:
    path = settings.VAR_DIR / "imports"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def keep(content: bytes, *, owner: Owner, notes: Mapping[str, Any] | None = None) -> str:
    """Put a file aside with what was said about it and return its token; what nobody came back for is deleted."""
    sweep()
    token = codes.token()
    (folder() / f"{token}.file").write_bytes(content)
    facts = {"owner": dict(owner), "notes": dict(notes or {})}
    (folder() / f"{token}.json").write_text(json.dumps(facts), encoding="ascii")
    return token


def fetch(token: str, *, owner: Owner) -> tuple[bytes, dict[str, Any]] | None:
    """The file and its notes, if it was put aside for this owner."""
    if not TOKEN.fullmatch(token):
        return None
    try:
        facts = json.loads((folder() / f"{token}.json").read_text(encoding="ascii"))
        content = (folder() / f"{token}.file").read_bytes()
    except FileNotFoundError:
        return None
    return (content, facts["notes"]) if facts["owner"] == dict(owner) else None


def discard(token: str) -> None:
    for path in (folder() / f"{token}.json", folder() / f"{token}.file"):
        path.unlink(missing_ok=True)


def sweep() -> None:
    oldest = time.time() - KEEP_SECONDS
    for path in folder().iterdir():
        with suppress(FileNotFoundError):  # another process sweeps too
            if path.stat().st_mtime < oldest:
                path.unlink()
