import pytest

from lms.core import languages
from lms.learning.loading import folder_of, key_of, programme_text

CODES = ["rtp", "tot", "ethics"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", languages.CODES)
def test_every_language_has_every_page_of_the_outline(code, language):
    folder = folder_of(code)
    expected = [code]
    for module in folder.outline["modules"]:
        expected += [module["slug"], *(lesson["slug"] for lesson in module["lessons"])]
    assert [page.slug for page in programme_text(folder, language).pages()] == expected


def test_keys_are_the_same_in_every_language():
    keys = {tuple(page.key for page in programme_text(folder_of("tot"), code).pages()) for code in languages.CODES}
    assert len(keys) == 1


def test_key_tells_programmes_and_kinds_apart():
    assert len({key_of("rtp", "lesson", "x"), key_of("tot", "lesson", "x"), key_of("rtp", "module", "x")}) == 3


def test_lesson_without_a_file_in_this_language_is_empty_and_live():
    lesson = lesson_in("km", "three-elements")
    assert (lesson.fields["body"], lesson.live, lesson.fields["is_machine_draft"]) == ([], True, False)


def test_lesson_without_any_file_is_not_live():
    assert lesson_in("en", "return-decisions-and-risk").live is False


def test_english_is_no_machine_draft():
    assert not any(page.fields["is_machine_draft"] for page in programme_text(folder_of("rtp"), "en").pages())


def test_missing_titles_fall_back_to_english(tmp_path, settings):
    (tmp_path / "courses/x/content/en").mkdir(parents=True)
    (tmp_path / "courses/x/content/outline.toml").write_text(
        '[[modules]]\ncode="M1"\nslug="m1"\nhours=1.0\nsafety_critical=false\n'
        '[[modules.lessons]]\ncode="1.1"\nslug="one"\nminutes=5\n'
    )
    (tmp_path / "courses/x/content/en/outline.toml").write_text(
        'title="T"\nsummary="S"\naim="A"\n[modules.M1]\ntitle="MT"\nobjectives=["O"]\n[lessons."1.1"]\ntitle="LT"\n'
    )
    settings.BASE_DIR = tmp_path
    assert [page.fields["title"] for page in programme_text(folder_of("x"), "my").pages()] == ["T", "MT", "LT"]


def lesson_in(language, slug):
    return next(page for page in programme_text(folder_of("rtp"), language).pages() if page.slug == slug)
