"""Which pairs count for the gain: pure."""

from datetime import UTC, datetime, timedelta

import pytest

from lms.assessments.pairs import Window, competency_gains, delayed_of_standings, gain_of_standings, pairs_of
from lms.assessments.standing import Score, Standing, note

START = datetime(2026, 11, 2, 5, tzinfo=UTC)
CLOSES = datetime(2026, 11, 10, tzinfo=UTC)


def standing(pre=4.0, post=9.0, delayed=None, *, pre_at=START, post_at=START + timedelta(days=4)):
    scores = {"pre": Score(pre, 10, {"C2": [pre, 10]}, pre_at), "post": Score(post, 10, {"C2": [post, 10]}, post_at)}
    later = None if delayed is None else Score(delayed, 10)
    return Standing(pre=scores["pre"], post=scores["post"], delayed=later)


@pytest.mark.parametrize(
    ("row", "first_lesson", "place"),
    [
        (standing(), None, "kept"),
        (standing(), START + timedelta(seconds=1), "kept"),
        (standing(), START - timedelta(seconds=1), "late_pre"),
        (standing(post_at=CLOSES - timedelta(seconds=1)), None, "kept"),
        (standing(post_at=CLOSES), None, "late_post"),
        (standing(post_at=CLOSES), START - timedelta(hours=1), "late_pre"),
    ],
)
def test_a_pair_counts_inside_the_window(row, first_lesson, place):
    pairs = pairs_of({7: row}, Window(CLOSES, {7: first_lesson} if first_lesson else {}))
    assert {name: len(getattr(pairs, name)) for name in ("kept", "late_pre", "late_post")} == {
        "kept": 0, "late_pre": 0, "late_post": 0, place: 1,
    }  # fmt: skip
    assert (pairs.left_out, pairs.everybody) == (place != "kept", [row])


def test_who_took_one_test_is_no_pair():
    assert pairs_of({7: Standing(pre=Score(4, 10))}, Window(CLOSES)).everybody == []


def test_part_points_enter_the_gain():
    gain = gain_of_standings([standing(pre=4.5, post=6.75) for _ in range(10)])
    assert (gain.mean_pre, gain.mean_post, gain.gain) == (45, 67.5, 22.5)


def test_what_stayed_is_told_for_all_three_tests_only():
    rows = [standing(pre=number, post=number + 4 + number % 2, delayed=number + 2) for number in range(10)]
    found = delayed_of_standings([*rows, standing()])
    assert (found.n, found.refused) == (10, False)
    assert found.ratio == pytest.approx(2 / 4.5)


def test_subjects_stay_hidden_under_ten_pairs():
    assert competency_gains({"C2": "Law"}, [standing()] * 9) == []
    assert [(row.title, round(row.gain)) for row in competency_gains({"C2": "Law"}, [standing()] * 10)] == [("Law", 50)]


def test_only_the_first_try_is_the_test_after_the_course():
    row = Standing()
    note(row, "post", "submitted", None, is_passed=False)
    note(row, "post", "submitted", Score(9, 10), is_passed=True)
    assert (row.post, row.post_latest.points, row.post_tries, row.post_passed, row.waits) == (
        None,
        9,
        2,
        True,
        {"post"},
    )
