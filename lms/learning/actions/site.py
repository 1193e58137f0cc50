"""The trunk of the page tree: languages, the site, one home page and one courses page a language."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from lms.core import languages
from lms.learning.loading import key_of
from lms.learning.models import CoursesPage, HomePage


def ensure_courses_pages(created: list[str]) -> dict[str, CoursesPage]:
    """`{language: its courses page}`; adds the address of every page made to `created`."""
    locales = ensure_locales()
    remove_welcome_page()
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    homes = {language: ensure_home(root, locales[language], created) for language in languages.CODES}
    ensure_site(homes["en"])
    return {language: ensure_courses(home, created) for language, home in homes.items()}


def ensure_locales() -> dict[str, Locale]:
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in languages.CODES}


def remove_welcome_page() -> None:
    """Wagtail's first migration leaves a welcome page behind, and a site that leads to it."""
    plain_page = ContentType.objects.get_for_model(Page)
    for page in Page.objects.filter(depth=2, slug="home", content_type=plain_page):
        page.delete()


def ensure_home(root: Page, locale: Locale, created: list[str]) -> HomePage:
    """Siblings cannot share a slug, and no address shows this one: `home`, `home-km` ..."""
    language = locale.language_code
    page = HomePage.objects.filter(locale=locale).select_related("locale").first()
    if page is None:
        slug = "home" if language == "en" else f"home-{language}"
        page = HomePage(
            title=settings.PRODUCT_NAME, slug=slug, locale=locale, translation_key=key_of("site", "page", "home")
        )
        root.add_child(instance=page)
        created.append(f"{language}/")
    return page


def ensure_courses(home: HomePage, created: list[str]) -> CoursesPage:
    language = home.locale.language_code
    page = CoursesPage.objects.filter(locale=home.locale).select_related("locale").first()
    if page is None:
        with translation.override(language):
            title = _("Courses")
        page = CoursesPage(
            title=title, slug="courses", locale=home.locale, translation_key=key_of("site", "page", "courses")
        )
        home.add_child(instance=page)
        created.append(f"{language}/courses")
    return page


def ensure_site(home: HomePage) -> None:
    if not Site.objects.filter(is_default_site=True, root_page=home.page_ptr).exists():
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={
                "hostname": "localhost",
                "port": 80,
                "site_name": settings.PRODUCT_NAME,
                "root_page": home.page_ptr,
            },
        )
