"""Everything that is due by the clock: the list stands in settings.DUE_ACTIONS."""

from django.conf import settings
from django.utils.module_loading import import_string


def do_everything_due() -> dict[str, int]:
    """Call each due action once; the answer is `{dotted name: rows changed}`."""
    return {name: import_string(name)() for name in settings.DUE_ACTIONS}
