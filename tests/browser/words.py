"""The words that people see: from the catalogues, and from the files of the questions."""

import tomllib
from functools import cache
from pathlib import Path

from django.utils import translation

COURSES = Path(__file__).resolve().parents[2] / "courses"


def say(language: str, words: str, **values) -> str:
    """These words in this language, as the site says them."""
    with translation.override(language):
        text = translation.gettext(words)
    return text % values if values else text


def spaced(text: str) -> str:
    """Browsers fold white space, and so does every comparison here."""
    return " ".join(text.split())


@cache
def keys_of(programme: str, language: str) -> dict[str, str]:
    """`{question: right option}` of one programme's tests in one language."""
    folder = COURSES / programme / "content"
    wordings = tomllib.loads((folder / language / "questions.toml").read_text(encoding="utf-8"))
    questions = tomllib.loads((folder / "questions.toml").read_text(encoding="utf-8"))["questions"]
    if any(question["code"] not in wordings for question in questions):
        return keys_of(programme, "en")  # a form that is not ready in a language is taken in English
    return {
        spaced(wordings[question["code"]]["stem"]): spaced(wordings[question["code"]]["options"][question["key"]])
        for question in questions
    }
