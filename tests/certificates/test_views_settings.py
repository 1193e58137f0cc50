import factories
import pytest
from django.urls import reverse

from certificates.actions import task_forces
from certificates.models import Picture, Signatory, TaskForce
from certificates.pictures import cleaned

WHO = {"learner_kh": 404, "trainer_kh": 404, "taskforce_kh": 404, "admin": 200}
COUNTRY = "certificates:country_settings"


@pytest.fixture
def signatory(admin):
    picture = cleaned(factories.picture_file())
    given = {"country": "KH", "name": "Keo Pisey", "title": "Chair", "place": 1, "picture": picture}
    return task_forces.add_signatory(**given, by=admin)


@pytest.mark.parametrize(("who", "status"), WHO.items())
@pytest.mark.parametrize("view", ["settings", "country_settings", "new_signatory", "sample", "picture"])
def test_who_opens_the_settings(request, signed_in, signatory, view, who, status):
    args = {"settings": [], "picture": [signatory.picture_id]}.get(view, ["KH"])
    response = signed_in(request.getfixturevalue(who)).get(reverse(f"certificates:{view}", args=args))
    assert response.status_code == status


@pytest.mark.parametrize(("who", "status"), {**WHO, "admin": 302}.items())
def test_who_ends_a_signature(request, signed_in, signatory, who, status):
    response = signed_in(request.getfixturevalue(who)).post(reverse("certificates:end_signatory", args=[signatory.pk]))
    signatory.refresh_from_db()
    assert (response.status_code, signatory.ended_at is not None) == (status, status == 302)


@pytest.mark.parametrize("country", ["XX", "kh"])
def test_another_country_does_not_exist(signed_in, admin, country):
    assert signed_in(admin).get(reverse(COUNTRY, args=[country])).status_code == 404


def test_an_administrator_sets_the_rule_and_the_emblem(signed_in, admin):
    client, address = signed_in(admin), reverse(COUNTRY, args=["KH"])
    client.post(address, {"needs_two": "on", "emblem": factories.picture_file("JPEG")})
    row = TaskForce.objects.get(country="KH")
    assert (row.needs_two, row.emblem_id) == (True, Picture.objects.get().pk)
    client.post(address, {"remove_emblem": "on"})
    row.refresh_from_db()
    assert (row.needs_two, row.emblem_id) == (False, None)


def test_a_file_that_is_no_picture_is_refused_in_words(signed_in, admin):
    file = factories.picture_file("GIF")
    page = signed_in(admin).post(reverse(COUNTRY, args=["KH"]), {"emblem": file}).content.decode()
    assert ("Choose a picture (PNG, JPEG or WebP)" in page, TaskForce.objects.count()) == (True, 0)


def test_a_signature_is_added_with_its_picture(signed_in, admin):
    data = {"name": " Keo\u202e  Pisey ", "title": "Chair", "place": "2", "picture": factories.picture_file()}
    response = signed_in(admin).post(reverse("certificates:new_signatory", args=["KH"]), data)
    row = Signatory.objects.get()
    assert (response.url, row.name, row.place) == (reverse(COUNTRY, args=["KH"]), "Keo Pisey", 2)
    assert row.picture_id == Picture.objects.get().pk


def test_a_place_that_is_taken_is_said_in_words(signed_in, admin, signatory):
    data = {"name": "Another", "title": "Member", "place": "1"}
    page = signed_in(admin).post(reverse("certificates:new_signatory", args=["KH"]), data).content.decode()
    assert ("Another signature stands in this place." in page, Signatory.objects.count()) == (True, 1)


def test_an_unknown_picture_is_not_found(signed_in, admin):
    assert signed_in(admin).get(reverse("certificates:picture", args=["0" * 64])).status_code == 404
