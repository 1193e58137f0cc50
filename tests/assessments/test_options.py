"""Option names tell nothing and shuffle evenly."""

from uuid import UUID

import pytest
from scipy import stats

from lms.assessments.options import choice_of, name_of

ATTEMPTS = [UUID(int=number << 64 | 0x4000_8000_0000_0000) for number in range(1, 2001)]


def test_a_name_leads_back_to_its_choice():
    assert [choice_of(ATTEMPTS[0], name_of(ATTEMPTS[0], pk)) for pk in (1, 77, 2**40)] == [1, 77, 2**40]


def test_a_name_means_nothing_in_another_attempt():
    assert choice_of(ATTEMPTS[1], name_of(ATTEMPTS[0], 77)) is None


@pytest.mark.parametrize("name", ["", "77", "zz" * 16, "00" * 16, "00" * 17])
def test_an_invented_name_means_nothing(name):
    assert choice_of(ATTEMPTS[0], name) is None


def test_names_depend_on_the_secret(settings):
    before = name_of(ATTEMPTS[0], 77)
    settings.SECRET_KEY = "another"
    assert name_of(ATTEMPTS[0], 77) != before


@pytest.mark.parametrize("key", [1, 2, 3, 4])
def test_the_key_stands_everywhere_equally_often(key, settings):
    settings.SECRET_KEY = "fixed"
    places = [sorted(range(1, 5), key=lambda pk: name_of(attempt, pk)).index(key) for attempt in ATTEMPTS]
    assert stats.chisquare([places.count(place) for place in range(4)]).pvalue > 0.01
