"""The bell rings once for work that belongs together, and only for work that stays."""

import pytest
from django.db import transaction

from lms.core import bell, tasks


@pytest.fixture
def rings(monkeypatch):
    heard = []
    monkeypatch.setattr(tasks.send_due, "delay", lambda: heard.append("ring"))
    return heard


@pytest.mark.django_db(transaction=True)
def test_many_transactions_held_together_ring_once(rings):
    with bell.held():
        for _ in range(3):
            with transaction.atomic():
                bell.ring()
        assert rings == []
    assert rings == ["ring"]


@pytest.mark.django_db(transaction=True)
def test_where_nothing_rang_nothing_is_held(rings):
    with bell.held():
        pass
    assert rings == []


def ring_and_fail():
    with bell.held():
        bell.ring()
        raise OSError("font")


@pytest.mark.django_db(transaction=True)
def test_an_error_lets_the_bell_ring_all_the_same(rings):
    with pytest.raises(OSError, match="font"):
        ring_and_fail()
    assert rings == ["ring"]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_does_not_ring(rings):
    with transaction.atomic():
        bell.ring()
        transaction.set_rollback(True)
    assert rings == []
