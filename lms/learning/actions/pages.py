"""Builds and renews the page tree from the content files, and never overwrites an editor's change unasked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models, transaction
from wagtail.models import Locale, Page
from wagtail.search import signal_handlers as search_signals
from wagtail.signal_handlers import disable_reference_index_auto_update

from lms.core import audit, languages
from lms.learning import registry, tree
from lms.learning.loading import PageText, ProgrammeText, folder_of, programme_text
from lms.learning.models import CoursesPage
from lms.learning.streams import digest

MayWrite = Callable[[models.Model, str], bool]


@dataclass
class LoadReport:
    """What a load did, as page paths such as `km/rtp/m2-legal-definition`."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    unchanged: int = 0

    @property
    def has_writes(self) -> bool:
        return bool(self.created or self.updated)


def keep_edits(page: models.Model, current: str) -> bool:
    """A page that says something else than the last load wrote, or has a waiting draft, is an editor's."""
    return current == page.loaded_digest and not page.has_unpublished_changes


def overwrite_edits(page: models.Model, current: str) -> bool:
    return True


@transaction.atomic
def load_pages(*, codes: list[str], may_write: MayWrite = keep_edits, by: models.Model | None = None) -> LoadReport:
    """Bring the tree of these programmes to what the files say, in all languages; a second call writes nothing."""
    report = LoadReport()
    with tree.quiet_indexes():
        roots = tree.ensure_courses_pages(report.created)
        for code in codes:
            folder = folder_of(code)
            standing = standing_pages(code)
            for language in languages.CODES:
                loader = Loader(code, language, standing, may_write, report)
                loader.load(programme_text(folder, language), roots[language])
    if report.has_writes:
        audit.record(roots["en"], "learning.load", by=by, created=len(report.created), updated=len(report.updated))
    return report


def standing_pages(code: str) -> dict[tuple[str, UUID], Page]:
    """`{(language, key): page}` of one programme: one query a page class."""
    pages = [
        page
        for model in registry.models_of(code)
        for page in model.objects.select_related("locale").defer_streamfields_never()
    ]
    return {(page.locale.language_code, page.translation_key): page for page in pages}
