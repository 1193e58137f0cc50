"""Which statements a JSON-LD document makes, word by word, in the one order that is signed (RDFC-1.0).

Only the contexts beside this module are known: nothing is ever fetched, and a word that they do not define is
an error here, since it would be left out of what is signed without a sound.
"""

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, ClassVar

from pyld import jsonld

FOLDER = Path(__file__).parent / "contexts"
CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
FILES = {CREDENTIALS: "credentials-v2.json", OPEN_BADGES: "open-badges-3.0.3.json"}
UNDEFINED = "https://undefined.invalid/"  # where a type or id that is no full address would be placed
PREPARED_AT_MOST = 200  # our own documents need ten
one_at_a_time = Lock()  # the caches of prepared contexts, PyLD's and ours, are shared by all threads


class UndefinedWord(ValueError):
    """The document says something that its contexts do not define."""


class UnknownContext(ValueError):
    """The document names a context that we do not keep."""


@cache
def context(url: str) -> dict[str, Any]:
    return json.loads((FOLDER / FILES[url]).read_text(encoding="utf-8"))


def load(url: str, options: dict[str, Any]) -> dict[str, Any]:
    """PyLD's document loader."""
    if url not in FILES:
        raise UnknownContext(url)
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": context(url),
        "tag": "static",  # read once a process: PyLD keeps what carries this mark
    }


class Processor(jsonld.JsonLdProcessor):
    """PyLD's, which would prepare every context anew for every document: half of the time of a signature."""

    prepared: ClassVar[dict[tuple, tuple]] = {}  # the values keep alive what the keys name by its id

    def _process_context(self, active_ctx, local_ctx, options, *rest, **more):
        if "cycles" in more:
            return super()._process_context(active_ctx, local_ctx, options, *rest, **more)
        are_addresses = isinstance(local_ctx, list) and all(isinstance(each, str) for each in local_ctx)
        named = tuple(local_ctx) if are_addresses else id(local_ctx)
        key = (id(active_ctx), named, rest, *sorted(more.items()))
        if key not in self.prepared:
            if len(self.prepared) >= PREPARED_AT_MOST:
                self.prepared.clear()
            made = super()._process_context(active_ctx, local_ctx, options, *rest, **more)
            self.prepared[key] = (active_ctx, local_ctx, made)
        return self.prepared[key][-1]


def statements(document: dict[str, Any]) -> str:
    """Sorted N-Quads. Raises UndefinedWord, or pyld's JsonLdError for what is no JSON-LD at all."""
    dropped: list[str | None] = []
    processor = Processor(on_property_dropped=dropped.append)
    with one_at_a_time:
        quads = processor.normalize(
            document,
            {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load, "base": UNDEFINED},
        )
    if dropped or UNDEFINED in quads:
        raise UndefinedWord(", ".join(map(str, dropped)) or "a type or id")
    return quads
