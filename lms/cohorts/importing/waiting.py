"""Uploaded lists between the report and the confirmation: on the server, bound to one person and one cohort."""

import json
import re
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from lms.cohorts.models import Cohort
from lms.core import codes
from lms.people.models import User

KEEP_SECONDS = 24 * 3600
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,80}")


def folder() -> Path:
    path = settings.VAR_DIR / "imports"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def keep(content: bytes, *, cohort: Cohort, by: User) -> str:
    """Put a list aside and return its token; lists that nobody came back for are deleted."""
    sweep()
    token = codes.token()
    (folder() / f"{token}.list").write_bytes(content)
    owner = folder() / f"{token}.json"
    owner.write_text(json.dumps({"person": by.pk, "cohort": cohort.pk}), encoding="ascii")
    return token


def fetch(token: str, *, cohort: Cohort, by: User) -> bytes | None:
    """The list, if this person put it aside for this cohort."""
    if not TOKEN.fullmatch(token):
        return None
    try:
        owner = json.loads((folder() / f"{token}.json").read_text(encoding="ascii"))
        content = (folder() / f"{token}.list").read_bytes()
    except FileNotFoundError:
        return None
    return content if owner == {"person": by.pk, "cohort": cohort.pk} else None


def discard(token: str) -> None:
    for path in (folder() / f"{token}.json", folder() / f"{token}.list"):
        path.unlink(missing_ok=True)


def sweep() -> None:
    oldest = time.time() - KEEP_SECONDS
    for path in folder().iterdir():
        with suppress(FileNotFoundError):  # another process sweeps too
            if path.stat().st_mtime < oldest:
                path.unlink()
