"""The demo in the database of the tests, made once for many of them and undone at the end."""

from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, transaction


@contextmanager
def seeded(blocker, *, alumni: int):
    """For a fixture of a module: what each test changes is undone by the test's own savepoint."""
    with blocker.unblock(), transaction.atomic():
        call_command("load_programmes", verbosity=0)
        call_command("seed_demo", alumni=alumni, verbosity=0)
        yield
        transaction.set_rollback(True)
    connection.close()
