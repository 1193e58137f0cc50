"""Reads the questions of one programme from its content folder; knows files, not the database."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from lms.core.languages import CODES

LETTERS = ("a", "b", "c", "d")


class ContentError(ValueError):
    """A content file contradicts itself; the message names the file and the question."""


@dataclass(frozen=True)
class Text:
    """One question's words in one language."""

    stem: str
    rationale: str
    options: dict[str, str]


@dataclass(frozen=True)
class Source:
    """One question as its files give it; `texts` is `{language: Text}`."""

    code: str
    competency: str
    level: str
    key: str
    serious_harm: frozenset[str]
    asks_confidence: bool = False
    texts: dict[str, Text] = field(default_factory=dict)


def read_questions(folder: Path) -> list[Source]:
    """The questions in the order of `questions.toml`, with the words of every language whose file exists."""
    path = folder / "questions.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("questions", [])
    words = {language: read_texts(folder / language / "questions.toml") for language in CODES}
    return [source_of(row, words, path) for row in rows]


def read_texts(path: Path) -> dict[str, Text]:
    """`{question code: Text}`; nothing where the file does not exist yet."""
    if not path.exists():
        return {}
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return {code: text_of(code, row, path) for code, row in rows.items()}


def text_of(code: str, row: dict, path: Path) -> Text:
    options = row.get("options", {})
    if tuple(sorted(options)) != LETTERS or not all([row.get("stem"), *options.values()]):
        raise ContentError(f"{path}: {code} needs a stem and the options a to d.")
    return Text(row["stem"].strip(), row.get("rationale", "").strip(), {k: v.strip() for k, v in options.items()})


def source_of(row: dict, words: dict[str, dict[str, Text]], path: Path) -> Source:
    code, key, harm = row["code"], row["key"], frozenset(row.get("serious_harm", []))
    if key not in LETTERS or key in harm or not harm <= set(LETTERS):
        raise ContentError(f"{path}: {code} has a key or a serious-harm mark that cannot be.")
    texts = {language: by_code[code] for language, by_code in words.items() if code in by_code}
    asks_confidence = row.get("asks_confidence", False)
    return Source(code, row["competency"], row["level"], key, harm, asks_confidence, texts)
