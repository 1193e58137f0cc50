"""Bring the data of `make run` up to date: tables, static files, programmes, demo; quick where nothing has changed."""

import hashlib
import sys
import time
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from lms.demo.cast import is_seeded

STATIC_FOLDERS = ["lms/*/static", "courses/*/static", "certificates/static"]


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        try:
            self.step("tables", self.migrate)
            self.step("static files", self.collect_static)
            self.step("programmes in seven languages", self.load_programmes)
            self.step("demo people and figures", self.seed_demo)
        except DatabaseError as error:
            self.stderr.write("failed")
            self.stderr.write(
                f"The database {settings.DATABASES['default']['NAME']} cannot be used ({error}). "
                "'make reset' starts with an empty one."
            )
            sys.exit(1)

    def step(self, title: str, action) -> None:
        started = time.monotonic()
        self.stdout.write(f"  {title} ... ", ending="")
        self.stdout.flush()
        done = action()
        self.stdout.write(f"done in {time.monotonic() - started:.0f} s" if done else "up to date")

    def migrate(self) -> bool:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        call_command("migrate", verbosity=0)
        call_command("createcachetable")
        return True

    def collect_static(self) -> bool:
        collect = partial(call_command, "collectstatic", "--noinput", verbosity=0)
        return self.once("static", self.static_sources(), collect)

    def static_sources(self) -> list[Path]:
        folders = [folder for pattern in STATIC_FOLDERS for folder in settings.BASE_DIR.glob(pattern)]
        return [path for folder in [*folders, *settings.STATICFILES_DIRS] for path in folder.rglob("*.*")]

    def load_programmes(self) -> bool:
        files = list((settings.BASE_DIR / "courses").glob("*/content/**/*.toml"))
        return self.once("programmes", files, partial(call_command, "load_programmes", verbosity=0))

    def seed_demo(self) -> bool:
        if is_seeded():
            return False
        call_command("seed_demo", verbosity=0)
        return True

    def once(self, name: str, sources: list[Path], action) -> bool:
        """Do it unless the same sources were used for the same database before."""
        found = hashlib.sha256()
        for path in sorted(sources):
            found.update(str(path).encode() + path.read_bytes())
        stamp = settings.VAR_DIR / f"{name}.stamp"
        if stamp.exists() and stamp.read_text() == found.hexdigest():
            return False
        action()
        stamp.write_text(found.hexdigest())
        return True
