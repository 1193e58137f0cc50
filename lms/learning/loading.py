"""The content files of a programme, read into plain rows; what a language lacks falls back to English."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings

from lms.learning.streams import body_of

NAMESPACE = UUID("6a1f0c1e-5b0b-4a53-9a51-0c9b8f7e2d10")
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True)
class PageText:
    """One page in one language as the files have it; `fields` are the model's own columns."""

    key: UUID
    slug: str
    fields: dict[str, Any]
    live: bool = True


@dataclass(frozen=True)
class ModuleText:
    page: PageText
    lessons: tuple[PageText, ...]


@dataclass(frozen=True)
class ProgrammeText:
    page: PageText
    modules: tuple[ModuleText, ...]

    def pages(self) -> Iterator[PageText]:
        yield self.page
        for module in self.modules:
            yield module.page
            yield from module.lessons


@dataclass(frozen=True)
class Folder:
    """The content folder of one programme, with the outline that all languages share."""

    code: str
    path: Path
    outline: dict = field(default_factory=dict)

    def words(self, language: str) -> dict:
        return read_toml(self.path / language / "outline.toml")

    def lesson(self, language: str, slug: str) -> dict:
        return read_toml(self.path / language / "lessons" / f"{slug}.toml")


def folder_of(code: str) -> Folder:
    path = settings.BASE_DIR / "courses" / code / "content"
    return Folder(code, path, read_toml(path / "outline.toml"))


def read_toml(path: Path) -> dict:
    """The file as a dictionary; an empty one where the file is missing."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def key_of(code: str, kind: str, name: str) -> UUID:
    """The translation key: the same in every language and in every database."""
    return uuid5(NAMESPACE, f"{code}/{kind}/{name}")


def form_letters(code: str) -> dict[str, list[str]]:
    """`{"A": [question codes], "B": [...]}` in the order of the file."""
    questions = read_toml(folder_of(code).path / "questions.toml").get("questions", [])
    letters = sorted({question["form"] for question in questions})
    return {letter: [each["code"] for each in questions if each["form"] == letter] for letter in letters}


def programme_text(folder: Folder, language: str) -> ProgrammeText:
    """The whole programme in one language."""
    words, english = folder.words(language), folder.words(DEFAULT_LANGUAGE)
    is_draft = language != DEFAULT_LANGUAGE and bool(words)
    page = PageText(
        key=key_of(folder.code, "programme", folder.code),
        slug=folder.code,
        fields={
            "title": words.get("title") or english["title"],
            "summary": words.get("summary") or english["summary"],
            "aim": words.get("aim") or english["aim"],
            "is_machine_draft": is_draft,
        },
    )
    modules = tuple(
        module_text(folder, language, place, module) for place, module in enumerate(folder.outline["modules"], start=1)
    )
    return ProgrammeText(page, modules)


def module_text(folder: Folder, language: str, place: int, module: dict) -> ModuleText:
    words = folder.words(language).get("modules", {}).get(module["code"], {})
    english = folder.words(DEFAULT_LANGUAGE)["modules"][module["code"]]
    page = PageText(
        key=key_of(folder.code, "module", module["slug"]),
        slug=module["slug"],
        fields={
            "title": words.get("title") or english["title"],
            "code": module["code"],
            "position": place,
            "hours": Decimal(str(module["hours"])),
            "is_safety_critical": module["safety_critical"],
            "objectives": words.get("objectives") or english["objectives"],
            "is_machine_draft": language != DEFAULT_LANGUAGE and bool(words),
        },
    )
    lessons = tuple(
        lesson_text(folder, language, place, lesson) for place, lesson in enumerate(module["lessons"], start=1)
    )
    return ModuleText(page, lessons)


def lesson_text(folder: Folder, language: str, place: int, lesson: dict) -> PageText:
    """One lesson: without a file in this language its body is empty, without one in English either it is not live."""
    key = key_of(folder.code, "lesson", lesson["slug"])
    written = folder.lesson(language, lesson["slug"])
    is_readable = bool(written or folder.lesson(DEFAULT_LANGUAGE, lesson["slug"]))
    return PageText(
        key=key,
        slug=lesson["slug"],
        live=is_readable,
        fields={
            "title": lesson_title(folder, language, lesson["code"]),
            "code": lesson["code"],
            "position": place,
            "minutes": lesson["minutes"],
            "content_note": written.get("content_note", ""),
            "sources": written.get("sources", []),
            "body": body_of(written, key=key),
            "is_machine_draft": language != DEFAULT_LANGUAGE and bool(written),
        },
    )


def lesson_title(folder: Folder, language: str, code: str) -> str:
    for candidate in (language, DEFAULT_LANGUAGE):
        title = folder.words(candidate).get("lessons", {}).get(code, {}).get("title")
        if title:
            return title
    return code
