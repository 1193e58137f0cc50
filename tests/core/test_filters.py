"""The filters of every template."""

from datetime import UTC, date, datetime

from lms.core.templatetags import lms


def test_local_date_of_a_moment_is_the_day_in_that_country():
    evening = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
    assert (lms.local_date(evening), lms.local_date(evening, "MM")) == ("22 November 2026", "22 November 2026")
    assert lms.local_date(datetime(2026, 11, 21, 16, 30, tzinfo=UTC), "CN") == "22 November 2026"
    assert lms.local_date(datetime(2026, 11, 21, 16, 30, tzinfo=UTC)) == "21 November 2026"


def test_local_date_of_a_date_and_of_nothing():
    assert (lms.local_date(date(2026, 11, 21)), lms.local_date(None)) == ("21 November 2026", "")
