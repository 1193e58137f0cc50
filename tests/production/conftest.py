"""The site in production, set up once."""

import os

import pytest
from site_in_production import REDIS, answers, environment, manage, scratch_database, web_server

PEOPLE = """
import factories
from lms.people.models import Role
person = factories.person(full_name="Sok Dara", email="sok@example.org")
factories.person_with_role(Role.Kind.ADMINISTRATOR, "TH", email="admin@example.org")
factories.enrolment(factories.cohort(code="rtp-kh-1"), person)
"""


def pytest_collection_modifyitems(items):
    reason = why_not()
    for item in items:
        if reason and "/production/" in str(item.path):
            item.add_marker(pytest.mark.skip(reason=reason))


def why_not() -> str:
    if os.environ.get("LMS_TEST_DATABASE") != "postgresql":
        return "run by `make check-production`, with LMS_TEST_DATABASE=postgresql"
    if not answers(int(os.environ.get("LMS_DB_PORT", "5432"))):
        return "no PostgreSQL answers"
    return "" if answers(int(REDIS.split(":")[2].split("/")[0])) else "no Redis answers"


@pytest.fixture(scope="session")
def settings_of_site(tmp_path_factory):
    with scratch_database() as database:
        settings = environment(database, tmp_path_factory.mktemp("production"))
        manage(settings, "migrate", "--verbosity", "0")
        manage(settings, "collectstatic", "--noinput", "--verbosity", "0")
        manage(settings, "load_programmes", "--verbosity", "0")
        manage(settings, "shell", "--verbosity", "0", "-c", PEOPLE)
        yield settings


@pytest.fixture(scope="session")
def port(settings_of_site):
    with web_server(settings_of_site) as port:
        yield port
