"""Reads: the outline of what is taught, held per process until the content changes."""

from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast, Length
from wagtail.models import Locale, PageViewRestriction, Site

from lms.core import languages, programmes
from lms.learning import registry
from lms.learning.models import CoursesPage, HomePage, LessonPageBase
from lms.learning.outline import LessonRow, ModuleRow, Outline, ProgrammeRow
from lms.learning.versions import Version, VersionedStore, content_version

_outlines = VersionedStore(at_most=len(languages.CODES) + 1)
_languages = VersionedStore(at_most=50)
EMPTY_BODY = 2  # "[]"


def outline(language: str, version: Version | None = None) -> Outline:
    """Everything taught in this language, held per process until the content version moves."""
    version = version or content_version()
    return _outlines.get_or_make(version, language, lambda: read_outline(language))


def lessons_of(programme_code: str, language: str, version: Version | None = None) -> list[LessonRow]:
    """All lessons of one programme in their order, written or coming."""
    programme = outline(language, version).programmes.get(programme_code)
    return programme.lessons if programme else []


def written_keys(programme_code: str, version: Version | None = None) -> set[UUID]:
    """The lessons that there are to read: the same in every language, because English stands in."""
    return {lesson.key for lesson in lessons_of(programme_code, "en", version) if lesson.is_written}


def lesson_by_key(key: UUID, language: str) -> LessonRow | None:
    return next((lesson for lesson in outline(language).lessons() if lesson.key == key), None)


def english_lesson(page: LessonPageBase) -> LessonPageBase | None:
    same = type(page).objects.live().filter(translation_key=page.translation_key)
    return same.filter(locale__language_code="en").first()


def site(version: Version | None = None) -> Site:
    version = version or content_version()
    return _outlines.get_or_make(version, "site", lambda: Site.objects.get(is_default_site=True))


def language_of(locale_id: int) -> str:
    return _languages.get_or_make(content_version(), locale_id, lambda: Locale.objects.get(pk=locale_id).language_code)


def read_outline(language: str) -> Outline:
    """Read from the tables: three queries a programme and a few more."""
    pages = trunk_pages(language)
    rows = {code: read_programme(code, language, pages) for code in (each.code for each in programmes.all_programmes())}
    return Outline(
        language=language,
        programmes={code: row for code, row in rows.items() if row},
        pages=pages,
        has_restrictions=PageViewRestriction.objects.exists(),
    )


def trunk_pages(language: str) -> dict[str, tuple[type, int]]:
    """The home and courses pages by address below the language."""
    here = {"locale__language_code": language, "live": True}
    found = [(model, page) for model in (HomePage, CoursesPage) for page in model.objects.filter(**here)]
    return {address_below_language(page.url_path): (model, page.pk) for model, page in found}


def read_programme(code: str, language: str, pages: dict[str, tuple[type, int]]) -> ProgrammeRow | None:
    """One programme with its live modules; adds every live page's address to `pages`."""
    programme_model, module_model, lesson_model = registry.models_of(code)
    page = programme_model.objects.live().filter(locale__language_code=language).first()
    if page is None:
        return None
    top = address_below_language(page.url_path)
    pages[top] = (programme_model, page.pk)
    modules = list(module_model.objects.live().filter(locale__language_code=language).order_by("position"))
    lessons = lessons_by_parent(lesson_model, language)
    rows = []
    for module in modules:
        address = address_below_language(module.url_path)
        pages[address] = (module_model, module.pk)
        rows.append(module_row(code, language, module, lessons.get(module.path, [])))
    for found in lessons.values():
        pages.update(
            {address_below_language(each["url_path"]): (lesson_model, each["pk"]) for each in found if each["live"]}
        )
    return ProgrammeRow(code, page.title, page.summary, page.aim, url_of(language, top), page.pk, tuple(rows))


def lessons_by_parent(model: type, language: str) -> dict[str, list[dict]]:
    """`{tree path of the module: [lesson values]}`; a lesson is written if its body or the English one is not empty."""
    fields = ("pk", "path", "url_path", "slug", "title", "code", "minutes", "live", "translation_key", "body_length")
    rows = model.objects.annotate(body_length=Length(Cast("body", TextField())))
    own = list(rows.filter(locale__language_code=language).order_by("position").values(*fields))
    english = rows.filter(locale__language_code="en", live=True, body_length__gt=EMPTY_BODY)
    english_keys = set(english.values_list("translation_key", flat=True))
    found: dict[str, list[dict]] = {}
    for row in own:
        row["is_translated"] = row["body_length"] > EMPTY_BODY
        row["is_written"] = row["live"] and (row["is_translated"] or row["translation_key"] in english_keys)
        found.setdefault(row["path"][: -model.steplen], []).append(row)
    return found


def module_row(code: str, language: str, module, lessons: list[dict]) -> ModuleRow:
    rows = tuple(
        LessonRow(
            key=each["translation_key"],
            code=each["code"],
            title=each["title"],
            slug=each["slug"],
            url=url_of(language, address_below_language(each["url_path"])),
            minutes=each["minutes"],
            page_id=each["pk"],
            programme_code=code,
            is_written=each["is_written"],
            is_translated=each["is_translated"],
            module_code=module.code,
            module_title=module.title,
        )
        for each in lessons
    )
    return ModuleRow(
        key=module.translation_key,
        code=module.code,
        title=module.title,
        slug=module.slug,
        url=url_of(language, address_below_language(module.url_path)),
        hours=module.hours,
        page_id=module.pk,
        is_safety_critical=module.is_safety_critical,
        objectives=tuple(module.objectives),
        lessons=rows,
    )


def address_below_language(url_path: str) -> str:
    """`/home-km/courses/rtp/` is served at `courses/rtp/` below `/km/`."""
    _empty, _home, rest = url_path.split("/", 2)
    return rest


def url_of(language: str, address: str) -> str:
    return f"/{language}/{address}"
