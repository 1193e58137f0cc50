"""Which sitting may start when."""

from datetime import UTC, datetime, timedelta

import pytest

from lms.assessments import errors
from lms.assessments.entry import Place, Sitting, next_place, retake_at
from lms.core import programmes

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PRE = Sitting("pre", "A", "submitted", None, NOW - timedelta(days=30))


def post(letter="B", *, ago, is_passed=False):
    return Sitting("post", letter, "submitted", is_passed, NOW - ago)


def place(phase, *earlier, code="rtp", rank=0):
    return next_place(phase, list(earlier), rank=rank, programme=programmes.get(code), now=NOW, country="KH")


def test_the_first_test_follows_the_rank():
    assert [place("pre", rank=rank) for rank in (0, 1)] == [Place("pre", 1, "A"), Place("pre", 1, "B")]


def test_the_first_test_is_taken_once():
    with pytest.raises(errors.AlreadyTaken):
        place("pre", PRE)


def test_the_second_test_needs_the_first():
    with pytest.raises(errors.TooEarly):
        place("post")


def test_the_second_test_waits_until_the_first_is_handed_in():
    with pytest.raises(errors.TooEarly):
        place("post", Sitting("pre", "A", "open", None, None))


def test_the_second_test_is_the_other_form():
    assert place("post", PRE) == Place("post", 1, "B")


@pytest.mark.parametrize(
    ("code", "earlier", "hours", "is_open"),
    [
        ("rtp", 1, 23, False),
        ("rtp", 1, 24, True),
        ("rtp", 2, 7 * 24 - 1, False),
        ("rtp", 2, 7 * 24, True),
        ("tot", 2, 23, False),
        ("tot", 2, 24, True),
    ],
)
def test_waiting_times(code, earlier, hours, is_open):
    tries = [post(ago=timedelta(days=20)), post("A", ago=timedelta(hours=hours))][-earlier:]
    if is_open:
        assert place("post", PRE, *tries, code=code).number == earlier + 1
    else:
        with pytest.raises(errors.WaitFirst) as refused:
            place("post", PRE, *tries, code=code)
        assert refused.value.possible_at == NOW + timedelta(hours=1)


def test_a_repeat_alternates_the_form():
    tries = [post("B", ago=timedelta(days=20)), post("A", ago=timedelta(days=10))]
    assert place("post", PRE, tries[0]).letter == "A"
    assert place("post", PRE, *tries).letter == "B"


@pytest.mark.parametrize(("code", "allowed"), [("rtp", 3), ("ethics", 2)])
def test_tries_are_used_up(code, allowed):
    tries = [post(ago=timedelta(days=30 - number)) for number in range(allowed)]
    with pytest.raises(errors.TriesUsedUp, match=str(allowed)):
        place("post", PRE, *tries, code=code)


def test_a_passed_test_is_not_taken_again():
    with pytest.raises(errors.AlreadyPassed):
        place("post", PRE, post(ago=timedelta(days=9), is_passed=True))


def test_no_wait_before_the_first_try():
    assert retake_at([], (24,)) is None
