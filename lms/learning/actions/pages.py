"""Builds and renews the page tree from the content files, and never overwrites an editor's change unasked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import models, transaction
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from lms.core import audit, languages
from lms.learning import registry
from lms.learning.actions.site import ensure_courses_pages
from lms.learning.loading import Folder, PageText, folder_of, programme_text
from lms.learning.streams import digest

MayWrite = Callable[[models.Model, str], bool]


@dataclass
class LoadReport:
    """What a load did, as addresses such as `km/rtp/m2-legal-definition`."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    unchanged: int = 0

    @property
    def has_writes(self) -> bool:
        return bool(self.created or self.updated)


def keep_edits(page: models.Model, current: str) -> bool:
    """A page that says something else than the last load wrote, or that has a waiting draft, is an editor's."""
    return current == page.loaded_digest and not page.has_unpublished_changes


def overwrite_edits(page: models.Model, current: str) -> bool:
    return True


@transaction.atomic
def load_pages(*, codes: list[str], may_write: MayWrite = keep_edits, by: models.Model | None = None) -> LoadReport:
    """Bring the tree of these programmes to what the files say, in all languages; a second call writes nothing."""
    report = LoadReport()
    with disable_reference_index_auto_update():
        trunks = ensure_courses_pages(report.created)
        for code in codes:
            load_programme(folder_of(code), trunks, may_write, report)
    if report.has_writes:
        audit.record(trunks["en"], "learning.load", by=by, created=len(report.created), updated=len(report.updated))
    return report


def load_programme(folder: Folder, trunks: dict[str, Page], may_write: MayWrite, report: LoadReport) -> None:
    standing = standing_pages(folder.code)
    for language in languages.CODES:
        loader = Loader(folder.code, language, standing, may_write, report)
        text = programme_text(folder, language)
        top = loader.bring(text.page, loader.models[0], trunks[language])
        for module in text.modules:
            module_page = loader.bring(module.page, loader.models[1], top)
            for lesson in module.lessons:
                loader.bring(lesson, loader.models[2], module_page)


def standing_pages(code: str) -> dict[tuple[str, UUID], Page]:
    """`{(language, key): page}` of one programme: one query a page class."""
    pages = (page for model in registry.models_of(code) for page in model.objects.select_related("locale"))
    return {(page.locale.language_code, page.translation_key): page for page in pages}


class Loader:
    """Brings one page after the other of one programme in one language to what the files say."""

    def __init__(self, code: str, language: str, standing: dict, may_write: MayWrite, report: LoadReport):
        self.code, self.language, self.standing = code, language, standing
        self.may_write, self.report = may_write, report
        self.models = registry.models_of(code)

    def bring(self, text: PageText, model: type[Page], parent: Page) -> Page:
        """The page as it stands afterwards: made, renewed, kept or untouched."""
        wanted = digest(text.fields, live=text.live)
        page = self.standing.get((self.language, text.key))
        if page is None:
            return self.create(text, model, parent, wanted)
        current = digest(fields_of(page, text), live=page.live)
        if current == wanted:
            self.report.unchanged += 1
            self.remember(page, wanted)
        elif self.may_write(page, current):
            self.update(page, text, wanted)
        else:
            self.report.kept.append(self.address(text))
        return page

    def create(self, text: PageText, model: type[Page], parent: Page, wanted: str) -> Page:
        page = model(
            slug=text.slug,
            live=text.live,
            translation_key=text.key,
            locale=parent.locale,
            loaded_digest=wanted,
            **text.fields,
        )
        parent.add_child(instance=page)
        self.report.created.append(self.address(text))
        return page

    def update(self, page: Page, text: PageText, wanted: str) -> None:
        """Renew the row; where an editor's revision stands in front of it, by a new revision."""
        for name, value in text.fields.items():
            setattr(page, name, value)
        page.draft_title = page.title
        page.loaded_digest = wanted
        page.live = text.live
        page.save()
        if page.latest_revision_id:
            revision = page.save_revision(log_action=True)
            if text.live:
                revision.publish()
        self.report.updated.append(self.address(text))

    def remember(self, page: Page, wanted: str) -> None:
        """The files have come to say what an editor wrote: from now on the page is the files' again."""
        if page.loaded_digest != wanted:
            type(page).objects.filter(pk=page.pk).update(loaded_digest=wanted)

    def address(self, text: PageText) -> str:
        return f"{self.language}/{self.code}/{text.slug}"


def fields_of(page: Page, text: PageText) -> dict:
    """What the page says now, in the shape of the files."""
    fields = {name: getattr(page, name) for name in text.fields}
    if "body" in fields:
        fields["body"] = page.body.get_prep_value()
    return fields
