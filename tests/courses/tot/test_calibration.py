"""Described lessons and the rules of calibration: pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from courses.tot import calibration, rubric

TODAY = date(2026, 11, 22)


@dataclass
class Try:
    lesson_code: str
    is_met: bool
    made_at: datetime


def tried(day: str, *, code: str = "bus-station", is_met: bool = True) -> Try:
    return Try(code, is_met, datetime.fromisoformat(f"{day}T05:00").replace(tzinfo=UTC))


def moved(levels: dict[str, int]) -> dict[str, int]:
    return {key: 2 + levels.get(key, 0) for key in rubric.KEYS}


@pytest.mark.parametrize(
    ("moves", "within_one", "is_met"),
    [
        ({}, 10, True),
        ({"cycle": 1, "accuracy": -1}, 10, True),
        ({"cycle": 2, "accuracy": 2}, 8, True),
        ({"cycle": 2, "accuracy": 2, "questions": 2}, 7, False),
    ],
)
def test_eight_of_ten_within_one_level_are_enough(moves, within_one, is_met):
    found = calibration.distance(moved(moves), moved({}))
    assert (found.within_one, found.is_met, found.apart["cycle"]) == (within_one, is_met, abs(moves.get("cycle", 0)))


@pytest.mark.parametrize(
    ("tries", "met_on", "is_current"),
    [
        ([], None, False),
        ([tried("2026-11-01", is_met=False)], None, False),
        ([tried("2026-11-01")], date(2026, 11, 1), True),
        ([tried("2025-11-22")], date(2025, 11, 22), True),
        ([tried("2025-11-21")], date(2025, 11, 21), False),
        ([tried("2026-11-01", is_met=False), tried("2026-01-01")], date(2026, 1, 1), True),
    ],
)
def test_what_was_met_counts_for_twelve_months(tries, met_on, is_current):
    assert (calibration.last_met(tries), calibration.is_current(tries, TODAY)) == (met_on, is_current)


@pytest.mark.parametrize(("day", "may"), [("2026-10-23", True), ("2026-10-24", False), ("2026-11-22", False)])
def test_the_same_lesson_waits_thirty_days(day, may):
    tries = [tried(day), tried("2025-01-01")]
    assert calibration.may_score(tries, "bus-station", TODAY) is may
    assert calibration.may_score(tries, "law-in-one-hour", TODAY) is True


@pytest.mark.parametrize(
    ("tries", "code"),
    [
        ([], "bus-station"),
        ([tried("2026-11-20")], "law-in-one-hour"),
        ([tried("2026-01-01")], "law-in-one-hour"),
        (
            [
                tried("2026-03-01"),
                tried("2026-02-01", code="law-in-one-hour"),
                tried("2026-11-01", code="story-from-here"),
            ],
            "law-in-one-hour",
        ),
        ([tried("2026-11-20", code=code) for code in calibration.agreed_marks()], ""),
    ],
)
def test_the_next_lesson_is_a_new_one_or_else_the_oldest(tries, code):
    assert calibration.next_code(tries, TODAY) == code


@pytest.mark.parametrize("code", calibration.agreed_marks())
def test_a_described_lesson_is_whole(code):
    lesson = calibration.lessons("en")[code]
    assert rubric.is_complete(lesson.agreed)
    assert tuple(lesson.reasons) == rubric.KEYS
    assert 350 <= sum(len(paragraph.split()) for paragraph in lesson.paragraphs) <= 500


@pytest.mark.parametrize("code", calibration.agreed_marks())
@pytest.mark.parametrize("level", rubric.LEVELS)
def test_the_same_level_everywhere_never_meets_it(code, level):
    scores = dict.fromkeys(rubric.KEYS, level)
    assert calibration.distance(scores, calibration.agreed_marks()[code]).is_met is False


def test_what_is_not_translated_stands_in_english(tmp_path, monkeypatch):
    monkeypatch.setattr(calibration, "CONTENT", tmp_path)
    (tmp_path / "calibration.toml").write_text("[one]\ncycle = 1\n[two]\ncycle = 2\n")
    for language, codes in (("en", ("one", "two")), ("km", ("two",))):
        (tmp_path / language).mkdir()
        texts = [f'[{code}]\ntitle = "{language}"\ntext = "a"\n[{code}.reasons]\ncycle = "b"\n' for code in codes]
        (tmp_path / language / "calibration.toml").write_text("\n".join(texts))
    calibration.agreed_marks.cache_clear()
    calibration.lessons.cache_clear()
    try:
        assert [lesson.language for lesson in calibration.lessons("km").values()] == ["en", "km"]
    finally:
        calibration.agreed_marks.cache_clear()
        calibration.lessons.cache_clear()
