import pytest

from courses.tot import rubric
from lms.core import languages


def scored(level=3, **other):
    return {**dict.fromkeys(rubric.KEYS, level), **other}


@pytest.mark.parametrize(
    ("scores", "is_passed"),
    [
        (scored(3), True),
        (scored(4), True),
        (scored(3, cycle=2, materials=4), True),
        (scored(3, cycle=2), False),  # mean 2.9
        (scored(4, accuracy=2), False),
        (scored(4, do_no_harm=2), False),
        (scored(4, inclusion=2), False),
        (scored(4, cycle=1), False),
        (scored(4, accuracy=3, do_no_harm=3, inclusion=3, cycle=2), True),
        ({}, False),
        ({"accuracy": 4}, False),
    ],
)
def test_the_pass_rule(scores, is_passed):
    assert rubric.is_passed(scores) == is_passed


@pytest.mark.parametrize(
    ("scores", "is_passed"),
    [
        (scored(3), True),
        (scored(2), False),
        (scored(2, accuracy=3, do_no_harm=3, inclusion=3, cycle=4), True),  # mean 2.5
        (scored(3, accuracy=2), True),
        (scored(3, accuracy=1), False),
        (scored(3, cycle=1), True),
    ],
)
def test_the_pass_rule_of_micro_teaching(scores, is_passed):
    assert rubric.is_passed(scores, rubric.MICRO) == is_passed


@pytest.mark.parametrize(
    ("one", "other", "they_differ"),
    [
        (scored(3), scored(3), False),
        (scored(3), scored(4), False),
        (scored(4), scored(4, cycle=2, materials=2), False),
        (scored(4), scored(4, cycle=2, materials=2, checking=2), True),
        (scored(3), scored(3, accuracy=2), True),
        (scored(2), scored(2, cycle=4, materials=4), False),
    ],
)
def test_observers_differ_far_apart_or_on_passing(one, other, they_differ):
    assert (rubric.differ(one, other), rubric.differ(other, one)) == (they_differ, they_differ)


@pytest.mark.parametrize("scores", [scored(3, cycle=0), scored(3, cycle=5), {**scored(3), "other": 3}])
def test_levels_and_criteria_outside_the_rubric_are_not_complete(scores):
    assert rubric.is_complete(scores) is False


@pytest.mark.parametrize("language", languages.CODES)
def test_every_language_has_ten_criteria_of_four_levels(language):
    criteria = rubric.criteria(language)
    assert [criterion.key for criterion in criteria] == list(rubric.KEYS)
    assert [len([text for text in criterion.levels if text]) for criterion in criteria] == [4] * 10


def test_three_criteria_are_critical():
    assert [row.key for row in rubric.criteria("en") if row.is_critical] == ["accuracy", "do_no_harm", "inclusion"]


def test_what_is_not_written_stands_in_english(tmp_path, monkeypatch):
    (tmp_path / "en").symlink_to(rubric.CONTENT / "en")
    (tmp_path / "km").mkdir()
    (tmp_path / "km" / "rubric.toml").write_text('[cycle]\ntitle = "វដ្ត"\nlevels = ["1", "2", "3", "4"]\n')
    monkeypatch.setattr(rubric, "CONTENT", tmp_path)
    own = rubric.criteria.__wrapped__("km")
    assert {row.key: row.language for row in own} == {key: "km" if key == "cycle" else "en" for key in rubric.KEYS}
