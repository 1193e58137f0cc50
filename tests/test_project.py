"""The project as a whole: migrations complete, catalogues complete, floors of versions that carry security fixes."""

from importlib.metadata import version
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import check_for_language
from packaging.version import Version

from lms.core import catalogues, languages

FLOORS = {"Django": "5.2.19", "wagtail": "7.4.4", "django-allauth": "65.21.1", "celery": "5.7", "pypdf": "7.1.0"}
MEKONG = [code for code in languages.CODES if code != "en"]


def test_migrations_are_complete(db):
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def test_the_tests_stand_on_every_migration(db):
    """Their database is a copy of one that was migrated at some time before."""
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


@pytest.mark.parametrize("package", FLOORS)
def test_package_has_its_security_fixes(package):
    assert Version(version(package)) >= Version(FLOORS[package])


@pytest.mark.parametrize("language", MEKONG)
def test_catalogue_is_complete(language):
    assert catalogues.problems(language) == []


@pytest.mark.parametrize("language", MEKONG)
def test_catalogue_says_that_a_machine_drafted_it(language):
    text = catalogues.catalogue_path(language).read_text(encoding="utf-8")
    assert "Machine-drafted" in text.split("msgid", 1)[0]


@pytest.mark.parametrize("language", MEKONG)
def test_catalogue_has_one_plural_form(language):
    assert catalogues.read_catalogue(language).num_plurals == 1


@pytest.mark.parametrize("language", languages.CODES)
def test_django_knows_the_language(language):
    assert check_for_language(language)


def test_lock_files_name_no_address():
    files = [*(settings.BASE_DIR / "requirements").glob("*.txt"), settings.BASE_DIR / "package-lock.json"]
    with_address = [path.name for path in files if "http:" in path.read_text() or "https:" in path.read_text()]
    assert with_address == []
