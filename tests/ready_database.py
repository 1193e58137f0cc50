"""The tests' database: migrated once for each state of the migrations, then copied for every run and every worker."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from shutil import copyfile

from django.apps import apps
from django.conf import settings

PACKAGES = ("Django", "wagtail")  # what they do after migrating is in no migration
LENGTH = 16


def copy_for(connection) -> str:
    """Connect to a fresh copy under the test database's name; answers the name before, for `destroy_test_db`."""
    before, target = connection.settings_dict["NAME"], connection.creation._get_test_db_name()
    store = STORES[connection.vendor](connection)
    with alone():
        source = store.name_of(digest())
        if not store.has(source):
            store.forget_older()
            migrate(connection, store.being_built)
            store.rename(store.being_built, source)
        store.copy(source, target)
    use(connection, target)
    return before


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time: the second finds the database that the first has made."""
    with (folder() / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def folder() -> Path:
    path = Path(settings.BUILD_DIR) / "test-databases"
    path.mkdir(parents=True, exist_ok=True)
    return path


def digest() -> str:
    """Changes with any migration, of ours or of a package."""
    folders = [Path(app.path) / "migrations" for app in apps.get_app_configs()]
    files = [path for folder in folders for path in sorted(folder.glob("*.py"))]
    parts = [*(version(package).encode() for package in PACKAGES), *(path.read_bytes() for path in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:LENGTH]


def migrate(connection, name: str) -> None:
    before = connection.settings_dict["TEST"]["NAME"], connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.settings_dict["TEST"]["NAME"] = before[0]
    use(connection, before[1])


def use(connection, name: str) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name


class Files:
    """SQLite: beside what else is built."""

    def __init__(self, connection):
        self.being_built = str(folder() / "being-built.sqlite3")

    def name_of(self, state: str) -> str:
        return str(folder() / f"{state}.sqlite3")

    def has(self, name: str) -> bool:
        return Path(name).exists()

    def forget_older(self) -> None:
        for path in folder().glob("*.sqlite3*"):
            path.unlink()

    def rename(self, source: str, target: str) -> None:
        Path(source).rename(target)

    def copy(self, source: str, target: str) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(f"{target}{ending}").unlink(missing_ok=True)
        copyfile(source, target)


class Server:
    """PostgreSQL: databases of this folder's own, so that two checkouts share one server."""

    def __init__(self, connection):
        self.connection = connection
        self.prefix = f"ready_{hashlib.sha256(str(folder()).encode()).hexdigest()[:LENGTH]}_"
        self.being_built = f"{self.prefix}being_built"

    def name_of(self, state: str) -> str:
        return f"{self.prefix}{state}"

    def has(self, name: str) -> bool:
        return bool(self.ask("SELECT 1 FROM pg_database WHERE datname = %s", name))

    def forget_older(self) -> None:
        for (name,) in self.ask("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", self.prefix):
            self.tell(f'DROP DATABASE "{name}"')

    def rename(self, source: str, target: str) -> None:
        self.tell(f'ALTER DATABASE "{source}" RENAME TO "{target}"')

    def copy(self, source: str, target: str) -> None:
        self.tell(f'DROP DATABASE IF EXISTS "{target}"')
        self.tell(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def ask(self, statement: str, value: str) -> list[tuple]:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(statement, [value])
            return cursor.fetchall()

    def tell(self, statement: str) -> None:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(statement)


STORES = {"sqlite": Files, "postgresql": Server}
