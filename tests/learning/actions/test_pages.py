import shutil

import pytest
from django.conf import settings as project
from wagtail.models import Page, PageLogEntry, Site

from courses.ethics.models import EthicsLessonPage, EthicsModulePage
from courses.rtp.models import RtpLessonPage
from lms.core import languages
from lms.learning import actions
from lms.learning.loading import folder_of, programme_text
from lms.learning.models import HomePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes_loaded")]


@pytest.fixture
def content(tmp_path, settings):
    """A copy of the Ethics content that the test may change; `content(path, old, new)` does so."""
    shutil.copytree(project.BASE_DIR / "courses/ethics/content", tmp_path / "courses/ethics/content")
    settings.BASE_DIR = tmp_path

    def change(path, old, new):
        file = tmp_path / "courses/ethics/content" / path
        assert old in file.read_text(encoding="utf-8")
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return change


def lesson_in(language):
    return EthicsLessonPage.objects.get(locale__language_code=language, slug="can-they-say-no")


def load():
    return actions.load_pages(codes=["ethics"])


@pytest.mark.parametrize("language", languages.CODES)
def test_tree_has_every_module_in_every_language_under_the_same_slug(language):
    modules = EthicsModulePage.objects.filter(locale__language_code=language).order_by("position")
    assert [page.slug for page in modules] == [module["slug"] for module in folder_of("ethics").outline["modules"]]


def test_translations_share_their_key():
    keys = set(EthicsLessonPage.objects.filter(slug="can-they-say-no").values_list("translation_key", flat=True))
    assert len(keys) == 1


def test_the_tree_is_sound():
    assert Page.find_problems() == ([], [], [], [], [])


def test_wagtails_welcome_page_is_gone_and_the_site_leads_to_english():
    home = Site.objects.get(is_default_site=True).root_page.specific
    assert (Page.objects.filter(title__startswith="Welcome").count(), type(home), home.locale.language_code) == (
        0,
        HomePage,
        "en",
    )


def test_second_load_writes_nothing():
    lines = PageLogEntry.objects.count()
    report = load()
    assert (report.created, report.updated, report.kept) == ([], [], [])
    assert report.unchanged == len(languages.CODES) * len(list(programme_text(folder_of("ethics"), "en").pages()))
    assert PageLogEntry.objects.count() == lines


def test_second_load_asks_few_questions(django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        load()


def test_changed_file_renews_the_page(content):
    content("en/outline.toml", "Do they understand, and can they say no?", "Can they say no?")
    assert load().updated == ["en/ethics/can-they-say-no"]
    page = lesson_in("en")
    assert (page.title, page.draft_title) == ("Can they say no?", "Can they say no?")


def test_an_editors_change_is_kept_and_reported(content):
    page = lesson_in("en")
    page.title = "An editor's title"
    page.save_revision().publish()
    content("en/outline.toml", "Do they understand, and can they say no?", "Can they say no?")
    report = load()
    assert (report.kept, report.updated) == (["en/ethics/can-they-say-no"], [])
    assert lesson_in("en").title == "An editor's title"


def test_a_waiting_draft_is_kept(content):
    page = lesson_in("en")
    page.title = "A draft"
    page.save_revision()
    content("en/outline.toml", "Do they understand, and can they say no?", "Can they say no?")
    assert load().kept == ["en/ethics/can-they-say-no"]


def test_force_overwrites_an_editors_change_in_the_editor_too():
    page = lesson_in("en")
    title = page.title
    page.title = "An editor's title"
    page.save_revision().publish()
    report = actions.load_pages(codes=["ethics"], may_write=actions.overwrite_edits)
    assert report.updated == ["en/ethics/can-they-say-no"]
    assert lesson_in("en").title == title
    assert lesson_in("en").get_latest_revision_as_object().title == title


def test_publishing_without_a_change_leaves_the_page_to_the_files(content):
    lesson_in("en").save_revision().publish()
    content("en/outline.toml", "Do they understand, and can they say no?", "Can they say no?")
    assert load().updated == ["en/ethics/can-they-say-no"]


def test_an_unpublished_page_stays_unpublished():
    lesson_in("en").unpublish()
    assert load().kept == ["en/ethics/can-they-say-no"]
    assert lesson_in("en").live is False


def test_blocks_have_stable_ids_in_the_database():
    blocks = [block["id"] for page in RtpLessonPage.objects.all() for block in page.body.get_prep_value()]
    assert None not in blocks
    assert len(blocks) > 0
