"""The words that each kind of page gives to its template."""

from dataclasses import dataclass
from functools import singledispatch
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page

from lms.core import languages
from lms.learning import contents, queries
from lms.learning.models import CoursesPage, HomePage, LessonPageBase, ModulePageBase, ProgrammePageBase
from lms.learning.outline import ModuleRow, Outline, ProgrammeRow
from lms.learning.permissions import can_edit
from lms.learning.versions import VersionedStore, content_version

_texts = VersionedStore(at_most=1500)

Words = dict[str, Any]


@dataclass(frozen=True)
class LessonText:
    """What there is to read in one lesson, and the language that it is in."""

    language: str
    body: SafeString
    content_note: str
    sources: tuple[str, ...]
    is_machine_draft: bool


def words(page: Page, request: HttpRequest) -> Words:
    """Everything that the template of this page needs beside the page itself."""
    version = page.known_version or content_version()
    outline = contents.outline(languages.current(), version)
    edit_address = reverse("wagtailadmin_pages:edit", args=[page.pk]) if can_edit(request.user) else ""
    return {"outline": outline, "edit_address": edit_address, **own_words(page, request, outline)}


@singledispatch
def own_words(page: Page, request: HttpRequest, outline: Outline) -> Words:
    return {}


@own_words.register
def home_words(page: HomePage, request: HttpRequest, outline: Outline) -> Words:
    return {"programmes": list(outline.programmes.values())}


@own_words.register
def courses_words(page: CoursesPage, request: HttpRequest, outline: Outline) -> Words:
    return {"programmes": list(outline.programmes.values()), "trail": courses_trail(outline)}


@own_words.register
def programme_words(page: ProgrammePageBase, request: HttpRequest, outline: Outline) -> Words:
    programme = outline.programmes.get(page.programme_code)
    return {
        "programme": programme,
        "finished": finished(request, page.programme_code),
        "trail": [*courses_trail(outline), ("", page.title)],
    }


@own_words.register
def module_words(page: ModulePageBase, request: HttpRequest, outline: Outline) -> Words:
    programme = outline.programmes.get(page.programme_code)
    return {
        "programme": programme,
        "module": programme and programme.module(page.code),
        "finished": finished(request, page.programme_code),
        "trail": [*courses_trail(outline), *programme_step(programme), ("", page.title)],
    }


@own_words.register
def lesson_words(page: LessonPageBase, request: HttpRequest, outline: Outline) -> Words:
    programme = outline.programmes.get(page.programme_code)
    lesson = programme and programme.lesson(page.translation_key)
    module = lesson and programme.module(lesson.module_code)
    before, after = programme.neighbours(page.translation_key) if programme else (None, None)
    return {
        "text": text_of(page, request),
        "lesson": lesson,
        "module": module,
        "programme": programme,
        "before": before,
        "after": after,
        "is_finished": queries.has_finished(request.user, page.translation_key),
        "trail": [*courses_trail(outline), *programme_step(programme), *module_step(module), ("", page.title)],
    }


def courses_trail(outline: Outline) -> list[tuple[str, str]]:
    return [(f"/{outline.language}/courses/", _("Courses"))]


def programme_step(programme: ProgrammeRow | None) -> list[tuple[str, str]]:
    return [(programme.url, programme.title)] if programme else []


def module_step(module: ModuleRow | None) -> list[tuple[str, str]]:
    return [(module.url, module.title)] if module else []


def finished(request: HttpRequest, programme_code: str) -> set[UUID]:
    user = request.user
    return queries.finished_keys(user, programme_code) if user.is_authenticated else set()


def text_of(page: LessonPageBase, request: HttpRequest) -> LessonText:
    """The rendered lesson, held per version and language; a draft in the editor's preview is never held."""
    if getattr(request, "is_preview", False):
        return rendered_text(page)
    version = page.known_version or content_version()
    return _texts.get_or_make(version, (languages.current(), page.pk), lambda: rendered_text(page))


def rendered_text(page: LessonPageBase) -> LessonText:
    """The lesson's own text, or the English one where it has none."""
    source = page if page.is_written else contents.english_lesson(page) or page
    return LessonText(
        language=contents.language_of(source.locale_id),
        body=mark_safe("".join(part.render() for part in source.body)),  # noqa: S308 (every block template escapes)
        content_note=source.content_note,
        sources=tuple(source.sources),
        is_machine_draft=source.is_machine_draft,
    )
