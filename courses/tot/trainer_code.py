"""The trainers' code: eight sentences that a candidate agrees to, per language."""

import tomllib
from dataclasses import dataclass
from functools import cache

from courses.tot.rubric import CONTENT


@dataclass(frozen=True)
class TrainerCode:
    """The sentences at one version, in one language."""

    version: int
    sentences: tuple[str, ...]
    language: str


@cache
def code(language: str) -> TrainerCode:
    """In `language`, or in English where that is not written or is of an older version."""
    english, own = read("en"), read(language)
    return own if own and own.version == english.version else english


def read(language: str) -> TrainerCode | None:
    path = CONTENT / language / "trainer_code.toml"
    if not path.exists():
        return None
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return TrainerCode(content["version"], tuple(content["sentences"]), language)


VERSION = code("en").version
