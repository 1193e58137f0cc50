"""Everything that is due by the clock: the list stands in settings.DUE_ACTIONS."""

from contextlib import ExitStack

from django.conf import settings
from django.utils.module_loading import import_string


def run_everything() -> dict[str, int]:
    """Call each due action once; the answer is `{dotted name: rows changed}`. One that fails stops no other."""
    changed: dict[str, int] = {}
    with ExitStack() as calls:
        for name in reversed(settings.DUE_ACTIONS):
            calls.callback(run, name, changed)
    return changed


def run(name: str, changed: dict[str, int]) -> None:
    changed[name] = import_string(name)()
