"""What participant lists call things, in seven languages; the lists of words stand in words.toml."""

import tomllib
from functools import cache
from pathlib import Path

from babel import Locale

from lms.core.cleaning import clean
from lms.core.languages import BABEL

with Path(__file__).with_name("words.toml").open("rb") as file:
    WORDS = tomllib.load(file)

HEADINGS: dict[str, dict[str, list[str]]] = WORDS["headings"]  # {field: {language: headings}}
FIELDS = list(HEADINGS)
REQUIRED = ["full_name", "country"]


def folded(words: str) -> str:
    """What two spellings of the same word have in common."""
    return clean(words.replace("_", " ").replace("*", "")).casefold().rstrip(":")


def by_folded(names: dict[str, list[str]]) -> dict[str, str]:
    """`{folded word: code}`; each code is understood as well."""
    return {folded(word): code for code, words in names.items() for word in [code, *words]}


def heading(field: str, language: str) -> str:
    """What our template prints above this column."""
    return HEADINGS[field][language][0]


@cache
def field_of_heading() -> dict[str, str]:
    every = {field: [words for language in HEADINGS[field].values() for words in language] for field in FIELDS}
    return by_folded(every)


@cache
def ignored_headings() -> set[str]:
    return {folded(word) for word in WORDS["ignored_headings"]}


@cache
def countries() -> dict[str, str]:
    tables = [Locale.parse(tag).territories for tag in BABEL.values()]
    more = WORDS["countries"]
    return by_folded({code: [*more[code], *(table[code] for table in tables)] for code in more})


@cache
def languages() -> dict[str, str]:
    tables = [Locale.parse(tag).languages for tag in BABEL.values()]
    more = WORDS["languages"]
    return by_folded(
        {code: [*more.get(code, []), *(table[code.partition("-")[0]] for table in tables)] for code in BABEL}
    )


@cache
def sexes() -> dict[str, str]:
    return by_folded(WORDS["sexes"])


@cache
def sectors() -> dict[str, str]:
    return by_folded(WORDS["sectors"])


@cache
def yes_or_no() -> dict[str, bool]:
    return {folded(word): True for word in WORDS["yes"]} | {folded(word): False for word in WORDS["no"]}
