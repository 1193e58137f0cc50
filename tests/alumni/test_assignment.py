"""Calls are shared out evenly among those who may call, first among those who speak the language."""

from lms.alumni.assignment import Call, Caller, shared_out

DARA = Caller(1, frozenset({"KH"}), frozenset({"km"}))
VANNA = Caller(2, frozenset({"KH"}), frozenset({"en"}))
EVERYWHERE = Caller(3, None, frozenset({"lo"}))


def calls(count, country="KH", language="km", first=1):
    return [Call(number, country, language) for number in range(first, first + count)]


def test_evenly_among_those_of_the_country():
    found = shared_out(calls(5, language="my"), [DARA, VANNA], {})
    assert list(found.values()) == [1, 2, 1, 2, 1]


def test_who_speaks_the_language_comes_first():
    found = shared_out(calls(2) + calls(1, language="lo", first=9), [VANNA, DARA, EVERYWHERE], {})
    assert found == {1: 1, 2: 1, 9: 3}


def test_what_each_has_already_counts():
    assert list(shared_out(calls(3, language="my"), [DARA, VANNA], {1: 2}).values()) == [2, 2, 1]


def test_nobody_calls_themselves_or_whom_they_manage():
    barred = [Call(1, "KH", "km", frozenset({1})), Call(2, "KH", "km", frozenset({1, 2}))]
    assert shared_out(barred, [DARA, VANNA], {}) == {1: 2}


def test_another_country_stays_without_an_interviewer():
    assert shared_out(calls(1, country="LA"), [DARA, VANNA], {}) == {}


def test_the_order_of_the_rows_does_not_matter():
    rows = calls(6)
    assert shared_out(rows, [DARA, VANNA], {}) == shared_out(rows[::-1], [VANNA, DARA], {})
