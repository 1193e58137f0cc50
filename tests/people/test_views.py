"""Screens for the own details and for administrators: who gets in, what they do."""

import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lms.people.models import Organisation, Role, User

CAST = ["learner_kh", "trainer_kh", "observer_kh", "taskforce_kh", "admin"]


@pytest.fixture
def organisation(db):
    return factories.organisation(name="Police HQ")


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("view", ["people", "organisations", "organisation_new", "organisation_edit", "roles"])
def test_only_administrators_see_people_and_organisations(request, signed_in, organisation, learner_la, name, view):
    arguments = {"organisation_edit": [organisation.pk], "roles": [learner_la.pk]}.get(view, [])
    response = signed_in(request.getfixturevalue(name)).get(reverse(f"people:{view}", args=arguments))
    assert response.status_code == (200 if name == "admin" else 404)


@pytest.mark.parametrize("view", ["people", "organisations", "profile"])
def test_visitors_are_led_to_the_door(client, db, view):
    address = reverse(f"people:{view}")
    assert client.get(address).url == f"/en/accounts/login/?next={address}"


@pytest.mark.parametrize("name", CAST)
def test_everyone_has_own_details(request, signed_in, name):
    assert signed_in(request.getfixturevalue(name)).get("/en/my/details/").status_code == 200


def test_details_save_and_answer_in_the_chosen_language(signed_in, learner_kh):
    answer = {"full_name_latin": "Sok S.", "language": "vi", "sex": "female", "follow_up": "on"}
    response = signed_in(learner_kh).post("/en/my/details/", answer)
    learner_kh.refresh_from_db()
    assert (response.url, learner_kh.full_name_latin, learner_kh.language) == ("/vi/my/details/", "Sok S.", "vi")
    assert list(learner_kh.consents.values_list("purpose", "is_given")) == [("follow_up", True)]


def test_nobody_widens_the_own_rights_by_extra_fields(signed_in, learner_kh):
    extra = {"country": "LA", "is_superuser": "1", "is_active": "", "full_name": "X", "email": "x@x.org"}
    signed_in(learner_kh).post("/en/my/details/", {"language": "km", **extra})
    person = User.objects.get(pk=learner_kh.pk)
    assert (person.country, person.is_superuser, person.is_active, person.full_name, person.email) == (
        "KH",
        False,
        True,
        learner_kh.full_name,
        learner_kh.email,
    )


def test_an_administrator_grants_and_ends_a_role(signed_in, admin, learner_kh):
    client = signed_in(admin)
    address = reverse("people:roles", args=[learner_kh.pk])
    client.post(address, {"kind": "trainer", "country": "KH", "language": ""})
    role = learner_kh.roles.get()
    assert (role.kind, role.country, role.granted_by, role.ended_at) == ("trainer", "KH", admin, None)
    client.post(reverse("people:role_end", args=[learner_kh.pk, role.pk]))
    role.refresh_from_db()
    assert role.ended_at is not None


@pytest.mark.parametrize("kind", ["task_force", "interviewer", "translator", "reviewer"])
def test_some_roles_need_their_scope(signed_in, admin, learner_kh, kind):
    response = signed_in(admin).post(reverse("people:roles", args=[learner_kh.pk]), {"kind": kind})
    assert (response.status_code, learner_kh.roles.count()) == (200, 0)


@pytest.mark.parametrize("name", ["learner_kh", "trainer_kh", "taskforce_kh"])
def test_nobody_else_grants_or_ends_roles(request, signed_in, admin, name):
    person = request.getfixturevalue(name)
    before = Role.objects.filter(ended_at=None).count()
    client = signed_in(person)
    grant = client.post(reverse("people:roles", args=[person.pk]), {"kind": "administrator"})
    end = client.post(reverse("people:role_end", args=[admin.pk, admin.roles.get().pk]))
    assert (grant.status_code, end.status_code, Role.objects.filter(ended_at=None).count()) == (404, 404, before)


def test_organisations_are_added_and_changed(signed_in, admin):
    client = signed_in(admin)
    client.post("/en/organisations/new/", {"name": "Unit 1", "country": "KH", "sector": "police"})
    unit = Organisation.objects.get()
    client.post(
        reverse("people:organisation_edit", args=[unit.pk]), {"name": "Unit 2", "country": "KH", "sector": "un"}
    )
    unit.refresh_from_db()
    assert (unit.name, unit.sector) == ("Unit 2", "un")


def test_an_organisation_belongs_to_one_of_its_country(signed_in, admin, organisation):
    answer = {"name": "Unit", "country": "LA", "sector": "police", "parent": organisation.pk}
    assert signed_in(admin).post("/en/organisations/new/", answer).status_code == 200
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("view", ["people", "organisations"])
def test_lists_take_the_same_queries_for_one_and_three_rows(signed_in, admin, view):
    client = signed_in(admin)
    counts = []
    for extra in (1, 2):
        for _ in range(extra):
            factories.organisation(parent=factories.organisation())
            factories.person_with_role(Role.Kind.TRAINER)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"people:{view}"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_people_are_found_by_name_in_either_script(signed_in, admin, learner_kh, learner_la):
    client = signed_in(admin)
    for words in ("ស្រីមុំ", "sreymom", "learner.kh@"):
        found = client.get("/en/people/", {"q": words}).context["page"].object_list
        assert [person.pk for person in found] == [learner_kh.pk]


def test_a_name_is_one_line_and_turns_no_writing_around(signed_in, learner_kh):
    name = "Sok\r\nBcc: all@example.org\u202egnp"
    signed_in(learner_kh).post("/en/my/details/", {"full_name_latin": name, "call_me": name, "language": "en"})
    learner_kh.refresh_from_db()
    assert [learner_kh.full_name_latin, learner_kh.call_me] == ["Sok Bcc: all@example.orggnp"] * 2


def test_details_change_nothing_but_details(signed_in, learner_kh):
    more = {
        "country": "LA",
        "email": "x@example.org",
        "is_superuser": "1",
        "is_staff": "1",
        "groups": "1",
        "kind": "administrator",
    }
    signed_in(learner_kh).post("/en/my/details/", {"language": "en", "full_name": "Another", **more})
    person = User.objects.get(pk=learner_kh.pk)
    assert (person.country, person.email, person.full_name) == ("KH", learner_kh.email, learner_kh.full_name)
    assert (person.is_superuser, person.groups.count(), person.roles.count()) == (False, 0, 0)


@pytest.mark.parametrize("kind", [Role.Kind.TASK_FORCE, Role.Kind.EDITOR, Role.Kind.TRAINER])
def test_no_administrator_grants_roles_to_themselves(signed_in, admin, kind):
    client, address = signed_in(admin), reverse("people:roles", args=[admin.pk])
    assert client.get(address).context["may_grant"] is False
    client.post(address, {"kind": kind, "country": "KH"})
    assert list(admin.roles.values_list("kind", flat=True)) == [Role.Kind.ADMINISTRATOR]
