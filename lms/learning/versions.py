"""One content version: what every per-process cache of pages hangs on."""

from collections.abc import Callable, Hashable
from typing import Any

from django.db import connection

Version = tuple | None

NEWEST_LINE = "SELECT id, timestamp FROM wagtailcore_pagelogentry ORDER BY id DESC LIMIT 1"


def content_version() -> Version:
    """The newest line of Wagtail's page log: it moves with every publish, unpublish, move, delete and restriction.

    One query by primary key, written out because every page asks it. The time stands beside the number because
    a rolled-back number is given out again.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEWEST_LINE)
        return cursor.fetchone()


class VersionedStore:
    """A dictionary of one process that forgets everything as soon as the content version moves."""

    def __init__(self, *, at_most: int):
        self.at_most = at_most
        self._held: tuple[Version, dict[Hashable, Any]] = (None, {})

    def get(self, version: Version, key: Hashable) -> Any:
        """What is held for `key` at this version, or None."""
        return self._values_at(version).get(key)

    def put(self, version: Version, key: Hashable, value: Any) -> None:
        values = self._values_at(version)
        if len(values) >= self.at_most:
            values.clear()
        values[key] = value

    def get_or_make(self, version: Version, key: Hashable, make: Callable[[], Any]) -> Any:
        """The value held for `key` at this version; `make` is called where there is none."""
        value = self.get(version, key)
        if value is None:
            value = make()
            self.put(version, key, value)
        return value

    def _values_at(self, version: Version) -> dict[Hashable, Any]:
        held_version, values = self._held
        if version != held_version or version is None:
            values = {}
            self._held = (version, values)
        return values
