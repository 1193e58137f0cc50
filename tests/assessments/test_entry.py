"""Which sitting may start when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lms.assessments import errors
from lms.assessments.entry import Course, Sitting, delayed_window, months_after, next_number, retake_at
from lms.core import programmes

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PRE = Sitting("pre", "A", "submitted", None, NOW - timedelta(days=30))


def post(letter="B", *, ago=timedelta(days=20), is_passed=False, state="submitted"):
    return Sitting("post", letter, state, is_passed, None if state == "open" else NOW - ago)


DONE = post(is_passed=True)
OPEN_POST = post(is_passed=None, state="open")


def course(code="rtp", *, ends_on=date(2026, 11, 20), granted=0):
    return Course(programmes.get(code), "KH", ends_on, granted)


def number(phase, *earlier, code="rtp", now=NOW, **fields):
    return next_number(phase, earlier, course(code, **fields), now)


@pytest.mark.parametrize(
    ("phase", "earlier", "refusal"),
    [
        ("pre", [PRE], errors.AlreadyTaken),
        ("pre", [PRE, DONE], errors.AlreadyTaken),
        ("post", [], errors.TooEarly),
        ("post", [Sitting("pre", "A", "open", None, None)], errors.TooEarly),
        ("post", [PRE, DONE], errors.AlreadyPassed),
        ("post", [PRE, post(is_passed=None)], errors.AwaitsMarks),
        ("post", [PRE, OPEN_POST], errors.FinishFirst),
        ("delayed", [PRE], errors.NoTestAfterCourse),
        ("delayed", [PRE, OPEN_POST], errors.NoTestAfterCourse),
        ("delayed", [PRE, DONE], errors.DelayedLater),
    ],
)
def test_what_is_refused(phase, earlier, refusal):
    with pytest.raises(refusal):
        number(phase, *earlier)


def test_the_first_of_each_phase_is_number_one():
    late = datetime(2027, 3, 1, tzinfo=UTC)
    assert (number("pre"), number("post", PRE), number("delayed", PRE, DONE, now=late)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("code", "earlier", "hours", "is_open"),
    [
        ("rtp", 1, 23, False),
        ("rtp", 1, 24, True),
        ("rtp", 2, 7 * 24 - 1, False),
        ("rtp", 2, 7 * 24, True),
        ("tot", 2, 23, False),
        ("tot", 2, 24, True),
        ("ethics", 1, 23, False),
        ("ethics", 1, 24, True),
    ],
)
def test_waiting_times(code, earlier, hours, is_open):
    tries = [post(), post("A", ago=timedelta(hours=hours))][-earlier:]
    if is_open:
        assert number("post", PRE, *tries, code=code) == earlier + 1
    else:
        with pytest.raises(errors.WaitFirst) as refused:
            number("post", PRE, *tries, code=code)
        assert refused.value.possible_at == NOW + timedelta(hours=1)


@pytest.mark.parametrize(("code", "allowed"), [("rtp", 3), ("ethics", 2), ("tot", 3)])
def test_after_the_last_try_a_talk_opens_one_more(code, allowed):
    tries = [post(ago=timedelta(hours=allowed - number)) for number in range(allowed)]
    with pytest.raises(errors.TriesUsedUp, match=str(allowed)):
        number("post", PRE, *tries, code=code)
    assert number("post", PRE, *tries, code=code, granted=1) == allowed + 1
    with pytest.raises(errors.TriesUsedUp, match=str(allowed + 1)):
        number("post", PRE, *tries, post(), code=code, granted=1)


def test_a_given_try_needs_no_further_wait_but_the_others_do():
    tries = [post(ago=timedelta(minutes=5)) for _try in range(3)]
    assert retake_at(tries, programmes.get("rtp")) is None
    assert retake_at(tries[:2], programmes.get("rtp")) == NOW - timedelta(minutes=5) + timedelta(days=7)
    assert retake_at([], programmes.get("rtp")) is None


@pytest.mark.parametrize(
    ("ends_on", "months", "day"),
    [
        (date(2026, 11, 20), 3, date(2027, 2, 20)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
    ],
)
def test_months_are_calendar_months(ends_on, months, day):
    assert months_after(ends_on, months) == day


@pytest.mark.parametrize(
    ("now", "refusal", "words"),
    [
        (datetime(2027, 2, 19, 16, 59, tzinfo=UTC), errors.DelayedLater, "This test opens on 20 February 2027."),
        (datetime(2027, 2, 19, 17, 0, tzinfo=UTC), None, ""),  # midnight in Phnom Penh
        (datetime(2027, 5, 20, 16, 59, tzinfo=UTC), None, ""),
        (datetime(2027, 5, 20, 17, 0, tzinfo=UTC), errors.CohortClosed, "This test was open until 20 May 2027."),
    ],
)
def test_the_later_test_is_open_from_three_to_six_months_after_the_course(now, refusal, words):
    window = delayed_window(course())
    assert (window.opens_on, window.closes_on) == (date(2027, 2, 20), date(2027, 5, 20))
    if refusal is None:
        assert number("delayed", PRE, DONE, now=now) == 1
        return
    with pytest.raises(refusal) as refused:
        number("delayed", PRE, DONE, now=now)
    assert refused.value.message == words


def test_the_later_test_is_for_those_who_failed_too_and_taken_once():
    late = datetime(2027, 3, 1, tzinfo=UTC)
    assert number("delayed", PRE, post(), now=late) == 1
    with pytest.raises(errors.DelayedTaken):
        number("delayed", PRE, post(), Sitting("delayed", "A", "submitted", None, NOW), now=late)
    with pytest.raises(errors.FinishFirst):
        number("delayed", PRE, post(), post(state="open", is_passed=None), now=late)


@pytest.mark.parametrize(("phase", "earlier"), [("pre", []), ("post", [PRE]), ("delayed", [PRE, DONE])])
def test_a_closed_cohort_starts_no_test(phase, earlier):
    last_day, day_after = (datetime(2027, 5, day, 9, tzinfo=UTC) for day in (20, 21))
    assert number(phase, *earlier, now=last_day) == 1
    with pytest.raises(errors.CohortClosed, match="20 May 2027"):
        number(phase, *earlier, now=day_after)
