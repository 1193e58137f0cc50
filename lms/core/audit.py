"""One line in the audit log for every write that matters."""

from typing import Any

from django.db import models
from wagtail.log_actions import log


def record(obj: models.Model, action: str, *, by: models.Model | None, **data: Any) -> None:
    """Write one audit line; each app names its actions in `wagtail_hooks.py`."""
    log(instance=obj, action=action, user=by, data=data)
