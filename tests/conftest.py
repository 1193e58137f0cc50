"""The fixed cast: the same people in every test, as the demo names them."""

import os

import factories
import pytest
import ready_database
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from lms.people.models import Role

SLOW_FILES = ("test_isolation.py", "test_kill.py", "test_seed_demo.py")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}
IS_POSTGRESQL = os.environ.get("LMS_TEST_DATABASE") == "postgresql"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what can differ there; of the files the slow ones first, those that empty all tables last."""
    kept = [item for item in items if may_differ_there(item)] if IS_POSTGRESQL else items
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=list(set(items) - set(kept)))
    emptying = {item.path for item in items if empties_tables(item)}
    items[:] = sorted(kept, key=lambda item: (item.path in emptying, item.path.name not in SLOW_FILES))


def may_differ_there(item) -> bool:
    uses_database = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames)
    return bool(uses_database) or "production" in item.path.parts


def empties_tables(item) -> bool:
    mark = item.get_closest_marker("django_db")
    return "transactional_db" in item.fixturenames or bool(mark and mark.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker, django_db_keepdb):
    """As pytest-django's own, but the migrations run once for all, and anew where one of them has changed."""
    with django_db_blocker.unblock():
        before = ready_database.copy_for(connection)
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(before, verbosity=0, keepdb=django_db_keepdb)


@pytest.fixture(autouse=True)
def _fresh_cache(request):
    """Limits and caches never leak from one test into the next."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        request.getfixturevalue("db")  # before the cache, which lives in a table of it
        cache.clear()


@pytest.fixture(autouse=True)
def _english():
    """The language of one test's last request never leaks into the next test."""
    with translation.override("en"):
        yield


@pytest.fixture
def signed_in(client):
    """`signed_in(person)` answers a client on which that person is signed in."""

    def sign_in(person):
        client.logout()
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def learner_kh(db):
    return factories.person(
        full_name="សុខ ស្រីមុំ", full_name_latin="Sok Sreymom", language="km", email="learner.kh@example.org"
    )


@pytest.fixture
def learner_la(db):
    return factories.person(
        full_name="ສົມສັກ ພົມມະຈັນ",
        full_name_latin="Somsack Phommachan",
        language="lo",
        country="LA",
        email="learner.la@example.org",
    )


@pytest.fixture
def trainer_kh(db):
    return factories.person_with_role(Role.Kind.TRAINER, "KH", full_name="Chan Dara", email="trainer.kh@example.org")


@pytest.fixture
def trainer_la(db):
    return factories.person_with_role(Role.Kind.TRAINER, "LA", full_name="Khamla Vong", email="trainer.la@example.org")


@pytest.fixture
def observer_kh(db):
    return factories.person_with_role(Role.Kind.OBSERVER, "KH", full_name="Keo Pisey", email="observer.kh@example.org")


@pytest.fixture
def taskforce_kh(db):
    return factories.person_with_role(
        Role.Kind.TASK_FORCE, "KH", full_name="Nhem Bopha", email="taskforce.kh@example.org"
    )


@pytest.fixture
def taskforce2_kh(db):
    return factories.person_with_role(
        Role.Kind.TASK_FORCE, "KH", full_name="Ouk Vanna", email="taskforce2.kh@example.org"
    )


@pytest.fixture
def taskforce_la(db):
    return factories.person_with_role(
        Role.Kind.TASK_FORCE, "LA", full_name="Bounmy Sisouk", email="taskforce.la@example.org"
    )


@pytest.fixture
def admin(db):
    return factories.person_with_role(Role.Kind.ADMINISTRATOR, "TH", full_name="Admin", email="admin@example.org")


@pytest.fixture
def cohort_kh(trainer_kh):
    return factories.cohort(trainers=[trainer_kh], code="rtp-kh-test")


@pytest.fixture
def cohort_la(trainer_la):
    return factories.cohort(trainers=[trainer_la], code="rtp-la-test", country="LA")
