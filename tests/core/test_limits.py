import pytest
from django.core.cache import cache

from lms.core import limits


@pytest.mark.django_db
def test_an_address_is_held_back_after_its_number(rf):
    request = rf.get("/", REMOTE_ADDR="203.0.113.7")
    assert [limits.is_within(request, action="paper", per_minute=2) for _ in range(4)] == [True, True, False, False]


@pytest.mark.django_db
def test_another_address_and_another_action_are_counted_apart(rf):
    here, there = rf.get("/", REMOTE_ADDR="203.0.113.7"), rf.get("/", REMOTE_ADDR="203.0.113.8")
    limits.is_within(here, action="paper", per_minute=1)
    asked = [(here, "paper"), (there, "paper"), (here, "other")]
    assert [limits.is_within(request, action=action, per_minute=1) for request, action in asked] == [False, True, True]


@pytest.mark.django_db
def test_a_new_minute_begins_anew(rf):
    request = rf.get("/", REMOTE_ADDR="203.0.113.7")
    limits.is_within(request, action="paper", per_minute=1)
    cache.clear()
    assert limits.is_within(request, action="paper", per_minute=1) is True
