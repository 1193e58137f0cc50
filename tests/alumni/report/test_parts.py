"""What readers see and what files hold."""

import pytest

from lms.alumni.report.parts import Hidden, Number, Of, Row, Share, Span, Table, text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (Hidden(), "not shown"),
        (Share(0.714), "71%"),
        (Share(0.714, 1), "71.4%"),
        (Span(0.61, 0.75), "61% – 75%"),
        (Of(31, 1360), "31 of 1,360"),
        (Number(12.34), "12.3"),
        (1360, "1,360"),
        ("yes", "yes"),
    ],
)
def test_values_are_read_as_words(value, text):
    assert text_of(value) == text


def test_files_hold_the_numbers_themselves():
    rows = [Row("A", [Share(0.5), Span(0.4, 0.6), 12]), Row("B", [Hidden(), None, 30])]
    headings, cells = Table("t", "T", ["Group", "Share", "Interval", "People"], rows).written
    assert headings == ["Group", "Share", "Interval (1)", "Interval (2)", "People"]
    assert cells == [["A", 0.5, 0.4, 0.6, 12], ["B", None, None, None, 30]]
