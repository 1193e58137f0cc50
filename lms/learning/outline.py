"""The shape of what is taught, in one language: rows without a database behind them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class LessonRow:
    """One lesson in one language.

    `is_written`: there is something to read. `is_translated`: it is in this language and not only in English.
    """

    key: UUID
    code: str
    title: str
    slug: str
    url: str
    minutes: int
    page_id: int
    programme_code: str
    is_written: bool
    is_translated: bool
    module_code: str
    module_title: str


@dataclass(frozen=True)
class ModuleRow:
    key: UUID
    code: str
    title: str
    slug: str
    url: str
    hours: Decimal
    page_id: int
    is_safety_critical: bool
    objectives: tuple[str, ...] = ()
    lessons: tuple[LessonRow, ...] = ()

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True)
class ProgrammeRow:
    code: str
    title: str
    summary: str
    aim: str
    url: str
    page_id: int
    modules: tuple[ModuleRow, ...] = ()

    @property
    def lessons(self) -> list[LessonRow]:
        return [lesson for module in self.modules for lesson in module.lessons]

    @property
    def written_lessons(self) -> list[LessonRow]:
        return [lesson for lesson in self.lessons if lesson.is_written]

    def module(self, code: str) -> ModuleRow | None:
        return next((module for module in self.modules if module.code == code), None)

    def lesson(self, key: UUID) -> LessonRow | None:
        return next((lesson for lesson in self.lessons if lesson.key == key), None)

    def neighbours(self, key: UUID) -> tuple[LessonRow | None, LessonRow | None]:
        """The written lessons before and after this one."""
        written = self.written_lessons
        place = next((i for i, lesson in enumerate(written) if lesson.key == key), None)
        if place is None:
            return None, None
        before = written[place - 1] if place else None
        after = written[place + 1] if place + 1 < len(written) else None
        return before, after


@dataclass(frozen=True)
class Outline:
    """Everything that is taught, in one language; `pages` leads from an address to a page's class and id."""

    language: str
    programmes: dict[str, ProgrammeRow]
    pages: dict[str, tuple[type, int]] = field(default_factory=dict)
    has_restrictions: bool = False

    def lessons(self) -> Iterator[LessonRow]:
        for programme in self.programmes.values():
            yield from programme.lessons
