"""Dates and numbers read as each language writes them."""

from datetime import UTC, date, datetime

import pytest

from lms.core import display

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "21 November 2026"),
        ("th", "21 พฤศจิกายน พ.ศ. 2569 (2026)"),
        ("my", "2026 နိုဝင်ဘာ 21"),
        ("vi", "21 tháng 11, 2026"),
        ("zh-hans", "2026年11月21日"),
    ],
)
def test_date_text_follows_the_language(language, text):
    assert display.date_text(DAY, language=language) == text


def test_time_text_knows_the_half_hour_zone_of_yangon():
    noon = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    assert display.time_text(noon, country="MM", language="en") == "18:30"
