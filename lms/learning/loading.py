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


@dataclass(frozen=True)
class Source:
    """One programme's folder seen from one language."""

    folder: Folder
    language: str
    own: dict
    english: dict

    @property
    def is_english(self) -> bool:
        return self.language == DEFAULT_LANGUAGE

    def part(self, *names: str) -> dict:
        """The own words at this place of the outline; an empty dictionary where they are missing."""
        return nested(self.own, *names)

    def pick(self, name: str, *place: str) -> Any:
        """The own words for `name`, or else the English ones."""
        return nested(self.own, *place).get(name) or nested(self.english, *place)[name]


def nested(words: dict, *names: str) -> dict:
    for name in names:
        words = words.get(name, {})
    return words


def programme_text(folder: Folder, language: str) -> ProgrammeText:
    """The whole programme in one language."""
    source = Source(folder, language, folder.words(language), folder.words(DEFAULT_LANGUAGE))
    page = PageText(
        key=key_of(folder.code, "programme", folder.code),
        slug=folder.code,
        fields={
            "title": source.pick("title"),
            "summary": source.pick("summary"),
            "aim": source.pick("aim"),
            "is_machine_draft": not source.is_english and bool(source.own),
        },
    )
    return ProgrammeText(
        page, tuple(module_text(source, *numbered) for numbered in enumerate(folder.outline["modules"], 1))
    )


def module_text(source: Source, place: int, module: dict) -> ModuleText:
    code = module["code"]
    page = PageText(
        key=key_of(source.folder.code, "module", module["slug"]),
        slug=module["slug"],
        fields={
            "title": source.pick("title", "modules", code),
            "code": code,
            "position": place,
            "hours": Decimal(str(module["hours"])).quantize(Decimal("0.1")),
            "is_safety_critical": module["safety_critical"],
            "objectives": source.pick("objectives", "modules", code),
            "is_machine_draft": not source.is_english and bool(source.part("modules", code)),
        },
    )
    lessons = enumerate(module["lessons"], start=1)
    return ModuleText(page, tuple(lesson_text(source, place, lesson) for place, lesson in lessons))


def lesson_text(source: Source, place: int, lesson: dict) -> PageText:
    """One lesson: without a file in this language its body is empty, without one in English either it is not live."""
    folder, slug = source.folder, lesson["slug"]
    key = key_of(folder.code, "lesson", slug)
    written = folder.lesson(source.language, slug)
    return PageText(
        key=key,
        slug=slug,
        live=bool(written or folder.lesson(DEFAULT_LANGUAGE, slug)),
        fields={
            "title": source.pick("title", "lessons", lesson["code"]),
            "code": lesson["code"],
            "position": place,
            "minutes": lesson["minutes"],
            "content_note": written.get("content_note", ""),
            "sources": written.get("sources", []),
            "body": body_of(written, key=key),
            "is_machine_draft": not source.is_english and bool(written),
        },
    )
