"""Wagtail's rights follow the roles at the next request."""

import factories
import pytest
from django.utils import timezone
from wagtail.models import Page

from lms.people import actions as people
from lms.people.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes_loaded")]


def test_a_granted_role_opens_the_editor(signed_in, admin):
    person = factories.person()
    people.grant_role(person=person, kind=Role.Kind.EDITOR, by=admin)
    assert signed_in(person).get(f"/admin/pages/{Page.get_first_root_node().pk}/").status_code == 200
    assert list(person.groups.values_list("name", flat=True)) == ["Editors"]


def test_an_ended_role_closes_it_in_the_middle_of_a_session(signed_in, admin):
    person = factories.person_with_role(Role.Kind.EDITOR)
    client = signed_in(person)
    assert client.get("/admin/").status_code == 200
    people.end_role(role=person.roles.get(), by=admin)
    assert (client.get("/admin/").status_code, person.groups.count()) == (302, 0)


def test_a_translator_who_changes_the_language_leaves_the_old_one(signed_in):
    person = factories.person()
    factories.role(person, Role.Kind.TRANSLATOR, language="km")
    client = signed_in(person)
    client.get("/admin/")
    person.roles.update(ended_at=timezone.now())
    factories.role(person, Role.Kind.TRANSLATOR, language="lo")
    client.get("/admin/")
    assert list(person.groups.values_list("name", flat=True)) == ["Translators lo"]
