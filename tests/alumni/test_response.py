"""How the asking goes: rates, days, and who is known against who was trained."""

from datetime import date, timedelta

import pytest

from lms.alumni import response
from lms.alumni.response import Asked, Difference, Untold

OPENED = date(2026, 10, 1)


def asked(*, stratum=1, country="KH", sex="female", disposition="I", mode="web", day=0, weight=2.0, by="web"):
    known_on = None if day is None else OPENED + timedelta(days=day)
    return Asked(
        stratum, country, None, "police", sex, "2024", weight, disposition, mode, known_on, by if known_on else ""
    )


def silent(**fields):
    return asked(disposition="NC", day=None, **fields)


def test_whom_a_colleague_told_of_has_not_answered():
    people = [asked()] * 6 + [asked(disposition="NC", by="proxy")] * 2 + [silent()] * 2
    found = response.rates_of(people, eligible=1)
    assert (found.counted["RR1"], found.known) == (0.6, 0.8)


def test_base_weights_change_the_weighted_rate_alone():
    found = response.rates_of([asked(weight=3)] * 5 + [silent(weight=1)] * 5, eligible=1)
    assert (found.counted["RR1"], found.weighted["RR1"]) == (0.5, 0.75)


def test_nobody_asked_has_no_rate():
    found = response.rates_of([], eligible=1)
    assert (set(found.counted.values()), found.known) == ({None}, None)


def test_small_groups_are_names_alone_and_take_another_with_them():
    people = [asked(country="KH")] * 20 + [asked(country="LA")] * 12 + [asked(country="VN")] * 4
    found = response.by_group(people, lambda one: one.country, eligible=1)
    assert [group.name for group in found] == ["KH", "LA", "VN"]
    assert [isinstance(group, Untold) for group in found] == [False, True, True]


def test_days_run_from_the_first_to_the_last():
    days = response.days_of([asked(day=-2), asked(day=1)], opens_on=OPENED, until=OPENED + timedelta(days=3))
    assert (days[0], len(days)) == (OPENED - timedelta(days=2), 6)


def test_known_people_add_up_day_by_day_under_the_way_that_came_first():
    people = [asked(day=0), asked(day=2), asked(day=2, by="phone"), silent()]
    days = [OPENED + timedelta(days=number) for number in range(3)]
    assert response.known_by_day(people, days) == {"web": [1, 1, 2], "phone": [0, 0, 1]}


def test_the_bounds_shrink_as_people_become_known():
    people = [asked(day=0), silent(), asked(stratum=2, day=1), asked(stratum=2, day=1)]
    days = [OPENED, OPENED + timedelta(days=1)]
    assert response.widths(people, {1: 30, 2: 10}, days) == pytest.approx([1 - 0.75 / 2, 0.375])


def test_known_and_trained_are_compared_with_base_weights():
    people = [asked(sex="female", weight=1)] * 10 + [asked(sex="male", weight=3)] * 10
    found = response.against_frame(people, {"female": 50, "male": 50}, lambda one: one.sex)
    assert [(one.name, one.of_frame, one.of_known) for one in found] == [("female", 0.5, 0.25), ("male", 0.5, 0.75)]
    assert [one.points for one in found] == [-25, 25]


def test_a_class_of_few_is_not_compared():
    people = [asked(sex="female")] * 30 + [asked(sex="male")] * 12 + [asked(sex="other")] * 3
    found = response.against_frame(people, {"female": 60, "male": 40, "other": 6}, lambda one: one.sex)
    assert [isinstance(one, Difference) for one in found] == [True, False, False]
