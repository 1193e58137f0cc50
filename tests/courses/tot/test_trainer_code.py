import pytest

from courses.tot import trainer_code
from lms.core import languages


@pytest.mark.parametrize("language", languages.CODES)
def test_every_language_has_eight_sentences_of_the_present_version(language):
    code = trainer_code.code(language)
    assert (len([sentence for sentence in code.sentences if sentence]), code.version) == (8, trainer_code.VERSION)


@pytest.mark.parametrize(("version", "language"), [(1, "km"), (0, "en")])
def test_an_older_translation_gives_way_to_english(tmp_path, monkeypatch, version, language):
    for code, number in (("en", 1), ("km", version)):
        (tmp_path / code).mkdir()
        (tmp_path / code / "trainer_code.toml").write_text(f'version = {number}\nsentences = ["One."]\n')
    monkeypatch.setattr(trainer_code, "CONTENT", tmp_path)
    assert trainer_code.code.__wrapped__("km").language == language
