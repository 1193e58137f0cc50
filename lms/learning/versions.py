"""One content version: what every per-process cache of pages hangs on."""

from collections.abc import Callable, Hashable
from typing import Any

from wagtail.models import PageLogEntry

Version = tuple | None


def content_version() -> Version:
    """The newest line of Wagtail's page log: it moves with every publish, unpublish, move, delete and restriction.

    One query by primary key. The time stands beside the number because a rolled-back number is given out again.
    """
    return PageLogEntry.objects.order_by("-pk").values_list("pk", "timestamp").first()


class VersionedStore:
    """A dictionary of one process that forgets everything as soon as the content version moves."""

    def __init__(self, *, at_most: int):
        self.at_most = at_most
        self._held: tuple[Version, dict[Hashable, Any]] = (None, {})

    def get_or_make(self, version: Version, key: Hashable, make: Callable[[], Any]) -> Any:
        """The value held for `key` at this version; `make` is called where there is none."""
        values = self._values_at(version)
        if key not in values:
            if len(values) >= self.at_most:
                values.clear()
            values[key] = make()
            return values[key]
        return values[key]

    def _values_at(self, version: Version) -> dict[Hashable, Any]:
        held_version, values = self._held
        if version != held_version or version is None:
            values = {}
            self._held = (version, values)
        return values
