"""The bell for whoever does what is due: the work is rows, so nothing is lost where nobody hears."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

_held: ContextVar[list[bool] | None] = ContextVar("held", default=None)


def ring() -> None:
    """Wake a worker once this transaction is committed; if nobody hears, the periodic job does the work all the same.

    Once for all that a transaction makes due: with the broker lost, each call costs the person who waits.
    """
    held = _held.get()
    if held is not None:
        held.append(True)
    elif not any(callback[1] is wake for callback in transaction.get_connection().run_on_commit):
        transaction.on_commit(wake, robust=True)


@contextmanager
def held() -> Iterator[None]:
    """For work of many transactions: ring once at its end, if anything in it rang."""
    rings: list[bool] = []
    before = _held.set(rings)
    try:
        yield
    finally:
        _held.reset(before)
        if rings:
            ring()


def wake() -> None:
    from lms.core.tasks import send_due

    send_due.delay()
