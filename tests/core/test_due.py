"""What is due is done, whatever fails beside it."""

import pytest

from lms.core import due

calls = []


def first():
    calls.append("first")
    return 1


def failing():
    raise ZeroDivisionError


def last():
    calls.append("last")
    return 3


@pytest.fixture(autouse=True)
def _no_calls():
    calls.clear()


def test_each_action_is_called_in_its_order(settings):
    settings.DUE_ACTIONS = [f"{__name__}.first", f"{__name__}.last"]
    assert due.run_everything() == {f"{__name__}.first": 1, f"{__name__}.last": 3}
    assert calls == ["first", "last"]


def test_one_that_fails_is_heard_of_and_stops_no_other(settings):
    settings.DUE_ACTIONS = [f"{__name__}.first", f"{__name__}.failing", f"{__name__}.last"]
    with pytest.raises(ZeroDivisionError):
        due.run_everything()
    assert calls == ["first", "last"]
